import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { engineFile, engineFileName, type EngineFile } from '../../src/core/api/engine-file';

export const slowEngine = path.join(__dirname, 'slow-engine.js');
export const realEngine = path.join(__dirname, '..', '..', 'src', 'engine.js');
/** The engine as it is shipped, in one file: it starts in half the time. `npm run build` makes it. */
export const builtEngine = path.join(process.cwd(), 'dist', 'engine.js');

export interface EngineProcess {
  readonly child: ChildProcess;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  readonly stderr: () => string;
  /** Waits for the file by which it is found. */
  found(): Promise<EngineFile>;
  call(method: string, target: string, body?: unknown): Promise<{ status: number; body: any }>; // eslint-disable-line @typescript-eslint/no-explicit-any
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

export async function until(what: string, condition: () => boolean | Promise<boolean>, limit = 60_000): Promise<void> {
  const end = Date.now() + limit;
  while (!await condition()) {
    if (Date.now() > end) throw new Error(`Waited too long: ${what}`);
    await pause(20);
  }
}

/** Tells an engine to leave. One that a busy machine gives too little time for it ends itself at once, which loses nothing that is stored. */
export async function leave({ child, ended, stderr }: EngineProcess): Promise<void> {
  child.kill('SIGTERM');
  const how = await ended;
  if (how !== 0 && how !== 'SIGKILL') throw new Error(`The engine ended with ${how}: ${stderr()}`);
}

/** Starts an engine process on a store; whoever starts it ends it. */
export function startEngine(entry: string, store: string, more: string[] = [], env: Record<string, string> = {}): EngineProcess {
  const child = spawn(process.execPath, [entry, '--store', store, ...more], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => { stderr += data.toString(); });
  const ended = new Promise<number | string>((resolve) => { child.once('exit', (code, signal) => resolve(code ?? signal ?? 'gone')); });
  const file = path.join(store, engineFileName);
  let known: EngineFile | undefined;
  const found = async (): Promise<EngineFile> => {
    await until(`engine.json of ${child.pid}; it said: ${stderr}`, () => {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The engine ended with ${child.exitCode ?? child.signalCode}: ${stderr}`);
      if (!existsSync(file)) return false;
      known = engineFile.parse(JSON.parse(readFileSync(file, 'utf8')));
      return known.pid === child.pid;
    });
    return known!;
  };
  return {
    child, ended, found, stderr: () => stderr,
    call: async (method, target, body) => {
      const { url, token } = known ?? await found();
      const response = await fetch(`${url}/api${target}`, {
        method, headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) as unknown };
    },
  };
}
