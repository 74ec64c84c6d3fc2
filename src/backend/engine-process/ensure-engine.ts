import { setTimeout as sleep } from 'node:timers/promises';
import { type EngineFile, engineExitCode } from '../../core/api/engine-file';
import { PlumblineError } from '../../core/errors';
import { storePaths } from '../../store-folder/layout';
import { makeStoreFolder } from '../../store-folder/make';
import type { HttpTransport } from '../transport/transport';
import { runningEngine } from './running-engine';
import { lastWords, type SpawnedEngine, spawnEngine } from './spawn-engine';

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
  /** Memory that SQL on users' data may take, as `4GB`; for an engine that is started here. The environment's or its own unless said. */
  readonly memoryLimit?: string;
  /** Gets what the start of the store's engine found out that a person should know; once for each start. */
  readonly onNotice?: (notice: string) => void;
  /** How long to wait for a started engine, 30 s unless said. */
  readonly startTimeoutMs?: number;
}

function cannotStart(storeFolder: string, why: string): PlumblineError {
  const lines = lastWords(storeFolder);
  const last = lines.at(-1);
  return new PlumblineError({
    code: 'engine-unavailable', reason: `The local engine could not start: ${last ? last.slice(0, 400) : why}`,
    remedy: `More is in ${storePaths(storeFolder).log}.`, detail: [why, ...lines].join('\n'),
  });
}

/** What a starting engine says of it may not have found room in its log. */
function diskFull(storeFolder: string): PlumblineError {
  return new PlumblineError({
    code: 'engine-unavailable', reason: 'The local engine could not start: the disk is full.', remedy: `Make room on the disk of ${storeFolder}, and try again.`,
    detail: lastWords(storeFolder).join('\n'),
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
      if (end.code === engineExitCode.diskFull) throw diskFull(options.storeFolder);
      throw cannotStart(options.storeFolder, end.reason);
    }
    await sleep(pause);
  }
  throw cannotStart(options.storeFolder, `It did not answer within ${Math.round(limit / 1000)} s.`);
}

/** The engine of a store: the one that runs, otherwise a new one. Throws `engine-unavailable` with what the engine said last. */
export async function ensureEngine(options: EngineOptions): Promise<EngineFile> {
  makeStoreFolder(options.storeFolder);
  const running = await runningEngine(options.storeFolder, options.transport);
  if (running) return running;
  const started = await untilItAnswers(options, spawnEngine(options));
  if (started.notice) options.onNotice?.(started.notice);
  return started;
}
