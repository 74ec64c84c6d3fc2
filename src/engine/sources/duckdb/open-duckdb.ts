import path from 'node:path';
import { fail, toProblem } from '../../../core/errors';
import type { Session } from '../../sql/session';
import type { Column } from '../relation';
import { column } from '../files/file-shape';
import { tableBytes } from './table-bytes';
import { exactRows } from '../exact-rows';
import { identifier, literal } from '../../sql/quote';
import type { DatastoreReader, SourceConnection, SourceContainer, SourceDatastore } from '../source';
import { checkFile } from './database-file';
import { duckdbProblem } from './duckdb-problem';

/** A part of a name as it stands in a container's name: quoted where it could be taken for several. */
const part = (name: string): string => (name.includes('.') || name.startsWith('"') ? identifier(name) : name);
/** The name of a container: no two tables of a database share one. */
const nameOf = (schema: string, table: string): string => (schema === 'main' ? part(table) : `${part(schema)}.${part(table)}`);

/** Attaches a database file READ_ONLY to a session that has not been locked down yet. Throws `source-…` problems. */
export async function openDuckdb(session: Session, connection: SourceConnection, datastore: SourceDatastore): Promise<DatastoreReader> {
  if (!connection.path) fail('bad-request', 'This connection has no path.', { remedy: 'Set the database file to read.' });
  const file = path.resolve(connection.path);
  const header = await checkFile(file);
  const { modified } = header;
  const attached = await session.query('SELECT database_name, path FROM duckdb_databases() WHERE path = ?', [file]);
  // A second datastore over the same file shares the attachment: DuckDB attaches a file once.
  const database = attached[0] ? String(attached[0].database_name) : `datastore_${datastore.id}`;
  if (!attached[0]) {
    await session.prepare(`ATTACH ${literal(file)} AS ${identifier(database)} (READ_ONLY)`).catch((error: unknown) => { throw duckdbProblem(error, file, undefined, header.writer); });
  }
  const here = `database_name = ${literal(database)}${datastore.schema ? ` AND schema_name = ${literal(datastore.schema)}` : ''}`;

  const list = async (signal?: AbortSignal): Promise<{ schema: string; name: string; view: boolean }[]> => {
    const rows = await session.query(`
      SELECT schema_name AS s, table_name AS t, false AS v FROM duckdb_tables() WHERE ${here} AND NOT internal
      UNION ALL SELECT schema_name, view_name, true FROM duckdb_views() WHERE ${here} AND NOT internal ORDER BY ALL`, undefined, signal);
    return rows.map((row) => ({ schema: String(row.s), name: String(row.t), view: row.v === true }));
  };
  const columnsOf = async (from: string, signal?: AbortSignal): Promise<(Column & { nullable: boolean | null })[]> => {
    const rows = await session.query(`DESCRIBE ${from}`, undefined, signal);
    return rows.map((row) => ({ ...column(String(row.column_name), String(row.column_type)), nullable: row.null !== 'NO' }));
  };
  const fromOf = (schema: string, name: string): string => [database, schema, name].map(identifier).join('.');
  // A table's row count is in its catalogue; a view would have to be run.
  const rowsOf = async (from: string, signal?: AbortSignal): Promise<number> =>
    Number((await session.query(`SELECT count(*) AS n FROM ${from}`, undefined, signal))[0]?.n ?? 0);

  return {
    notes: [],
    allowedPaths: [file, `${file}.wal`],
    // Views of a database may read files that lie beside it (dbt's external models do).
    allowedDirectories: [path.dirname(file)],
    explain: (error, container) => Promise.resolve(duckdbProblem(error, file, container.name)),
    containers: async (signal, onProgress) => {
      const containers: SourceContainer[] = [];
      const tables = await list(signal);
      for (const { schema, name, view } of tables) {
        onProgress?.(containers.length, tables.length);
        const base = { name: nameOf(schema, name), containerType: 'table', tableType: view ? 'view' : 'table', files: null, fileFormat: null, notes: [] } as const;
        try {
          const from = fromOf(schema, name);
          containers.push({ ...base, columns: await columnsOf(from, signal), rows: view ? null : await rowsOf(from, signal), problem: null });
        } catch (error) {
          const problem = toProblem(duckdbProblem(error, file, base.name));
          if (problem.code === 'aborted') throw error;
          const text = error instanceof Error ? error.message.split('\n')[0] : '';
          containers.push({ ...base, columns: [], rows: null, problem: view ? { ...problem, code: 'source-malformed', reason: `The view ${base.name} cannot be read: ${text}`, remedy: 'Correct the view in the database.' } : problem });
        }
      }
      return containers;
    },
    relation: async (container, { signal } = {}) => {
      const found = (await list(signal)).find(({ schema, name }) => nameOf(schema, name) === container.name);
      if (!found) fail('source-missing', `${container.name} does not exist in ${file} any more.`, { remedy: 'Run a sync to bring the catalogue up to date.', place: { path: file } });
      const from = fromOf(found.schema, found.name);
      const kind = found.view ? 'view' : 'table';
      const columns = (await columnsOf(from, signal)).map(({ name, type, nativeType }) => ({ name, type, nativeType }));
      return {
        ...exactRows(kind, from, columns), kind, columns,
        rows: found.view ? null : await rowsOf(from, signal), keyFields: container.key_field_names ?? [], modified,
        bytes: (until) => (found.view ? Promise.resolve(null) : tableBytes(session, from, until)),
      };
    },
  };
}
