import pg from 'pg';
import type { ConnectionOptions } from 'node:tls';
import { fail } from '../../../core/errors';
import { postgresDialect } from '../../sql/postgres-dialect';
import type { Capabilities } from '../../sql/capabilities';
import { abortedError, type Session } from '../../sql/session';
import { oneAtATime } from '../../sql/one-at-a-time';
import { keyedRows, noProgress, type SqlValue, type Table } from '../../sql/values';
import { cancelRequest, type Backend } from './cancel-request';
import { cellValue } from './cell-values';
import type { PostgresLogin } from './login';
import { postgresFault } from './postgres-fault';

const can: Capabilities = {
  temporaryTables: false, attempt: false, snapshot: true, sampling: true, provingStatistics: false, patterns: false, errorPosition: true,
};

/** Milliseconds that a connection may take to be made, a lock may be waited for, and a transaction may lie idle. */
const connectPatience = 15_000;
const lockPatience = 10_000;
const idlePatience = 10 * 60_000;
/** Milliseconds after which a cancelled statement is left together with its connection. */
const cancelPatience = 1500;
/** Characters of one result. */
const largestResult = 64 * 1024 * 1024;

/** Settings that make values mean the same everywhere, and functions of users stay out of statements. */
const settings = [
  ['search_path', 'pg_catalog'], ['timezone', 'UTC'], ['datestyle', 'ISO'], ['intervalstyle', 'iso_8601'], ['extra_float_digits', '1'], ['bytea_output', 'hex'],
  ['standard_conforming_strings', 'on'], ['client_encoding', 'UTF8'], ['synchronize_seqscans', 'off'], ['lock_timeout', String(lockPatience)],
  ['idle_in_transaction_session_timeout', String(idlePatience)],
] as const;

interface Inside { readonly processID: number | null; readonly secretKey: number | null }
interface RawResult { readonly fields: readonly { name: string; dataTypeID: number }[]; readonly rows: readonly (readonly (string | null)[])[] }

function clientFor(login: PostgresLogin, ssl: ConnectionOptions | null): pg.Client {
  return new pg.Client({
    host: login.host, port: login.port, database: login.database, user: login.user, ssl: ssl ?? false,
    // What the environment says of passwords is not for this connection.
    password: login.password ?? (() => ''),
    application_name: 'plumbline', connectionTimeoutMillis: connectPatience, keepAlive: true,
    types: { getTypeParser: () => (value: string) => value },
  });
}

/** Connects as the login says; where TLS is only preferred and the server has none, without it. */
async function connect(login: PostgresLogin): Promise<{ client: pg.Client; encrypted: ConnectionOptions | null }> {
  const client = clientFor(login, login.tls);
  client.on('error', () => undefined);
  try {
    await client.connect();
    return { client, encrypted: login.tls };
  } catch (error) {
    await client.end().catch(() => undefined);
    if (!login.tls || !login.tlsMayFail || !/does not support SSL/.test(String(error))) throw error;
    return connect({ ...login, tls: null });
  }
}

const said = (value: SqlValue): string | null => (value === null ? null : String(value));

/** One connection with its transaction. */
interface Link {
  ask(sql: string, values?: readonly SqlValue[]): Promise<RawResult>;
  /** Why it is of no use any more; null while it is. */
  lost(): Error | null;
  cancel(): Promise<void>;
  /** Goes back to where the transaction began, after a statement that failed. */
  recover(): Promise<void>;
  /** At once, without a word to the server. */
  leave(): void;
  end(): Promise<void>;
}

async function openLink(login: PostgresLogin): Promise<Link> {
  const { client, encrypted } = await connect(login);
  const { processID, secretKey } = client as unknown as Inside;
  const backend: Backend | null = processID === null || secretKey === null ? null : { processId: processID, secretKey };
  let lost: Error | null = null;
  client.on('error', (error) => { lost ??= error; });
  client.on('end', () => { lost ??= new Error('Connection terminated unexpectedly'); });
  const ask: Link['ask'] = (sql, values) =>
    client.query({ text: sql, rowMode: 'array', ...(values ? { values: values.map(said) } : {}) }) as unknown as Promise<RawResult>;
  try {
    for (const [name, value] of settings) await ask('SELECT set_config($1, $2, false)', [name, value]);
    await ask('SELECT set_config($1, $2, false)', ['statement_timeout', String(login.statementTimeout)]);
    // Lets the server see by itself that this side is gone; older servers, and some systems, cannot.
    await ask('SELECT set_config($1, $2, false)', ['client_connection_check_interval', '2s']).catch(() => undefined);
    await ask('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await ask('SAVEPOINT plumbline');
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return {
    ask, lost: () => lost,
    cancel: async () => { if (backend) await cancelRequest(login, encrypted, backend); },
    recover: async () => { if (!lost) await ask('ROLLBACK TO SAVEPOINT plumbline').catch((again: unknown) => { lost ??= again as Error; }); },
    leave: () => (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy(),
    end: () => client.end().catch(() => undefined),
  };
}

/**
 * A session at a PostgreSQL server: one read-only transaction that sees one state of the data. A statement that fails is
 * undone and the transaction goes on; one that is cancelled is cancelled at the server. Where the connection is lost the
 * statement fails, and the next one begins anew. Throws what the server says.
 */
export async function postgresSession(login: PostgresLogin, signal?: AbortSignal): Promise<Session> {
  if (signal?.aborted) throw abortedError();
  let link = await openLink(login);
  let epoch = 0;
  let over = false;

  const run = async (sql: string, values: readonly SqlValue[] | undefined, abort: AbortSignal | undefined): Promise<Table> => {
    if (over || abort?.aborted) throw abortedError();
    if (link.lost()) {
      link = await openLink(login);
      epoch += 1;
    }
    const { ask, cancel, leave, recover } = link;
    let timer: NodeJS.Timeout | undefined;
    const stop = (): void => {
      void cancel();
      timer = setTimeout(leave, cancelPatience);
    };
    abort?.addEventListener('abort', stop, { once: true });
    try {
      const { fields, rows } = await ask(sql, values);
      let characters = 0;
      const cells = rows.map((row) => row.map((text, at) => {
        characters += text?.length ?? 1;
        return cellValue(text, fields[at]?.dataTypeID ?? 0);
      }));
      if (characters > largestResult) fail('out-of-memory', 'The result of a statement is larger than 64 MB.', { remedy: 'Bound the check by a filter.' });
      return { columns: fields.map(({ name }) => name), types: fields.map(({ dataTypeID }) => String(dataTypeID)), rows: cells };
    } catch (error) {
      clearTimeout(timer);
      await recover();
      if (abort?.aborted) throw abortedError();
      throw error;
    } finally {
      clearTimeout(timer);
      abort?.removeEventListener('abort', stop);
    }
  };
  const statements = oneAtATime();
  const table: Session['table'] = (sql, values, abort) => statements.run(() => run(sql, values, abort));
  return {
    dialect: postgresDialect, can, faultOf: postgresFault, table,
    get epoch() { return epoch; },
    prepare: async (sql) => { await table(sql); },
    query: async (sql, values, abort) => keyedRows(await table(sql, values, abort)),
    progress: () => noProgress,
    close: async () => {
      over = true;
      if (statements.busy) await link.cancel();
      const timer = setTimeout(() => link.leave(), cancelPatience);
      await statements.ended();
      await link.end();
      clearTimeout(timer);
    },
  };
}
