import { fail } from '../../../core/errors';
import type { Session } from '../../sql/session';
import { pathLiterals } from '../path-pattern';
import { identifier, literal } from '../../sql/quote';
import type { FileOptions } from './effective-options';
import { describe, type FileShape } from './file-shape';
import type { DataFile } from './list-files';
import { parquetLimits } from './parquet-limits';
import { partitionColumns } from './partition-columns';
import type { ShapeContext } from './shape-context';

/**
 * A Parquet file: columns and row count come from its footer, no data is read. Folders `key=value` add columns that the file
 * lacks; a value that is in the file is never replaced by the name of a folder.
 */
export async function parquetShape(session: Session, file: DataFile, _options: FileOptions, { signal }: ShapeContext): Promise<FileShape> {
  if (file.size === 0) fail('source-malformed', `${file.relative} is empty.`, { remedy: 'Write the file again, or remove it and run a sync.', place: { path: file.relative } });
  const own = await describe(session, `read_parquet(${pathLiterals([file.absolute])}, hive_partitioning = false)`, signal);
  const partition = partitionColumns(file, own);
  const hive = partition.length === 0 ? 'hive_partitioning = false'
    : `hive_partitioning = true, hive_types = {${partition.map((c) => `${identifier(c.name)}: ${literal(c.nativeType)}`).join(', ')}}`;
  const from: FileShape['from'] = (paths) => `read_parquet(${pathLiterals(paths)}, ${hive})`;
  const columns = partition.length === 0 ? own : await describe(session, from([file.absolute], []), signal);
  const [footer] = await session.query(`SELECT sum(num_rows) AS n FROM parquet_file_metadata(${pathLiterals([file.absolute])})`, undefined, signal);
  return { file, path: file.absolute, from, columns, notes: await parquetLimits(session, file.absolute, signal), rows: Number(footer?.n ?? 0), writtenAs: 'parquet' };
}
