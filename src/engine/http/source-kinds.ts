import path from 'node:path';
import type { z } from 'zod';
import type { connectionInput } from '../../core/api/schemas/datastore';
import { fail } from '../../core/errors';
import type { StoredConnection } from '../store/model';

/** Kinds of connection that this engine opens, and the API's word for where such data is kept. */
const storeTypes: Readonly<Record<string, string>> = { files: 'dfs', duckdb: 'jdbc' };

export function storeTypeOf(type: string): string {
  return storeTypes[type] ?? 'jdbc';
}

/**
 * What is stored of a connection that came in: paths made absolute, so that the engine's own current folder does not
 * matter. Throws `bad-request` for kinds that are not opened here and for passwords, which are not kept here.
 */
export function storableConnection(input: z.output<typeof connectionInput>, name: string, baseFolder: string): Omit<StoredConnection, 'id' | 'created'> {
  if (!(input.type in storeTypes)) {
    fail('bad-request', `The local engine cannot open "${input.type.slice(0, 60)}".`,
      { remedy: `It opens: ${Object.keys(storeTypes).join(', ')}.`, place: { path: 'connection.type' } });
  }
  if (!input.path) fail('bad-request', 'A path is needed.', { remedy: 'Give the path of a folder or of a database file.', place: { path: 'connection.path' } });
  if (input.path.includes('\0')) fail('bad-request', 'The path holds a NUL character.', { remedy: 'Correct the path.', place: { path: 'connection.path' } });
  const { password, ...kept } = input;
  if (password !== undefined) {
    fail('bad-request', 'The local engine keeps no passwords.', { remedy: 'Leave the password out: files and DuckDB need none.', place: { path: 'connection.password' } });
  }
  return { ...kept, name: input.name ?? name, path: path.resolve(baseFolder, input.path) };
}
