import { readFile } from 'node:fs/promises';
import os from 'node:os';
import type { ConnectionOptions } from 'node:tls';
import type { TlsSettings } from '../../../core/api/schemas/server-connection';
import { fail } from '../../../core/errors';
import type { SourceConnection } from '../source';
import { filePassword } from './password-file';
import { service, type Service } from './service-file';

/** Everything that it takes to log in. */
export interface PostgresLogin {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** Null where none was found: the server may ask for none. */
  readonly password: string | null;
  /** Null: without TLS. */
  readonly tls: ConnectionOptions | null;
  /** Goes on without TLS where the server has none. */
  readonly tlsMayFail: boolean;
  /** Milliseconds. */
  readonly statementTimeout: number;
  /** Why a password was not found where one was looked for. */
  readonly note: string | null;
}

const modes: Readonly<Record<string, TlsSettings['mode']>> = {
  disable: 'disable', allow: 'prefer', prefer: 'prefer', require: 'require', 'verify-ca': 'verify-full', 'verify-full': 'verify-full',
};

async function fileOf(what: string, place: string | undefined): Promise<Buffer | undefined> {
  if (place === undefined) return undefined;
  return readFile(place).catch((error: unknown) => fail('source-unreadable', `The ${what} ${place} cannot be read.`, { remedy: 'Correct its path in the connection.', place: { path: place } }, error));
}

async function tlsOf(settings: TlsSettings): Promise<ConnectionOptions | null> {
  if (settings.mode === 'disable') return null;
  const [ca, cert, key] = [await fileOf('CA certificate', settings.ca), await fileOf('client certificate', settings.certificate), await fileOf('key of the client certificate', settings.key)];
  return { rejectUnauthorized: settings.mode === 'verify-full', ...(ca ? { ca } : {}), ...(cert ? { cert } : {}), ...(key ? { key } : {}) };
}

function wantedTls(own: TlsSettings | undefined, said: Service): TlsSettings {
  return {
    mode: own?.mode ?? modes[said.sslmode ?? ''] ?? 'prefer', ca: own?.ca ?? said.sslrootcert, certificate: own?.certificate ?? said.sslcert, key: own?.key ?? said.sslkey,
  };
}

/**
 * The login of a connection: what it says itself, then its service, then libpq's defaults. The password comes from whoever
 * told it, the environment variable that the connection names, the service, or the user's password file, in this order.
 */
export async function postgresLogin(
  connection: SourceConnection, database: string | null | undefined, told: string | undefined, environment: NodeJS.ProcessEnv = process.env,
): Promise<PostgresLogin> {
  const said = connection.service ? await service(connection.service, environment) : {};
  const user = connection.username ?? said.user ?? os.userInfo().username;
  const login = { host: connection.host ?? said.host ?? 'localhost', port: connection.port ?? Number(said.port ?? 5432), database: database ?? said.dbname ?? user, user };
  const named = connection.password_env === undefined ? undefined : environment[connection.password_env];
  if (connection.password_env !== undefined && named === undefined && told === undefined) {
    fail('password-needed', `The environment variable ${connection.password_env}, which holds the password of ${user} at ${login.host}, is not set in the engine.`, {
      remedy: 'Set it where the engine is started, and start the engine anew.' });
  }
  const own = told ?? named ?? said.password;
  const { password, note } = own === undefined ? await filePassword(login, environment) : { password: own };
  const tls = wantedTls(connection.tls, said);
  return {
    ...login, password: password ?? null, note: note ?? null, tls: await tlsOf(tls), tlsMayFail: tls.mode === 'prefer',
    statementTimeout: (connection.statement_timeout ?? 3600) * 1000,
  };
}
