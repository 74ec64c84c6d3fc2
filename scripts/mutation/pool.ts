import { fork, type ChildProcess } from 'node:child_process';
import type { WorkerReply, WorkerRequest } from './protocol';

/** What became of a request: an answer, or no answer in the time it had, or the end of the process. */
export type Outcome = WorkerReply | 'timed out' | 'crashed';

/** Requests that one process answers before it is replaced, since each run leaves a little behind. */
const mostRuns = 60;

/** One process that runs tests. It is replaced when it hangs, crashes, is dirty or old. */
export function testProcess(script: string, env: NodeJS.ProcessEnv): { ask(request: WorkerRequest, ms: number): Promise<Outcome>; end(): void } {
  let child: ChildProcess | undefined;
  let runs = 0;
  const end = (): void => {
    child?.removeAllListeners();
    child?.kill('SIGKILL');
    child = undefined;
  };
  return {
    end,
    ask(request, ms) {
      if (!child) {
        child = fork(script, { env, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: ['--max-old-space-size=1500'] });
        runs = 0;
      }
      const asked = child;
      runs += 1;
      return new Promise((resolve) => {
        const settle = (outcome: Outcome): void => {
          clearTimeout(timer);
          asked.removeAllListeners();
          if (typeof outcome === 'string' || outcome.dirty || runs >= mostRuns) end();
          resolve(outcome);
        };
        const timer = setTimeout(() => settle('timed out'), ms);
        asked.once('message', (reply) => settle(reply as WorkerReply));
        asked.once('exit', () => settle('crashed'));
        asked.once('error', () => settle('crashed'));
        asked.send(request);
      });
    },
  };
}

/** Hands out `items` to as many processes as `jobs`; `work` is given one of them at a time. */
export async function inParallel<T>(jobs: number, items: readonly T[], make: () => ReturnType<typeof testProcess>, work: (item: T, process: ReturnType<typeof testProcess>) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(Array.from({ length: Math.min(jobs, items.length) }, async () => {
    const process = make();
    try {
      for (let at = next++; at < items.length; at = next++) await work(items[at]!, process);
    } finally {
      process.end();
    }
  }));
}
