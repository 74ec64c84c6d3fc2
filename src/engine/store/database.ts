import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { closeSync, constants, lstatSync, statSync } from 'node:fs';
import { PlumblineError, fail } from '../../core/errors';
import { openOwn } from '../../store-folder/own-file';
import { checkedVersion } from './catalogue';
import { openPastDamage, repairNotice, type LogRepair } from './damaged-log';
import { asDiskFull } from './disk-full';
import { migrate } from './migrations';
import { rewrite } from './rewrite';
import { cannotOpen, lockedConnection, openInstance, textOf } from './open-instance';

/** The open state file: one connection writes, one reads; both see whole transactions only. */
export interface Database {
  /**
   * Runs work on a connection. After an error that has ended the database (a disk that was full while it was written to)
   * it is first opened anew.
   */
  use<T>(which: 'writing' | 'reading', work: (connection: DuckDBConnection) => Promise<T>): Promise<T>;
  /** Runs a piece of reading on a connection of its own, which others do not wait for. */
  separately<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>;
  /** Ends what is being read now, and refuses to read more. */
  interruptReads(): void;
  /** False once its file was deleted or exchanged. */
  isThere(): boolean;
  /** What opening found out that a person should know. */
  readonly notice: string | null;
  /** Lets go of the lock, after what is being read or written; folds the log into the file where `fold` says so. */
  close(fold: () => boolean): Promise<void>;
}

interface Opened { readonly instance: DuckDBInstance; readonly writing: DuckDBConnection; readonly reading: DuckDBConnection; readonly repair: LogRepair | null }

/** Has the database ended with this error? Then each further statement fails, until it is opened anew. */
function hasEnded(error: unknown): boolean {
  return /database has been invalidated|^FATAL/i.test(PlumblineError.is(error) ? error.problem.detail ?? '' : textOf(error));
}

/** A file of the store that is none, or leads elsewhere, is not given to DuckDB, which would follow it. */
function refuseForeign(file: string): void {
  for (const place of [file, `${file}.wal`]) {
    if (lstatSync(place, { throwIfNoEntry: false })) closeSync(openOwn(place, constants.O_RDONLY));
  }
}

/** Earlier versions kept what a caller gave as parameters of a connection, secrets too. */
async function holdsSecrets(connection: DuckDBConnection): Promise<boolean> {
  const reader = await connection.runAndReadAll("SELECT 1 FROM connections WHERE contains(doc, '\"parameters\"') LIMIT 1");
  return reader.getRows().length > 0;
}

async function openAll(file: string, tempDirectory: string | undefined): Promise<Opened> {
  let instance: DuckDBInstance | undefined;
  try {
    refuseForeign(file);
    const { opened, repair } = await openPastDamage(file, () => openInstance(file, tempDirectory), new Date());
    instance = opened;
    const writing = await lockedConnection(instance);
    const version = await checkedVersion(writing);
    const secrets = version > 0 && await holdsSecrets(writing);
    await migrate(writing, version);
    if (secrets) {
      await writing.run('CHECKPOINT');
      instance.closeSync();
      instance = undefined;
      await rewrite(file);
      return { ...await openAll(file, tempDirectory), repair };
    }
    return { instance, writing, reading: await instance.connect(), repair };
  } catch (error) {
    instance?.closeSync();
    if (PlumblineError.is(error)) throw error;
    return cannotOpen(file, error);
  }
}

/**
 * Opens the state file, makes it when absent, and brings its schema up to date. DuckDB locks the file for this process:
 * that lock decides which of two starters owns the store. Throws `source-locked` when another process has it, and
 * `not-allowed` for a file that Plumbline did not make.
 */
export async function openDatabase(file: string, tempDirectory?: string): Promise<Database> {
  let current: Opened | null = await openAll(file, tempDirectory);
  const notice = current.repair && repairNotice(current.repair);
  const { ino } = statSync(file);
  let reopening: Promise<Opened> | null = null;
  let stopping: NodeJS.Timeout | undefined;
  const reads = new Set<Promise<unknown>>();
  const others = new Set<DuckDBConnection>();
  const interrupt = (): void => {
    for (const connection of [...current ? [current.reading] : [], ...others]) connection.interrupt();
  };

  const letGo = ({ reading, writing, instance }: Opened): void => {
    reading.closeSync();
    writing.closeSync();
    instance.closeSync();
  };
  const isThere = (): boolean => lstatSync(file, { throwIfNoEntry: false })?.ino === ino;
  const ready = async (): Promise<Opened> => {
    // Its folder was deleted or exchanged under it: what is written now would be lost, or harm the one that is there.
    if (!isThere()) {
      fail('engine-stopped', 'The store was taken away while the engine ran.', { remedy: 'Try again; an engine is started for the store that is there now.' });
    }
    if (current) return current;
    reopening ??= openAll(file, tempDirectory).finally(() => { reopening = null; });
    current = await reopening;
    return current;
  };
  const dropIfEnded = (used: Opened, error: unknown): boolean => {
    if (!hasEnded(error)) return false;
    if (current === used) {
      current = null;
      letGo(used);
    }
    return true;
  };

  return {
    notice, isThere,
    use: async (which, work) => {
      if (which === 'reading' && stopping) fail('engine-stopped', 'The engine is stopping.', { remedy: 'Try again; it is started anew.' });
      for (let again = 0; ; again++) {
        const used = await ready();
        const working = work(used[which]);
        if (which === 'reading') reads.add(working);
        try {
          return await working;
        } catch (error) {
          if (stopping && which === 'reading') fail('engine-stopped', 'The engine is stopping.', { remedy: 'Try again; it is started anew.' }, error);
          const ended = dropIfEnded(used, error);
          // What was read can be read again; of what was written its caller knows what to do.
          if (!ended || which === 'writing' || again > 0) throw asDiskFull(error);
        } finally {
          reads.delete(working);
        }
      }
    },
    separately: (work) => {
      const reading = (async () => {
        const connection = await (await ready()).instance.connect();
        others.add(connection);
        try {
          return await work(connection);
        } finally {
          others.delete(connection);
          connection.closeSync();
        }
      })();
      reads.add(reading);
      const done = (): void => { reads.delete(reading); };
      reading.then(done, done);
      return reading;
    },
    interruptReads: () => {
      // Repeated, because an interrupt that comes before a statement has begun to run has no effect.
      stopping ??= setInterval(interrupt, 20);
      interrupt();
    },
    close: async (fold) => {
      while (reads.size > 0) await Promise.allSettled(reads);
      clearInterval(stopping);
      clearInterval(stopping);
      if (!current) return;
      const closing = current;
      try {
        if (isThere() && fold()) await closing.writing.run('CHECKPOINT');
      } finally {
        current = null;
        letGo(closing);
      }
    },
  };
}
