import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { engineFile, engineFileName } from '../../src/core/api/engine-file';
import { root } from '../../scripts/lib/bundles';

export interface RunningEngine {
  readonly pid: number;
  /** Milliseconds from the start of the process to its first answer. */
  readonly startMs: number;
  call<T = Record<string, unknown>>(method: string, target: string, body?: unknown): Promise<T>;
  /** Megabytes that the process holds now and has held at most; null where the platform does not say. */
  memory(): { now: number; peak: number } | null;
  /** Milliseconds of processor time that its threads have taken; NaN where the platform does not say. */
  cpu(): number;
  stop(): Promise<void>;
}

/** Starts the built engine (dist/engine.js) on a store folder, and waits for its first answer. */
export async function runEngine(storeFolder: string): Promise<RunningEngine> {
  const started = performance.now();
  const child = spawn(process.execPath, [path.join(root, 'dist', 'engine.js'), '--store', storeFolder, '--idle-minutes', '0'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise<void>((resolve) => { child.once('exit', () => resolve()); });
  const file = path.join(storeFolder, engineFileName);
  const running = async (): Promise<{ url: string; token: string }> => {
    for (;;) {
      if (child.exitCode !== null) throw new Error(`The engine ended with ${child.exitCode}.`);
      if (existsSync(file)) {
        const known = engineFile.parse(JSON.parse(readFileSync(file, 'utf8')));
        if (known.pid === child.pid) return known;
      }
      await sleep(5);
    }
  };
  const { url, token } = await running();
  const call = async <T>(method: string, target: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${url}/api${target}`, {
      method, headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${target.slice(0, 80)}: ${response.status} ${text.slice(0, 300)}`);
    return JSON.parse(text) as T;
  };
  await call('GET', '/status');
  return {
    pid: child.pid ?? 0, startMs: performance.now() - started, call,
    memory: () => {
      if (process.platform !== 'linux') return null;
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      const megabytes = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? Number.NaN) / 1024;
      return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
    },
    cpu: () => {
      if (process.platform !== 'linux') return Number.NaN;
      const tasks = `/proc/${child.pid}/task`;
      return readdirSync(tasks).reduce((sum, task) => sum + Number(readFileSync(path.join(tasks, task, 'schedstat'), 'utf8').split(' ')[0]) / 1e6, 0);
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
