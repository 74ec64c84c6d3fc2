import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fail } from '../../../core/errors';

/** What a section of a service file says, by libpq's names (`host`, `port`, `dbname`, `user`, `sslmode`, …). */
export type Service = Readonly<Record<string, string>>;

/** A section of a service file; undefined where it has none of that name. */
export function serviceIn(text: string, name: string): Service | undefined {
  let found: Record<string, string> | undefined;
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    const section = /^\[(.*)\]$/.exec(line)?.[1];
    if (section !== undefined) {
      if (found) return found;
      if (section.trim() === name) found = {};
      continue;
    }
    const pair = found && /^([a-z_]+)\s*=\s*(.*)$/.exec(line);
    if (found && pair) found[pair[1]!] = pair[2]!;
  }
  return found;
}

/** The section of that name of the user's own service file, or of the system's. Throws `source-missing` where there is none. */
export async function service(name: string, environment: NodeJS.ProcessEnv): Promise<Service> {
  const home = process.platform === 'win32'
    ? path.join(environment.APPDATA ?? os.homedir(), 'postgresql', '.pg_service.conf') : path.join(environment.HOME ?? os.homedir(), '.pg_service.conf');
  const files = [environment.PGSERVICEFILE ?? home, ...environment.PGSYSCONFDIR ? [path.join(environment.PGSYSCONFDIR, 'pg_service.conf')] : []];
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => null);
    const found = text === null ? undefined : serviceIn(text, name);
    if (found) return found;
  }
  return fail('source-missing', `There is no service "${name}" in ${files[0]}.`, { remedy: 'Write the service there, or name the host and the user of the connection.' });
}
