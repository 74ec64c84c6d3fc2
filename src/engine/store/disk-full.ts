import { PlumblineError } from '../../core/errors';

const words = /no space left on device|ENOSPC|not enough space on the disk|disk quota exceeded|EDQUOT|disk is full|max_temp_directory_size/i;

/** Does this error say that a disk is full? As Linux, macOS, Windows, Node and DuckDB say it. */
export function saysDiskFull(error: unknown): boolean {
  if (PlumblineError.is(error)) return error.problem.code === 'disk-full' || words.test(error.problem.detail ?? '');
  return words.test(error instanceof Error ? error.message : String(error));
}

/** The error of a full disk, in words; any other as it is. */
export function asDiskFull(error: unknown): unknown {
  if (PlumblineError.is(error, 'disk-full') || !saysDiskFull(error)) return error;
  const detail = PlumblineError.is(error) ? error.problem.detail : error instanceof Error ? error.message : String(error);
  const file = /file "([^"]+)"/.exec(detail ?? '')?.[1];
  return new PlumblineError({
    code: 'disk-full', reason: 'The disk is full.', remedy: 'Make room on the disk of the store, and try again; nothing needs to be restarted.',
    ...(file === undefined ? {} : { place: { path: file } }), ...(detail === undefined ? {} : { detail }),
  }, { cause: error });
}
