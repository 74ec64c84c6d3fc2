import { PlumblineError } from '../../core/errors';
import type { StorePaths } from '../../store-folder/layout';
import { describeProcess, isEngineProcess } from '../../store-folder/process-facts';
import type { EngineStore } from '../store/engine-store';
import { openStore } from '../store/store';
import { readEngineFile } from './engine-file';

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/** The error of a held lock, with who holds it and how to end that. */
async function namingHolder(error: PlumblineError, paths: StorePaths): Promise<PlumblineError> {
  // DuckDB names the process on Linux and macOS; elsewhere the engine's own file does, if it has come that far.
  const pid = Number(/\(PID (\d+)\)/.exec(error.problem.detail ?? '')?.[1] ?? readEngineFile(paths.folder)?.pid);
  if (!Number.isInteger(pid) || pid <= 0) return error;
  const stop = process.platform === 'win32' ? `taskkill /F /PID ${pid}` : `kill ${pid}`;
  return new PlumblineError({
    ...error.problem, reason: `Another process holds this store: ${await describeProcess(pid)}.`,
    remedy: `Use the engine that runs there, or stop it: "${stop}".`,
  }, { cause: error });
}

/** Is there an engine that will go on holding the store? One that starts or leaves will not be long. */
async function isHeldForGood(paths: StorePaths): Promise<boolean> {
  const holder = readEngineFile(paths.folder);
  return holder !== undefined && !holder.leaving && await isEngineProcess(holder.pid);
}

/**
 * Opens the store and with it takes the lock that makes this process its engine. While the lock is held but no living
 * engine says so, its holder is starting or leaving: that is waited for, up to `patience` milliseconds.
 * Throws `source-locked`, with the process that holds it, when the store belongs to another one.
 */
export async function takeStore(paths: StorePaths, now: () => Date, warn: (message: string) => void, patience = 5000): Promise<EngineStore> {
  const until = Date.now() + patience;
  for (;;) {
    try {
      return await openStore({ file: paths.state, tempDirectory: paths.temp, now, warn });
    } catch (error) {
      if (!PlumblineError.is(error, 'source-locked')) throw error;
      if (Date.now() > until || await isHeldForGood(paths)) throw await namingHolder(error, paths);
    }
    await pause(100);
  }
}
