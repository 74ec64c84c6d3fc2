import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fail } from '../../core/errors';
import { engineEnvironment } from './engine-environment';

/** What a starting engine writes before its own log is open. */
const startLogName = 'engine-start.log';
const logName = 'engine.log';

export interface SpawnedEngine {
  /** Set once it has ended; null code when a signal ended it. */
  ended(): { code: number | null; reason: string } | null;
}

/** Starts an engine process for a store, detached: it outlives its starter. */
export async function spawnEngine(storeFolder: string, enginePath: string, nodePath: string, idleMinutes?: number): Promise<SpawnedEngine> {
  if (!existsSync(enginePath)) {
    fail('engine-unavailable', `The engine is not where it should be: ${enginePath}.`, { remedy: 'Install Plumbline again.' });
  }
  let ended: { code: number | null; reason: string } | null = null;
  const log = await open(path.join(storeFolder, startLogName), 'w', 0o600);
  try {
    const child = spawn(nodePath, [enginePath, '--store', storeFolder, ...(idleMinutes === undefined ? [] : ['--idle-minutes', String(idleMinutes)])], {
      detached: true, windowsHide: true, stdio: ['ignore', 'ignore', log.fd], cwd: os.tmpdir(),
      env: engineEnvironment(process.env, process.versions.electron !== undefined),
    });
    child.once('error', (error) => { ended = { code: null, reason: error.message }; });
    child.once('exit', (code, signal) => {
      ended ??= { code, reason: signal ? `It was ended by ${signal}.` : `It ended with code ${code}.` };
    });
    child.unref();
  } finally {
    await log.close();
  }
  return { ended: () => ended };
}

async function tail(file: string, lines: number): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split(/\r?\n/).filter((line) => line.trim() !== '').slice(-lines);
}

/** The last lines that the engine of a store has written: its start, then its log. */
export async function lastWords(storeFolder: string): Promise<string[]> {
  const start = await tail(path.join(storeFolder, startLogName), 20);
  return start.length > 0 ? start : tail(path.join(storeFolder, logName), 20);
}
