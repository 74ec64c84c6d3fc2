import { mkdir } from 'node:fs/promises';
import { fail } from '../../../core/errors';
import type { Session } from '../../sql/session';
import { literal } from '../../sql/quote';
import { duckdbProblem } from '../duckdb/duckdb-problem';
import { fileProblem } from '../files/file-problem';
import type { Output } from './output';
import { whenFree } from './when-free';
import { outputDatabase } from './write-relation';

/** Makes an output ready to be written to in a session that has not been locked down yet. Throws `source-…` problems. */
export async function attachOutput(session: Session, output: Output): Promise<void> {
  if (output.kind === 'folder') {
    await mkdir(output.folder, { recursive: true }).catch((error: unknown) => { throw fileProblem(error, output.folder); });
    return;
  }
  const read = await session.query('SELECT 1 FROM duckdb_databases() WHERE path = ?', [output.file]);
  if (read.length > 0) fail('bad-request', `${output.name} is the database that is read.`, { remedy: 'Link another enrichment datastore.' });
  await whenFree(() => session.prepare(`ATTACH ${literal(output.file)} AS ${outputDatabase}`).catch((error: unknown) => { throw duckdbProblem(error, output.file); }));
}
