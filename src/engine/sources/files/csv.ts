import { fail } from '../../../core/errors';
import type { Session } from '../../duckdb/session';
import { pathLiterals } from '../path-pattern';
import { identifier, literal } from '../quote';
import { csvDialect } from './csv-dialect';
import { csvTypes } from './csv-types';
import { column, sampleRows, typedInFull, type FileShape } from './file-shape';
import type { DataFile } from './list-files';
import type { FileOptions } from './effective-options';
import { checkGzip } from './check-gzip';
import { readHead } from './read-head';

/**
 * Reads a CSV or TSV strictly: every row must have every column. A ragged row is an error with its line, never padded or
 * dropped, because a tool that looks for bad data must not repair it unseen.
 */
export async function csvShape(session: Session, file: DataFile, options: FileOptions, signal?: AbortSignal): Promise<FileShape> {
  const head = await readHead(file);
  await checkGzip(file, signal);
  const dialect = csvDialect(head.text, file.kind.format === 'tsv' ? 'tsv' : 'csv', head.complete);
  if (dialect.names.length > 10_000) {
    fail('source-malformed', `${file.relative} has ${dialect.names.length} columns.`, { remedy: 'Check its delimiter and line ends.', place: { path: file.relative, line: 1 } });
  }
  const from: FileShape['from'] = (paths, columns) => `read_csv(${pathLiterals(paths)}, auto_detect = false, hive_partitioning = false, delim = ${literal(dialect.delimiter)}, `
    + `quote = '"', escape = '"', header = ${dialect.header}, skip = ${dialect.skip}, encoding = ${literal(head.encoding)}, `
    + `columns = {${columns.map((c) => `${identifier(c.name)}: ${literal(c.nativeType)}`).join(', ')}})`;
  const texts = dialect.names.map((name) => column(name, 'VARCHAR'));
  const full = file.size <= typedInFull && !(file.kind.gzip && file.size > typedInFull / 8);
  const { types, rows } = await csvTypes(session, from([file.absolute], texts), dialect.names, full ? null : sampleRows, signal);
  return {
    file, from,
    columns: dialect.names.map((name, at) => column(name, types[at] ?? 'VARCHAR')),
    rows: full ? rows : null,
    writtenAs: JSON.stringify(['csv', dialect.delimiter, dialect.header, dialect.skip, head.encoding]),
  };
}
