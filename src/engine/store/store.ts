import { writeBuffer } from './buffer';
import { storeCache } from './cache/store-cache';
import { loadCounters } from './counters';
import { openDatabase } from './database';
import type { EngineStore } from './engine-store';
import { canFold, logFolder } from './fold-log';
import { loadLists } from './lists/load-lists';
import { storeLists } from './lists/store-lists';
import { storeReader } from './reader';
import { markInterrupted } from './recovery';
import { serial } from './serial';
import { rowSource, type RowSource } from './source';
import { inTransaction } from './transaction';
import { storeWriter } from './writer';

export interface StoreOptions {
  /** Path of state.duckdb. */
  readonly file: string;
  readonly tempDirectory?: string;
  readonly now: () => Date;
  /** Gets what went wrong in the background. */
  readonly warn?: (message: string) => void;
}

/**
 * Opens the store of an engine and settles what a killed engine left: operations that were queued or running become
 * failures. Throws `source-locked` when another process has the store.
 */
export async function openStore(options: StoreOptions): Promise<EngineStore> {
  const database = await openDatabase(options.file, options.tempDirectory);
  const cache = storeCache();
  const source: RowSource = { ...rowSource((work) => database.use('reading', work), serial()), cache };
  const oneByOne = serial();
  const folder = logFolder(options.file, () => oneByOne(() => database.use('writing', (connection) => connection.run('CHECKPOINT')))
    .then(() => undefined, (error: unknown) => options.warn?.(`the log could not be folded into the state: ${error instanceof Error ? error.message : String(error)}`)));
  const close = (): Promise<void> => {
    folder.stop();
    return oneByOne(() => database.close(() => canFold(options.file)));
  };
  try {
    const counters = await loadCounters(source);
    const lists = storeLists(() => database.separately(loadLists));
    const store: EngineStore = {
      ...storeReader(source), source, notice: database.notice, isThere: database.isThere, lists: lists.loaded,
      ping: async () => void await source.rows('SELECT 1'),
      transaction: async (work) => {
        try {
          return await oneByOne(() => inTransaction(database, (connection) => {
            const buffer = writeBuffer(connection);
            const writer = storeWriter(rowSource((use) => use(connection), serial(), buffer.flush), buffer, counters, options.now);
            return {
              work: () => work(writer),
              finish: async () => {
                await buffer.flush();
                await counters.save(connection);
              },
              committed: () => {
                lists.apply(buffer.changes);
                cache.apply(buffer.changes);
              },
            };
          }));
        } finally {
          folder.written();
        }
      },
      interruptReads: database.interruptReads,
      close,
    };
    await markInterrupted(store, options.now);
    return store;
  } catch (error) {
    await close().catch(() => undefined); // What went wrong first says more.
    throw error;
  }
}
