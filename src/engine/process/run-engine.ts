import path from 'node:path';
import { engineExitCode } from '../../core/api/engine-file';
import { PlumblineError, problemText, toProblem } from '../../core/errors';
import { handlers } from '../http/handlers/all';
import { localUser } from '../http/local-user';
import type { ContainerReading } from '../http/container-reading';
import type { CheckTrial, RuleBook, SourceProbe } from '../http/parts';
import { serve, type Server } from '../http/server';
import { makeToken } from '../http/token';
import { operationQueue, type Runners } from '../queue/queue';
import type { EngineStore } from '../store/engine-store';
import type { EngineArguments } from './arguments';
import { removeEngineFile, writeEngineFile } from './engine-file';
import { idleWatch } from './idle';
import { fileLog, type Log } from './log';
import { emptyTemp, makeStoreFolder, storePaths, type StorePaths } from './store-folder';
import { takeStore } from './take-store';

/** What the entry gives the engine: the parts that open data and know rules. */
export interface EngineWork {
  readonly runners: Runners;
  readonly probe: SourceProbe;
  readonly rules: RuleBook;
  readonly trial: CheckTrial;
  readonly reading: ContainerReading;
}

export interface EngineSetup {
  readonly args: EngineArguments;
  readonly version: string;
  readonly checkReplies: boolean;
  work(store: EngineStore, tempDirectory: string): EngineWork;
}

/** Ends the process on signals and on errors that nobody caught; closing of its parent's streams does not end it. */
function watchProcess(log: Log, leave: (why: string, code: number) => void): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => leave(signal, 0));
  // The engine outlives the terminal and the window that started it.
  process.on('SIGHUP', () => log('info', 'the terminal closed; going on'));
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log('error', `${event}: ${error instanceof Error ? error.stack : String(error)}`);
      leave('an error that nobody caught', engineExitCode.crashed);
    });
  }
}

async function open(paths: StorePaths, now: () => Date): Promise<EngineStore | number> {
  try {
    return await takeStore(paths, now);
  } catch (error) {
    process.stderr.write(`${problemText(toProblem(error))}\n${toProblem(error).detail ?? ''}\n`);
    return PlumblineError.is(error, 'source-locked') ? engineExitCode.storeTaken : engineExitCode.storeUnusable;
  }
}

/** Runs the engine of a store until it is told to leave or nobody needs it. Gives the process's exit code. */
export async function runEngine({ args, version, checkReplies, work }: EngineSetup): Promise<number> {
  const now = (): Date => new Date();
  const paths = storePaths(args.store);
  makeStoreFolder(paths);
  const store = await open(paths, now);
  if (typeof store === 'number') return store;
  emptyTemp(paths);

  const token = makeToken(String(localUser().name), now());
  const log = fileLog(paths.log, [token], now);
  const parts = work(store, paths.temp);
  const queue = operationQueue({ store, runners: parts.runners, now, tempDirectory: paths.temp, log });
  let server: Server | undefined;

  return new Promise<number>((resolve) => {
    let leaving = false;
    const leave = (why: string, code: number): void => {
      if (leaving) return;
      leaving = true;
      log('info', `leaving: ${why}`);
      idle.stop();
      // First the file, so that nobody finds an engine that is about to go.
      removeEngineFile(paths.folder, process.pid);
      const steps = async (): Promise<void> => {
        await server?.close();
        await queue.stop();
        await store.close();
      };
      void steps().then(() => code, (error: unknown) => {
        log('error', `leaving: ${error instanceof Error ? error.stack : String(error)}`);
        return code || engineExitCode.crashed;
      }).then(resolve);
    };
    const idle = idleWatch(args.idleMinutes * 60_000, queue.busy, () => leave(`nobody called for ${args.idleMinutes} minutes`, 0));
    watchProcess(log, leave);
    const start = async (): Promise<void> => {
      server = await serve({
        handlers: handlers({ ...parts, store, queue, now, version, baseFolder: path.dirname(paths.folder) }),
        token, caller: { name: String(localUser().name) }, port: args.port, checkReplies, onCall: idle.onCall, log,
      });
      writeEngineFile(paths.folder, { url: server.url, token, pid: process.pid, version, started: now().toISOString() });
      log('info', `Plumbline engine ${version}, process ${process.pid}, at ${server.url}`);
      process.stdout.write(`${server.url}\n`);
    };
    start().catch((error: unknown) => {
      process.stderr.write(`${problemText(toProblem(error))}\n`);
      leave(toProblem(error).reason, engineExitCode.crashed);
    });
  });
}
