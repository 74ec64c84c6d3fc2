import { PlumblineError, type Problem } from '../../../core/errors';

/** A failure of the file system (ENOENT, EACCES, …) as the domain's error about that file. */
export function fileProblem(error: unknown, file: string): PlumblineError {
  if (PlumblineError.is(error)) return error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const place = { path: file };
  const problem: Problem =
    code === 'ENOENT' || code === 'ENOTDIR'
      ? { code: 'source-missing', reason: `${file} does not exist.`, remedy: 'Check the path, or run a sync if the file was moved.', place }
    : code === 'EACCES' || code === 'EPERM'
      ? { code: 'source-unreadable', reason: `${file} may not be read by this user.`, remedy: 'Give read permission on it, then try again.', place }
    : code === 'EBUSY'
      ? { code: 'source-locked', reason: `${file} is in use by another program.`, remedy: 'Close it there, then try again.', place }
    : { code: 'source-unreadable', reason: `${file} cannot be read: ${(error as Error).message}`, place };
  return new PlumblineError(problem, { cause: error });
}
