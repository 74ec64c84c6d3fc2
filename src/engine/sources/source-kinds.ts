import path from 'node:path';
import type { z } from 'zod';
import type { connectionInput } from '../../core/api/schemas/datastore';
import { connectionSettings } from '../../core/api/schemas/server-connection';
import { fail } from '../../core/errors';
import type { Dialect } from '../../core/rules/dialect';
import { duckdbDialect } from '../sql/duckdb-dialect';
import { postgresDialect } from '../sql/postgres-dialect';
import type { StoredConnection } from '../store/model';

/** What is known of a kind of connection before one is opened. */
export interface SourceKind {
  /** The API's word for where such data is kept. */
  readonly storeType: string;
  /** The SQL that checks on it are written in. */
  readonly dialect: Dialect;
  /** What a connection is called in a sentence, where the engine can write to it; null where it only reads. */
  readonly writable: string | null;
  /** What tables are written as there. */
  readonly output: 'database' | 'folder' | null;
}

/** Files in a folder. */
export const filesKind: SourceKind = { storeType: 'dfs', dialect: duckdbDialect, writable: 'a folder', output: 'folder' };

/** Kinds of connection that this engine opens. */
const kinds: Readonly<Record<string, SourceKind>> = {
  files: filesKind,
  duckdb: { storeType: 'jdbc', dialect: duckdbDialect, writable: 'a DuckDB file', output: 'database' },
  postgresql: { storeType: 'jdbc', dialect: postgresDialect, writable: null, output: null },
};

/** The kind of a connection by its `type`; undefined for one that is not opened here. */
export function sourceKind(type: string): SourceKind | undefined {
  return Object.hasOwn(kinds, type) ? kinds[type] : undefined;
}

/** What can be written to, in words. */
export const writableKinds = Object.values(kinds).flatMap(({ writable }) => writable ?? []).join(' or ');

export function storeTypeOf(type: string): string {
  return sourceKind(type)?.storeType ?? 'jdbc';
}

/** What a connection of a server may have, and a local one never needs; some of it is secret by nature. */
const notKept = { password: 'passwords', parameters: 'parameters', host: 'host', port: 'port', username: 'user name' } as const;

/** Is this an address (`https://…`) in place of a path? User names, passwords and tokens travel in those. */
const isAddress = (path: string): boolean => /^[a-z][a-z0-9+.-]+:\/\//i.test(path);

/** Refuses one setting of a connection. */
type Refuse = (field: string, reason: string, remedy: string) => never;

const isEmpty = (value: unknown): boolean => value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);

/** What is stored of a connection to a server: everything but its password. Throws `bad-request` with the place of what it cannot have. */
function postgresSettings(input: z.output<typeof connectionInput>, refuse: Refuse): Omit<StoredConnection, 'id' | 'created' | 'name'> {
  for (const field of ['path', 'include', 'parameters'] as const) {
    if (!isEmpty(input[field])) refuse(field, `A connection of type postgresql has no ${field}.`, 'Leave it out.');
  }
  const { host, port, username, tls, service, password_env, statement_timeout } = input;
  const rest = { host, port, username, tls, service, password_env, statement_timeout };
  if (input.host === undefined && input.service === undefined) refuse('host', 'A host is needed.', 'Give the host of the server, or the name of a service of pg_service.conf.');
  const parsed = connectionSettings.safeParse({ type: 'postgresql', ...rest });
  if (parsed.success) return parsed.data as Omit<StoredConnection, 'id' | 'created' | 'name'>;
  const [issue] = parsed.error.issues;
  return refuse(issue?.path.join('.') ?? 'type', issue?.message ?? 'It is not valid.', 'Correct it.');
}

/**
 * What is stored of a connection that came in: paths made absolute, so that the engine's own current folder does not
 * matter. Throws `bad-request` for kinds that are not opened here, and for what could hold a secret: nothing of that is
 * kept here. What was refused is not repeated; its place is named below `at`, where the request has the connection.
 */
export function storableConnection(
  input: z.output<typeof connectionInput>, name: string, baseFolder: string, at: 'connection.' | '',
): Omit<StoredConnection, 'id' | 'created'> {
  const refuse: Refuse = (field, reason, remedy) =>
    fail('bad-request', reason, { remedy, place: { path: `${at}${field}` } });
  if (!sourceKind(input.type)) refuse('type', `The local engine cannot open "${input.type.slice(0, 60)}".`, `It opens: ${Object.keys(kinds).join(', ')}.`);
  if (input.type === 'postgresql') return { name: input.name ?? name, ...postgresSettings(input, refuse) };
  for (const field of ['tls', 'service', 'password_env', 'statement_timeout'] as const) {
    if (!isEmpty(input[field])) refuse(field, `A connection of type ${input.type} has no ${field}.`, 'Leave it out.');
  }
  if (!input.path) refuse('path', 'A path is needed.', 'Give the path of a folder or of a database file.');
  if (input.path.includes('\0')) refuse('path', 'The path holds a NUL character.', 'Correct the path.');
  if (isAddress(input.path)) refuse('path', 'The path is an address.', 'Give the path of a folder or of a database file on this computer.');
  if (input.include?.some(isAddress)) refuse('include', 'A pattern is an address.', 'Give patterns of files in the folder.');
  for (const [field, what] of Object.entries(notKept)) {
    if (!isEmpty(input[field as keyof typeof notKept])) refuse(field, `The local engine keeps no ${what}.`, 'Leave it out: files and DuckDB need none.');
  }
  return {
    type: input.type, name: input.name ?? name, path: path.resolve(baseFolder, input.path), ...(input.include === undefined ? {} : { include: input.include }),
  };
}
