import type { Session } from '../../duckdb/session';
import { describe, pathList, type FileShape } from './file-shape';
import type { DataFile } from './list-files';
import { fail } from '../../../core/errors';

/** A Parquet file: columns and row count come from its footer, no data is read. */
export async function parquetShape(session: Session, file: DataFile, signal?: AbortSignal): Promise<FileShape> {
  if (file.size === 0) fail('source-malformed', `${file.relative} is empty.`, { remedy: 'Write the file again, or remove it and run a sync.', place: { path: file.relative } });
  const from: FileShape['from'] = (files) => `read_parquet(${pathList(files)})`;
  const columns = await describe(session, from([file], []), signal);
  const [footer] = await session.query(`SELECT sum(num_rows) AS n FROM parquet_file_metadata(${pathList([file])})`, undefined, signal);
  return { file, from, columns, rows: Number(footer?.n ?? 0), writtenAs: 'parquet' };
}
