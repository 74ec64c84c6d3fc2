import { DuckDBInstance } from '@duckdb/node-api';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { endEngine } from './engines';

/** A temporary folder to open in an editor, with a folder `data` of real files. */
export interface Workspace {
  readonly folder: string;
  readonly data: string;
  /** Ends the workspace's engine and removes the folder. */
  remove(): Promise<void>;
}

export async function makeWorkspace(): Promise<Workspace> {
  const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'plumbline-workspace-')));
  const data = path.join(folder, 'data');
  await mkdir(data);
  return {
    folder, data,
    remove: async () => {
      await endEngine(folder);
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}

/** 40 orders, of which rows 7 and 23 lack a customer and row 31 has a negative amount. */
export async function writeOrders(data: string): Promise<void> {
  const rows = Array.from({ length: 40 }, (_, at) => {
    const n = at + 1;
    return `${n},${n === 7 || n === 23 ? '' : `customer ${n % 9}`},${n === 31 ? -5 : n * 3},2024-03-${String((at % 28) + 1).padStart(2, '0')}`;
  });
  await writeFile(path.join(data, 'orders.csv'), `order_id,customer,amount,day\n${rows.join('\n')}\n`);
}

/**
 * A CSV file that takes some seconds to read on two cores: `rows` trips, of which one in 100 000 has a negative fare. Text
 * is slow to read, which is what a test needs that looks at a job while it runs.
 */
export async function writeTrips(data: string, rows: number, name = 'trips.csv'): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  try {
    const connection = await instance.connect();
    const file = path.join(data, name).replaceAll("'", "''");
    await connection.run(`COPY (
      SELECT i AS trip_id, 'driver ' || (i * 7919 % 5003) AS driver, round((i * 31 % 9000) / 100.0, 2) * CASE WHEN i % 100000 = 17 THEN -1 ELSE 1 END AS fare,
        TIMESTAMP '2023-01-01' + to_seconds(i % 31000000) AS picked_up, 'zone ' || (i % 263) AS zone, md5(i::VARCHAR) AS token
      FROM range(${Math.floor(rows)}) t(i)) TO '${file}' (HEADER)`);
    connection.closeSync();
  } finally {
    instance.closeSync();
  }
}
