import { spawn } from 'node:child_process';
import { closeSync, existsSync } from 'node:fs';
import os from 'node:os';
import { fail } from '../../core/errors';
import { storePaths } from '../../store-folder/layout';
import { cannotWrite } from '../../store-folder/make';
import { createAnew, readOwn } from '../../store-folder/own-file';
import { engineEnvironment } from './engine-environment';

/** Bytes of a log that are looked at for what was said last. */
const longest = 2_000_000;

export interface SpawnedEngine {
  /** Set once it has ended; null code when a signal ended it. */
  ended(): { code: number | null; reason: string } | null;
}

/** How an engine is started; as `EngineOptions` says. */
export interface SpawnOptions {
  readonly storeFolder: string;
  readonly enginePath: string;
  readonly nodePath?: string;
  readonly idleMinutes?: number;
  readonly memoryLimit?: string;
}

function startLog(storeFolder: string): number {
  try {
    return createAnew(storePaths(storeFolder).startLog);
  } catch (error) {
    return cannotWrite(`The store ${storeFolder} cannot be written to`, error);
  }
}

/** Starts an engine process for a store, detached: it outlives its starter. */
export function spawnEngine({ storeFolder, enginePath, nodePath = process.execPath, idleMinutes, memoryLimit }: SpawnOptions): SpawnedEngine {
  if (!existsSync(enginePath)) {
    fail('engine-unavailable', `The engine is not where it should be: ${enginePath}.`, { remedy: 'Install Plumbline again.' });
  }
  let ended: { code: number | null; reason: string } | null = null;
  const log = startLog(storeFolder);
  try {
    const child = spawn(nodePath, [enginePath, '--store', storeFolder, ...(idleMinutes === undefined ? [] : ['--idle-minutes', String(idleMinutes)])], {
      detached: true, windowsHide: true, stdio: ['ignore', 'ignore', log], cwd: os.tmpdir(),
      env: { ...engineEnvironment(process.env, process.versions.electron !== undefined), ...(memoryLimit ? { PLUMBLINE_MEMORY_LIMIT: memoryLimit } : {}) },
    });
    child.once('error', (error) => { ended = { code: null, reason: error.message }; });
    child.once('exit', (code, signal) => {
      ended ??= { code, reason: signal ? `It was ended by ${signal}.` : `It ended with code ${code}.` };
    });
    child.unref();
  } finally {
    closeSync(log);
  }
  return { ended: () => ended };
}

function tail(file: string, lines: number): string[] {
  let text = '';
  try {
    text = readOwn(file, longest)?.toString() ?? '';
  } catch {
    // Not ours to read, or gone: it says nothing.
  }
  return text.split(/\r?\n/).filter((line) => line.trim() !== '').slice(-lines);
}

/** The last lines that the engine of a store has written: its start, then its log. */
export function lastWords(storeFolder: string): string[] {
  const { startLog: started, log } = storePaths(storeFolder);
  const start = tail(started, 20);
  return start.length > 0 ? start : tail(log, 20);
}
