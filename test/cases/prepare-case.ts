import { DuckDBInstance } from '@duckdb/node-api';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { InputCase } from './input-case';

const wide = Array.from({ length: 2000 }, (_, at) => at);
const made: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'wide-2000': { 't.csv': `${wide.map((at) => `c${at}`).join(',')}\n${wide.join(',')}\n` },
};
/** Names that Windows refuses. */
const holdable = (name: string): boolean => process.platform !== 'win32' || !/[<>:"|?*]/.test(name);

/** Writes the data of a case under `folder` and gives the path to add as a datastore; cases that cannot be held here lose those containers. */
export async function prepareCase(one: InputCase, folder: string): Promise<{ path: string; case: InputCase }> {
  const data = path.join(folder, one.name);
  const kept = path.join(one.folder, 'data');
  if (existsSync(kept)) await cp(kept, data, { recursive: true });
  else await mkdir(data, { recursive: true });
  const containers = { ...one.containers };
  for (const [name, text] of Object.entries({ ...made[one.name], ...one.files })) {
    if (holdable(name)) await writeFile(path.join(data, name), text);
    else delete containers[path.parse(name).name];
  }
  const target = one.database === undefined ? data : path.join(data, one.database);
  const tables = path.join(one.folder, 'tables.sql');
  if (existsSync(tables)) {
    const instance = await DuckDBInstance.create(target);
    try {
      const connection = await instance.connect();
      await connection.run(await readFile(tables, 'utf8'));
      connection.closeSync();
    } finally {
      instance.closeSync();
    }
  }
  return { path: target, case: { ...one, containers } };
}
