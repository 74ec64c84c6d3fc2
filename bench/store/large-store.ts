import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { migrations } from '../../src/engine/store/migrations';
import { openStore } from '../../src/engine/store/store';
import { fillStore } from '../lib/fill-store';

/** Changes when other data is generated, so that a store kept from before is not taken. */
const generation = 3;

/** State of a store with so many anomalies, a tenth of it operations; made once for each schema and kept in `folder`. */
export async function largeState(folder: string, anomalies: number): Promise<string> {
  const file = path.join(folder, `store-${anomalies}-schema${migrations.length}-${generation}.duckdb`);
  if (existsSync(file)) return file;
  const unready = `${file}.part`;
  await mkdir(folder, { recursive: true });
  await rm(unready, { force: true });
  console.error(`making a store of ${anomalies} anomalies …`);
  await (await openStore({ file: unready, now: () => new Date() })).close();
  await fillStore(unready, { anomalies, operations: anomalies / 10, containers: 1000, datastores: 20 });
  await rename(unready, file);
  return file;
}

/** An empty store folder, with a copy of the state where one is given. */
export async function storeFolder(folder: string, state?: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (state) await cp(state, path.join(folder, 'state.duckdb'));
  return folder;
}
