import { fail } from '../../../core/errors';
import type { Session } from '../../duckdb/session';
import { pathLiterals } from '../path-pattern';
import { identifier, literal } from '../quote';
import { column, describe, sampleRows, type FileShape } from './file-shape';
import type { DataFile } from './list-files';
import type { FileOptions } from './effective-options';
import { checkGzip } from './check-gzip';
import { readHead } from './read-head';

/**
 * Files up to this size (bytes) are typed by all their values. More than for CSV: DuckDB does not say which column a later
 * value does not fit, so that column alone cannot be read as text.
 */
const typedInFull = 256 * 1024 * 1024;
const countedUpTo = 16 * 1024 * 1024;

/**
 * A JSON file: a list of objects, objects one after another, or one object a line. A column that holds several kinds of
 * values is text (DuckDB would give raw JSON, where the text abc is "abc" with its quotes).
 */
export async function jsonShape(session: Session, file: DataFile, options: FileOptions, signal?: AbortSignal): Promise<FileShape> {
  const head = await readHead(file);
  await checkGzip(file, signal);
  const place = { path: file.relative };
  if (head.encoding !== 'utf-8') fail('source-malformed', `${file.relative} is UTF-16; JSON is read as UTF-8.`, { remedy: 'Save it as UTF-8.', place: { ...place, line: 1 } });
  const first = head.text.trimStart().charAt(0);
  if (first === '') fail('source-malformed', `${file.relative} holds only white space.`, { remedy: 'Write the file again, or remove it and run a sync.', place });
  const format = file.kind.format === 'ndjson' ? 'newline_delimited' : first === '[' ? 'array' : 'auto';
  const full = file.size <= typedInFull;
  // 64 MB for one object: DuckDB's own limit of 16 MB refuses a few real exports.
  const reader = `format = '${format}', maximum_object_size = 67108864, hive_partitioning = false`;
  const found = await describe(session, `read_json(${pathLiterals([file.absolute])}, ${reader}, sample_size = ${full ? -1 : sampleRows})`, signal);
  const from: FileShape['from'] = (paths, columns) => `read_json(${pathLiterals(paths)}, ${reader}, `
    + `columns = {${columns.map((c) => `${identifier(c.name)}: ${literal(c.nativeType)}`).join(', ')}})`;
  const scalar = found.length === 1 && found[0]?.name === 'json' && !/^[[{]/.test(first === '[' ? head.text.trimStart().slice(1).trimStart().charAt(0) : first);
  if (scalar) fail('source-malformed', `${file.relative} holds no objects.`, { remedy: 'Write a list of objects, or one object a line.', place: { ...place, line: 1 } });
  const columns = found.map((c) => (c.nativeType === 'JSON' ? column(c.name, 'VARCHAR') : c));
  // Counting costs another read, which only small files are worth.
  const [counted] = file.size <= countedUpTo ? await session.query(`SELECT count(*) AS n FROM ${from([file.absolute], columns)}`, undefined, signal) : [];
  return {
    file, from, columns,
    rows: counted ? Number(counted.n) : null,
    writtenAs: JSON.stringify(['json', format]),
  };
}
