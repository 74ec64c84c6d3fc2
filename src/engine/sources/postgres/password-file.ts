import { readFile, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** Whom a password is for. */
export interface Login { readonly host: string; readonly port: number; readonly database: string; readonly user: string }

/** The fields of a line of a password file: between colons, where `\:` and `\\` stand for themselves. */
function fieldsOf(line: string): string[] {
  const fields = [''];
  for (const [whole, escaped] of line.matchAll(/\\(.)|[^\\]|\\$/gs)) {
    if (escaped === undefined && whole === ':' && fields.length < 5) fields.push('');
    else fields[fields.length - 1] += escaped ?? whole;
  }
  return fields;
}

/** The password of the first line that fits; undefined where none does. */
export function passwordIn(text: string, { host, port, database, user }: Login): string | undefined {
  const wanted = [host, String(port), database, user];
  for (const line of text.split(/\r?\n/)) {
    if (line === '' || line.startsWith('#')) continue;
    const fields = fieldsOf(line);
    if (fields.length === 5 && wanted.every((value, at) => fields[at] === '*' || fields[at] === value)) return fields[4];
  }
  return undefined;
}

function placeOf(environment: NodeJS.ProcessEnv): string {
  if (environment.PGPASSFILE) return environment.PGPASSFILE;
  return process.platform === 'win32'
    ? path.join(environment.APPDATA ?? os.homedir(), 'postgresql', 'pgpass.conf') : path.join(environment.HOME ?? os.homedir(), '.pgpass');
}

/**
 * The password that the user's password file (`~/.pgpass`) has for a login. As libpq does, a file that others may read is
 * passed over, with a sentence about it.
 */
export async function filePassword(login: Login, environment: NodeJS.ProcessEnv): Promise<{ password?: string; note?: string }> {
  const file = placeOf(environment);
  const info = await stat(file).catch(() => null);
  if (!info?.isFile()) return {};
  if (process.platform !== 'win32' && (info.mode & 0o077) !== 0) return { note: `${file} was passed over, because others may read it; close it with chmod 600.` };
  const password = passwordIn(await readFile(file, 'utf8'), login);
  return password === undefined ? {} : { password };
}
