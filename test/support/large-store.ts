import path from 'node:path';
import { storeFolderName } from '../../src/core/api/engine-file';
import { openStore } from '../../src/engine/store/store';
import { makeStoreFolder } from '../../src/store-folder/make';
import { storePaths } from '../../src/store-folder/layout';
import { anomalyOf, checkOf, connectionOf, containerOf, datastoreOf, operationOf } from '../engine/entities';

export interface LargeStore {
  readonly containers: number;
  /** Failing checks of each container, each with an anomaly of its own. */
  readonly checks: number;
  /** Ended scans beside; each tenth has failed. */
  readonly operations: number;
}

/** The name of a container of such a store: `stg_table_001`, `int_table_002`, … */
export function tableName(at: number): string {
  return `${['stg', 'int', 'mart'][at % 3]}_table_${String(at).padStart(3, '0')}`;
}

/** Writes a store into a folder that no engine uses yet, as long work with a warehouse would leave it. */
export async function writeLargeStore(folder: string, { containers, checks, operations }: LargeStore): Promise<void> {
  // Recent: an engine lets go of what is old.
  const now = Date.now();
  const store = path.join(folder, storeFolderName);
  makeStoreFolder(store);
  const engineStore = await openStore({ file: storePaths(store).state, now: () => new Date() });
  try {
    await engineStore.transaction(async (tx) => {
      const connection = await tx.saveConnection(connectionOf({ path: folder }));
      const { id: datastore } = await tx.createDatastore(datastoreOf({ name: 'warehouse', connection_id: connection.id }));
      for (let n = 0; n < operations; n += 1) {
        const at = new Date(now - (operations - n) * 30_000).toISOString();
        await tx.createOperation(operationOf({
          type: 'scan', datastore_id: datastore, body: { type: 'scan', datastore_id: datastore } as never, created: at, start_time: at, end_time: at,
          result: n % 10 === 0 ? 'failure' : 'success', message: n % 10 === 0 ? 'The disk was full.' : null,
        }));
      }
      for (let at = 0; at < containers; at += 1) {
        const { id } = await tx.saveContainer(containerOf({ datastore_id: datastore, name: tableName(at), files: [`${tableName(at)}.csv`] }));
        for (let n = 0; n < checks; n += 1) {
          const check = await tx.saveCheck(checkOf(id, { fields: [`field_${n}`], is_passing: false, last_asserted: '2026-01-02T00:00:00.000Z' }));
          await tx.saveAnomaly(anomalyOf({
            datastore_id: datastore, container_id: id, message: `${n + 1} of 40 records have no field_${n}.`, weight: n, fingerprint: `${at} ${n}`, anomalous_records_count: n + 1,
            failed_checks: [{ check_id: check.id, message: `${n + 1} of 40 records have no field_${n}.`, expected: 'a value', found: 'null', anomalous_records_count: n + 1 }],
          }), null, 'scan');
        }
      }
    });
  } finally {
    await engineStore.close();
  }
}
