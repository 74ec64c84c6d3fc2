import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, PlumblineError, toProblem } from '../../../core/errors';
import type { Session } from '../../duckdb/session';
import type { Column } from '../../scan/port';
import { fileProblem } from '../files/file-problem';
import { column } from '../files/file-shape';
import { exactRows } from '../exact-rows';
import { lostProblem } from '../lost-problem';
import { identifier, literal } from '../quote';
import type { DatastoreReader, SourceConnection, SourceContainer, SourceDatastore } from '../source';

/** Refuses what is surely no DuckDB database before DuckDB is asked, which would say so in other words. */
async function checkFile(file: string): Promise<Date> {
  const info = await stat(file).catch((error: unknown) => { throw fileProblem(error, file); });
  const place = { path: file };
  if (info.isDirectory()) fail('source-malformed', `${file} is a folder, not a DuckDB database.`, { remedy: 'Choose the database file, or add the folder with the type "files".', place });
  const handle = await open(file, 'r').catch((error: unknown) => { throw fileProblem(error, file); });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0);
    if (bytesRead === 0) fail('source-malformed', `${file} is empty.`, { remedy: 'Choose a DuckDB database that holds tables.', place });
    if (buffer.subarray(8, 12).toString('latin1') !== 'DUCK') fail('source-malformed', `${file} is not a DuckDB database.`, { remedy: 'Choose a DuckDB database file; data files are added with the type "files".', place });
  } catch (error) {
    throw fileProblem(error, file);
  } finally {
    await handle.close();
  }
  return info.mtime;
}

/** DuckDB's refusal to open or read a database file, as the domain's error. */
export function duckdbProblem(error: unknown, file: string, container?: string): PlumblineError {
  const lost = lostProblem(error, container === undefined ? file : `${container} of ${file}`);
  if (lost) return new PlumblineError(lost, { cause: error });
  if (PlumblineError.is(error)) return error;
  const text = error instanceof Error ? error.message : String(error);
  const place = { path: file };
  const holder = /held in (.+?) \(PID (\d+)\)/.exec(text);
  if (holder) {
    return new PlumblineError({ code: 'source-locked', reason: `${file} is locked by ${holder[1]} (process ${holder[2]}).`, remedy: 'Close its connection there, then run again.', place, detail: text }, { cause: error });
  }
  if (/lock on file|being used by another process|already open in/i.test(text)) {
    const pid = /PID (\d+)/.exec(text)?.[1];
    return new PlumblineError({ code: 'source-locked', reason: `${file} is locked by another program${pid ? ` (process ${pid})` : ''}.`, remedy: 'Close its connection there, then run again.', place, detail: text }, { cause: error });
  }
  if (/Permission denied/i.test(text)) return new PlumblineError({ code: 'source-unreadable', reason: `${file} may not be read by this user.`, remedy: 'Give read permission on it, then try again.', place, detail: text }, { cause: error });
  if (/read enough bytes|checksum|corrupt|not a valid DuckDB|deserializ/i.test(text)) {
    return new PlumblineError({ code: 'source-malformed', reason: `${file} is damaged or cut off: ${text.split('\n')[0]}`, remedy: 'Restore it from a copy.', place, detail: text }, { cause: error });
  }
  return new PlumblineError({ code: 'source-unreadable', reason: `${file} cannot be read: ${text.split('\n')[0]}`, place, detail: text }, { cause: error });
}

const nameOf = (schema: string, table: string): string => (schema === 'main' ? table : `${schema}.${table}`);

/** Attaches a database file READ_ONLY to a session that has not been locked down yet. Throws `source-…` problems. */
export async function openDuckdb(session: Session, connection: SourceConnection, datastore: SourceDatastore): Promise<DatastoreReader> {
  if (!connection.path) fail('bad-request', 'This connection has no path.', { remedy: 'Set the database file to read.' });
  const file = path.resolve(connection.path);
  const modified = await checkFile(file);
  const attached = await session.query('SELECT database_name, path FROM duckdb_databases() WHERE path = ?', [file]);
  // A second datastore over the same file shares the attachment: DuckDB attaches a file once.
  const database = attached[0] ? String(attached[0].database_name) : `datastore_${datastore.id}`;
  if (!attached[0]) {
    await session.prepare(`ATTACH ${literal(file)} AS ${identifier(database)} (READ_ONLY)`).catch((error: unknown) => { throw duckdbProblem(error, file); });
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
      };
    },
  };
}
