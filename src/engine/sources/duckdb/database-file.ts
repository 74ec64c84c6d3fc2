import { stat } from 'node:fs/promises';
import { fail } from '../../../core/errors';
import { fileProblem } from '../files/file-problem';
import { openRegular } from '../files/open-regular';
import { encrypted } from './duckdb-problem';

/** What the head of a database file tells. */
export interface DatabaseFile {
  /** DuckDB's version that wrote it, `v1.4.2`; null where it does not say. */
  readonly writer: string | null;
  readonly modified: Date;
}

/** What was written last may still be in the log beside the file. */
async function lastWritten(file: string, modified: Date): Promise<Date> {
  const log = await stat(`${file}.wal`).then((info) => info.mtime, () => modified);
  return log > modified ? log : modified;
}

/** Refuses what is surely no DuckDB database before DuckDB is asked, which would say so in other words. */
export async function checkFile(file: string): Promise<DatabaseFile> {
  const info = await stat(file).catch((error: unknown) => { throw fileProblem(error, file); });
  const place = { path: file };
  if (info.isDirectory()) fail('source-malformed', `${file} is a folder, not a DuckDB database.`, { remedy: 'Choose the database file, or add the folder with the type "files".', place });
  const handle = await openRegular(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(128), 0, 128, 0);
    if (bytesRead === 0) fail('source-malformed', `${file} is empty.`, { remedy: 'Choose a DuckDB database that holds tables.', place });
    if (buffer.subarray(8, 12).toString('latin1') !== 'DUCK') fail('source-malformed', `${file} is not a DuckDB database.`, { remedy: 'Choose a DuckDB database file; data files are added with the type "files".', place });
    const writer = buffer.subarray(52, 84).toString('latin1').replace(/\0.*$/s, '').replace(/[^\w.+-]/g, '');
    // The first flag of the header; the header itself is never encrypted.
    if ((buffer[20] ?? 0) % 2 === 1) throw encrypted(file);
    return { writer: writer || null, modified: await lastWritten(file, info.mtime) };
  } catch (error) {
    throw fileProblem(error, file);
  } finally {
    await handle.close();
  }
}
