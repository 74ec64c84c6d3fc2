import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EngineFile, engineExitCode } from '../../core/api/engine-file';
import { PlumblineError } from '../../core/errors';
import type { HttpTransport } from '../transport/transport';
import { runningEngine } from './running-engine';
import { lastWords, type SpawnedEngine, spawnEngine } from './spawn-engine';
import { makeStoreFolder } from './store-folder';

export interface EngineOptions {
  /** The `.plumbline` folder; made when it is not there. */
  readonly storeFolder: string;
  /** `dist/engine.js`. */
  readonly enginePath: string;
  readonly transport: HttpTransport;
  /** Runs the engine; this process's own executable unless said. */
  readonly nodePath?: string;
  /** After how many minutes without a call a started engine leaves; its own default unless said. */
  readonly idleMinutes?: number;
  /** How long to wait for a started engine, 30 s unless said. */
  readonly startTimeoutMs?: number;
}

async function cannotStart(storeFolder: string, why: string): Promise<PlumblineError> {
  const lines = await lastWords(storeFolder);
  const last = lines.at(-1);
  return new PlumblineError({
    code: 'engine-unavailable', reason: `The local engine could not start: ${last ? last.slice(0, 400) : why}`,
    remedy: `More is in ${path.join(storeFolder, 'engine.log')}.`, detail: [why, ...lines].join('\n'),
  });
}

/** Waits until the store's engine answers, ours or the one of a faster starter. */
async function untilItAnswers(options: EngineOptions, started: SpawnedEngine): Promise<EngineFile> {
  const limit = options.startTimeoutMs ?? 30_000;
  const until = Date.now() + limit;
  for (let pause = 25; Date.now() < until; pause = Math.min(250, pause * 1.5)) {
    const running = await runningEngine(options.storeFolder, options.transport);
    if (running) return running;
    const end = started.ended();
    // "Taken" means that another engine holds the store: it will answer soon.
    if (end && end.code !== engineExitCode.storeTaken) {
      const winner = await runningEngine(options.storeFolder, options.transport);
      if (winner) return winner;
      throw await cannotStart(options.storeFolder, end.reason);
    }
    await sleep(pause);
  }
  throw await cannotStart(options.storeFolder, `It did not answer within ${Math.round(limit / 1000)} s.`);
}

/** The engine of a store: the one that runs, otherwise a new one. Throws `engine-unavailable` with what the engine said last. */
export async function ensureEngine(options: EngineOptions): Promise<EngineFile> {
  await makeStoreFolder(options.storeFolder);
  const running = await runningEngine(options.storeFolder, options.transport);
  if (running) return running;
  return untilItAnswers(options, await spawnEngine(options.storeFolder, options.enginePath, options.nodePath ?? process.execPath, options.idleMinutes));
}
