import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../scripts/lib/bundles';
import type { QualyticsClient } from '../../scripts/lib/provision/qualytics-client';

export interface Ran { readonly code: number; readonly output: string; readonly error: string | null }

export interface RunningClient {
  /** Runs one command line, written as in a shell with "quotes" at most. */
  run(line: string): Promise<Ran>;
  close(): void;
}

const wordsOf = (line: string): string[] => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');

/** Starts the public client against a server, with a home of its own, so that no setting of the machine is read or written. */
export function startClient({ python, packages }: QualyticsClient, server: { url: string; token: string }, home: string): RunningClient {
  const { QUALYTICS_URL: _, QUALYTICS_TOKEN: __, ...env } = process.env;
  const child = spawn(python, [path.join(root, 'test', 'support', 'qualytics-runner.py')], {
    cwd: home, stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      ...env, PYTHONPATH: packages, PYTHONDONTWRITEBYTECODE: '1', PYTHONIOENCODING: 'utf-8', HOME: home, USERPROFILE: home, QUALYTICS_CONFIG_HOME: path.join(home, 'config'),
      QUALYTICS_URL: server.url, QUALYTICS_TOKEN: server.token, QUALYTICS_NO_BANNER: '1', COLUMNS: '400', NO_COLOR: '1', TERM: 'dumb',
    },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    run: async (line) => {
      child.stdin.write(`${JSON.stringify(wordsOf(line))}\n`);
      const answer = await lines.next();
      if (answer.done === true) throw new Error(`The client ended while it ran: ${line}`);
      return JSON.parse(answer.value) as Ran;
    },
    close: () => void child.stdin.end(),
  };
}
