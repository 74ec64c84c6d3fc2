import { fail, problemText, PlumblineError, toProblem } from '../../core/errors';
import { given } from '../../core/read-options/change';
import type { Session } from '../sql/session';
import type { Sessions } from '../sql/session';
import { withComputed, type Catalogue } from './computed/with-computed';
import { openDuckdb } from './duckdb/open-duckdb';
import { openFiles } from './files/open-files';
import { postgresLogin } from './postgres/login';
import { postgresReader, postgresSummary } from './postgres/open-postgres';
import { postgresProblem } from './postgres/postgres-problem';
import { postgresSession } from './postgres/postgres-session';
import { allowedFor } from './path-pattern';
import { literalList } from '../sql/quote';
import { attachOutput } from './output/attach-output';
import type { Output } from './output/output';
import type { DatastoreReader, SourceConnection, SourceDatastore } from './source';

export interface SourceOptions {
  /** Where its SQL runs. */
  readonly sessions: Sessions;
  /** Ends the wait for a session, and a connection test. */
  readonly signal?: AbortSignal;
  /** Other datastores that checks refer to; they can be read in the same session. */
  readonly references?: readonly { connection: SourceConnection; datastore: SourceDatastore }[];
  /** Tells what is computed; without it only what lies in the source is read. */
  readonly catalogue?: Catalogue;
  /** What may be written to in the same session. */
  readonly output?: Output;
}

export interface Source extends DatastoreReader {
  readonly session: Session;
  /** The reader of a referred datastore; `undefined` when it was not asked for. Throws why it could not be opened. */
  reference(datastoreId: number): DatastoreReader | undefined;
  /** Files and locks are free when it resolves. */
  close(): Promise<void>;
}

/** What a datastore says of its files wins over what its connection says, option by option. */
function withOptions(connection: SourceConnection, { read_options: own }: SourceDatastore): SourceConnection {
  const { include, ...rest } = connection;
  return { ...rest, read_options: { ...(include?.length ? { include: [...include] } : {}), ...given(connection.read_options), ...given(own) } };
}

function openReader(session: Session, connection: SourceConnection, datastore: SourceDatastore, tempDirectory: string): Promise<DatastoreReader> {
  if (connection.type === 'files') return openFiles(session, withOptions(connection, datastore), tempDirectory);
  if (connection.type === 'duckdb') return openDuckdb(session, connection, datastore);
  if (connection.type === 'postgresql') fail('unsupported', 'A check on files cannot refer to a table of a PostgreSQL server.', { remedy: 'Refer to another container, or leave the check out.' });
  return fail('unsupported', `The local engine cannot open a connection of type "${connection.type}".`, { remedy: 'It reads "files" (a folder), "duckdb" (a database file) and "postgresql" (a server).' });
}

/**
 * Opens a datastore read-only for one operation; the caller closes it in `finally`, so that others can write in between.
 * From then on the session can open nothing but the files of that datastore, and its settings cannot be changed: SQL that
 * comes from a user runs in it. Throws `source-…` problems.
 */
export async function openSource(connection: SourceConnection, datastore: SourceDatastore, options: SourceOptions): Promise<Source> {
  return connection.type === 'postgresql' ? openPostgres(connection, datastore, options) : openLocal(connection, datastore, options);
}

