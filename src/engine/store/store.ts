import { loadCounters } from './counters';
import { loadLists } from './lists/load-lists';
import { storeLists } from './lists/store-lists';
import { openDatabase } from './database';
import type { EngineStore } from './engine-store';
import { storeReader } from './reader';
import { serial } from './serial';
import { rowSource } from './source';
import { writeBuffer } from './buffer';
import { storeWriter } from './writer';
import { markInterrupted } from './recovery';

export interface StoreOptions {
  /** Path of state.duckdb. */
  readonly file: string;
  readonly tempDirectory?: string;
  readonly now: () => Date;
}

/**
 * Opens the store of an engine and settles what a killed engine left: operations that were queued or running become
 * failures. Throws `source-locked` when another process has the store.
 */
export async function openStore(options: StoreOptions): Promise<EngineStore> {
  const database = await openDatabase(options.file, options.tempDirectory);
  const source = rowSource(database.reading, serial());
  const counters = await loadCounters(source);
  const lists = storeLists(database.connect().then(async (connection) => {
    try {
      return await loadLists(connection);
    } finally {
      connection.closeSync();
    }
  }));
  const oneByOne = serial();
  const store: EngineStore = {
    ...storeReader(source), source,
    lists: lists.loaded,
    ping: async () => void await source.rows('SELECT 1'),
    transaction: (work) => oneByOne(async () => {
      const connection = database.writing;
      const buffer = writeBuffer(connection);
      const writer = storeWriter(rowSource(connection, serial(), buffer.flush), buffer, counters, options.now);
      await connection.run('BEGIN');
      try {
        const result = await work(writer);
        await buffer.flush();
        await counters.save(connection);
        await connection.run('COMMIT');
        lists.apply(buffer.changes);
        return result;
      } catch (error) {
        await connection.run('ROLLBACK');
        throw error;
      }
    }),
    close: () => oneByOne(async () => {
      // The file must not be closed under the reading of the lists.
      await lists.loaded().catch(() => undefined);
      await database.close();
    }),
  };
  await markInterrupted(store, options.now);
  return store;
}
