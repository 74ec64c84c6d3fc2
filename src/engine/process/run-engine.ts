import path from 'node:path';
import { engineExitCode, type EngineFile } from '../../core/api/engine-file';
import { PlumblineError, problemText, toProblem } from '../../core/errors';
import { emptyTemp } from '../../store-folder/empty-temp';
import { storePaths, type StorePaths } from '../../store-folder/layout';
import { makeStoreFolder } from '../../store-folder/make';
import { proofOf } from '../../store-folder/proof';
import { userKey } from '../../store-folder/user-key';
import { handlers } from '../http/handlers/all';
import { localUser } from '../http/local-user';
import type { CheckTrial, EngineParts, RuleBook, SourceProbe } from '../http/parts';
import { serve, type Server } from '../http/server';
import { makeToken } from '../http/token';
import { memoryLimit, sqlSessions } from '../duckdb/sessions';
import type { Sessions } from '../sql/session';
import { retention } from '../retention/retention';
import { operationQueue, type Runners } from '../queue/queue';
import { asDiskFull, saysDiskFull } from '../store/disk-full';
import type { EngineStore } from '../store/engine-store';
import type { EngineArguments } from './arguments';
import { writeEngineFile } from './engine-file';
import { idleWatch } from './idle';
import { leaving } from './leave';
import { fileLog, type Log } from './log';
import { watchProcess } from './signals';
import { takeStore } from './take-store';

/** What the entry gives the engine: the parts that open data and know rules. */
export interface EngineWork {
  readonly runners: Runners;
  readonly probe: SourceProbe;
  readonly rules: RuleBook;
  readonly trial: CheckTrial;
  readonly reading: EngineParts['reading'];
}

export interface EngineSetup {
  readonly args: EngineArguments;
  readonly version: string;
  readonly checkReplies: boolean;
  work(store: EngineStore, sessions: Sessions): EngineWork;
}

/** The opened store of a folder that is safe to use; or the exit code, when standard error says what is wrong. */
async function open(paths: StorePaths, now: () => Date, log: Log): Promise<EngineStore | number> {
  try {
    makeStoreFolder(paths.folder);
    await userKey();
    const store = await takeStore(paths, now, (message) => log('warn', message));
    emptyTemp(paths);
    return store;
  } catch (error) {
    process.stderr.write(`${problemText(toProblem(error))}\n`);
    if (PlumblineError.is(error, 'source-locked')) return engineExitCode.storeTaken;
    return saysDiskFull(error) ? engineExitCode.diskFull : engineExitCode.storeUnusable;
  }
}

/** Runs the engine of a store until it is told to leave or nobody needs it. Gives the process's exit code. */
export async function runEngine({ args, version, checkReplies, work }: EngineSetup): Promise<number> {
  const now = (): Date => new Date();
  const paths = storePaths(args.store);
  // Whatever this process writes is in the store, and for its owner only.
  process.umask(0o077);
  const token = makeToken(String(localUser().name), now());
  const log = fileLog(paths.log, [token], now);
  const store = await open(paths, now, log);
  if (typeof store === 'number') return store;

  const sessions = sqlSessions({ tempDirectory: paths.temp, memoryLimit: memoryLimit(process.env) });
  const parts = work(store, sessions);
  const queue = operationQueue({ store, runners: parts.runners, now, sessions, log });
  let server: Server | undefined;
  let found: EngineFile | undefined;
  const prove = async (nonce: string): Promise<string> =>
    proofOf(await userKey(), nonce, { storeFolder: paths.folder, url: server?.url ?? '', token });

  return new Promise<number>((resolve) => {
    const ending = leaving({ folder: paths.folder, store, queue, sessions, server: () => server, found: () => found, answering: () => idle.open() > 0, log }, resolve);
    // Where the store was deleted or exchanged there is nothing to leave in order.
    const watch = setInterval(() => { if (!store.isThere()) ending.endNow('the store was taken away'); }, 2000).unref();
    const pruning = retention({ store, keepDays: args.keepDays, now, busy: queue.busy, log });
    const leave = (why: string, code: number): void => {
      clearInterval(watch);
      pruning.stop();
      idle.stop();
      ending.leave(why, code);
    };
    const idle = idleWatch(args.idleMinutes * 60_000, queue.busy, () => leave(`nobody called for ${args.idleMinutes} minutes`, 0));
    watchProcess(log, { ...ending, leave });
    const start = async (): Promise<void> => {
      server = await serve({
        handlers: handlers({ ...parts, secrets: sessions.secrets, store, queue, now, version, baseFolder: path.dirname(paths.folder), prove }),
        token, caller: { name: String(localUser().name) }, port: args.port, checkReplies, onCall: idle.onCall, log,
      });
      found = { url: server.url, token, pid: process.pid, version, started: now().toISOString(), notice: store.notice };
      writeEngineFile(paths.folder, found);
      if (store.notice) log('warn', store.notice);
      log('info', `Plumbline engine ${version}, process ${process.pid}, at ${server.url}`);
      process.stdout.write(`${server.url}\n`);
      // Whoever waits for an engine has its address first. What goes wrong is told to whoever asks for a list.
      store.lists().catch(() => undefined);
    };
    start().catch((error: unknown) => {
      const { reason } = toProblem(asDiskFull(error));
      process.stderr.write(`${problemText(toProblem(asDiskFull(error)))}\n`);
      leave(reason, saysDiskFull(error) ? engineExitCode.diskFull : engineExitCode.crashed);
    });
  });
}