/** A database of a server, read in a session there; other datastores that checks refer to are read in it where they are of the same database. */
async function openPostgres(connection: SourceConnection, datastore: SourceDatastore, { sessions, signal, references = [], output }: SourceOptions): Promise<Source> {
  if (output) fail('unsupported', 'Rows of a PostgreSQL server are not written elsewhere.', { remedy: 'Materialize containers of files or of a DuckDB file.' });
  const told = connection.password ?? (connection.id === undefined ? undefined : sessions.secrets.of(connection.id));
  const login = await postgresLogin(connection, datastore.database, told);
  const session = await postgresSession(login, signal).catch((error: unknown) => { throw postgresProblem(error, { login }); });
  const main = postgresReader(session, login, datastore);
  return {
    ...main, session,
    relation: (ref, how) => (ref.computed ? fail('unsupported', 'Computed containers of a PostgreSQL server are not there yet.', { remedy: 'Make a view in the database.' }) : main.relation(ref, how)),
    reference: (id) => {
      if (id === datastore.id) return main;
      const other = references.find((one) => one.datastore.id === id);
      if (!other) return undefined;
      if (other.connection.id === connection.id && (other.datastore.database ?? null) === (datastore.database ?? null)) return postgresReader(session, login, other.datastore);
      return fail('unsupported', 'A check on a table of a PostgreSQL server can refer only to tables of the same database.', { remedy: 'Refer to another container, or leave the check out.' });
    },
    close: () => session.close(),
  };
}

async function openLocal(connection: SourceConnection, datastore: SourceDatastore, options: SourceOptions): Promise<Source> {
  const session = await options.sessions.open({ signal: options.signal });
  const readers: DatastoreReader[] = [];
  const close = async (): Promise<void> => {
    try {
      await session.close();
    } finally {
      for (const reader of readers) reader.close?.();
    }
  };
  try {
    // Dates without a zone must mean the same on every machine.
    await session.prepare("SET TimeZone = 'UTC'; SET preserve_insertion_order = true");
    const main = await openReader(session, connection, datastore, options.sessions.tempDirectory);
    readers.push(main);
    const references = new Map<number, DatastoreReader | PlumblineError>([[datastore.id, main]]);
    for (const other of options.references ?? []) {
      if (references.has(other.datastore.id)) continue;
      const reader = await openReader(session, other.connection, other.datastore, options.sessions.tempDirectory)
        .catch((error: unknown) => new PlumblineError(toProblem(error), { cause: error }));
      references.set(other.datastore.id, reader);
      if (!(reader instanceof PlumblineError)) readers.push(reader);
    }
    if (options.output) await attachOutput(session, options.output);
    await session.prepare(`
      SET allowed_paths = ${literalList(readers.flatMap((reader) => reader.allowedPaths).flatMap(allowedFor))};
      SET allowed_directories = ${literalList([...readers.flatMap((reader) => reader.allowedDirectories), ...(options.output?.kind === 'folder' ? [options.output.folder] : [])])};
      SET enable_external_access = false;
      SET lock_configuration = true`);
    const { catalogue } = options;
    const reference = (id: number): DatastoreReader | undefined => {
      const reader = references.get(id);
      if (reader instanceof PlumblineError) throw reader;
      return reader && catalogue ? withComputed(reader, session, id, catalogue, reference) : reader;
    };
    return {
      ...(catalogue ? withComputed(main, session, datastore.id, catalogue, reference) : main), session, reference,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The connection test: can it be opened, and what is there. Never throws for what the user can mend. */
export async function testSource(
  connection: SourceConnection, datastore: SourceDatastore | null, options: SourceOptions,
): Promise<{ connected: boolean; message: string }> {
  try {
    const source = await openSource(connection, datastore ?? { id: 0, schema: null }, options);
    try {
      if (connection.type === 'files') {
        const count = source.allowedPaths.length;
        const said = count > 0 ? `Found ${count} data file${count === 1 ? '' : 's'}.`
          : 'No CSV, TSV, JSON, NDJSON or Parquet file is there. Choose another folder, or change the include and exclude patterns.';
        return { connected: count > 0, message: [said, ...source.notes].join(' ') };
      }
      const containers = await source.containers(options.signal);
      if (connection.type === 'postgresql') return postgresSummary(containers, connection.username ?? 'this role');
      const count = containers.length;
      return { connected: true, message: count === 1 ? 'Opened it; it has one table or view.' : `Opened it; it has ${count} tables and views.` };
    } finally {
      await source.close();
    }
  } catch (error) {
    return { connected: false, message: problemText(toProblem(error)) };
  }
}
