import path from 'node:path';
import type { ConnectionInput, DatastoreCreate } from '../../core/api/schemas/datastore';
import type { TlsSettings } from '../../core/api/schemas/server-connection';
import { fail } from '../../core/errors';

export interface ServerFlags {
  name?: string;
  schema?: string;
  passwordEnv?: string;
  service?: string;
  tlsCa?: string;
  tlsCertificate?: string;
  tlsKey?: string;
}

const tlsModes: Readonly<Record<string, TlsSettings['mode']>> = {
  disable: 'disable', allow: 'prefer', prefer: 'prefer', require: 'require', 'verify-ca': 'verify-full', 'verify-full': 'verify-full',
};

/** Whether what was typed is the address of a PostgreSQL server and no path. */
export const isServerAddress = (typed: string): boolean => /^postgres(?:ql)?:\/\//i.test(typed);

function parsed(typed: string): URL {
  try {
    return new URL(typed);
  } catch (error) {
    return fail('bad-request', 'The address of the server cannot be read.', { remedy: 'Write it as postgres://USER@HOST:PORT/DATABASE.' }, error);
  }
}

function tlsFrom(url: URL, flags: ServerFlags, folder: string): TlsSettings | undefined {
  const said = url.searchParams.get('sslmode');
  const mode = said === null ? undefined : tlsModes[said] ?? fail('bad-request', `There is no sslmode "${said}".`, { remedy: `It is one of: ${Object.keys(tlsModes).join(', ')}.` });
  const file = (given: string | null | undefined): string | undefined => (given ? path.resolve(folder, given) : undefined);
  const ca = file(flags.tlsCa ?? url.searchParams.get('sslrootcert'));
  const certificate = file(flags.tlsCertificate ?? url.searchParams.get('sslcert'));
  const key = file(flags.tlsKey ?? url.searchParams.get('sslkey'));
  if (mode === undefined && !ca && !certificate && !key) return undefined;
  return { mode: mode ?? (ca ? 'verify-full' : 'prefer'), ...(ca ? { ca } : {}), ...(certificate ? { certificate } : {}), ...(key ? { key } : {}) };
}

/**
 * A datastore from the address of a server, `postgres://USER@HOST:PORT/DATABASE?schema=NAME&sslmode=MODE`. What is not said is
 * left to the service, or to libpq's defaults. A password in it is refused: everybody on the computer can see it there.
 */
export function datastoreOfServer(typed: string, folder: string, flags: ServerFlags, environment: NodeJS.ProcessEnv): DatastoreCreate {
  const url = parsed(typed);
  if (url.password !== '') {
    fail('bad-request', 'A password in the address can be seen by everybody on this computer.', {
      remedy: 'Leave it out, and keep it in ~/.pgpass or in an environment variable that --password-env names.' });
  }
  const unknown = [...url.searchParams.keys()].find((name) => !['schema', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'service'].includes(name));
  if (unknown !== undefined) fail('bad-request', `The address has a parameter "${unknown}" that has no effect here.`, { remedy: 'Leave it out.' });
  const database = decodeURIComponent(url.pathname.replace(/^\//, ''));
  const service = flags.service ?? url.searchParams.get('service') ?? undefined;
  const host = url.hostname === '' ? undefined : decodeURIComponent(url.hostname.replace(/^\[|\]$/g, ''));
  const tls = tlsFrom(url, flags, folder);
  const schema = flags.schema ?? url.searchParams.get('schema');
  const password = flags.passwordEnv === undefined ? undefined : environment[flags.passwordEnv]
    ?? fail('password-needed', `The environment variable ${flags.passwordEnv} is not set.`, { remedy: 'Set it, then try again.' });
  const connection: ConnectionInput = {
    type: 'postgresql', ...(host === undefined && service === undefined ? { host: 'localhost' } : host === undefined ? {} : { host }),
    ...(url.port === '' ? {} : { port: Number(url.port) }), ...(url.username === '' ? {} : { username: decodeURIComponent(url.username) }),
    ...(tls ? { tls } : {}), ...(service === undefined ? {} : { service }),
    ...(flags.passwordEnv === undefined ? {} : { password_env: flags.passwordEnv, password }),
  };
  return {
    name: flags.name ?? (database || service || host || 'postgresql'), connection, ...(database === '' ? {} : { database }), ...(schema ? { schema } : {}),
  };
}
