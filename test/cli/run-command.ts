import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const dist = path.join(process.cwd(), 'dist');
/** JWT-shaped, as servers give them; no output of the command may hold it. */
export const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.bm90LWEtcmVhbC1zaWduYXR1cmU';

export interface Ran { readonly code: number | null; readonly stdout: string; readonly stderr: string }
export interface RunOptions {
  readonly folder: string;
  readonly env?: Record<string, string>;
  /** Called with the running process, to signal it. */
  readonly during?: (child: ChildProcess, soFar: () => string) => Promise<void>;
}

/** Runs the built command as a process of its own, as a person or a CI job does. */
export async function runCommand(args: readonly string[], { folder, env, during }: RunOptions): Promise<Ran> {
  const command = path.join(dist, 'cli.js');
  assert.ok(existsSync(command), 'dist/cli.js is not built: run "npm run build" first');
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(QUALYTICS_|PLUMBLINE_|NODE_OPTIONS)/.test(name)));
  const child = spawn(process.execPath, [command, ...args], { cwd: folder, env: { ...clean, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => { stdout += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  await during?.(child, () => stderr);
  const code = await ended;
  assert.ok(!`${stdout}${stderr}`.includes(token), `the token came out:\n${stdout}${stderr}`);
  return { code, stdout, stderr };
}

/** Waits until something is so. */
export async function until(what: string, isSo: () => boolean, limitMs = 20_000): Promise<void> {
  for (const end = Date.now() + limitMs; !isSo(); await sleep(20)) assert.ok(Date.now() < end, `not within ${limitMs} ms: ${what}`);
}

export interface EngineFileContent { readonly url: string; readonly token: string; readonly pid: number }

export function engineOf(store: string): EngineFileContent | null {
  const file = path.join(store, 'engine.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as EngineFileContent : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Stops the engine of a store, if one runs, and waits until it is gone. */
export async function stopEngine(store: string): Promise<void> {
  const engine = engineOf(store);
  if (!engine || !isAlive(engine.pid)) return;
  process.kill(engine.pid, 'SIGTERM');
  await until('the engine leaves', () => !isAlive(engine.pid));
}

/** A folder of its own for a test; `remove` also stops the engine of its store. */
export function workFolder(): { folder: string; store: string; remove: () => Promise<void> } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-cli-'));
  const store = path.join(folder, '.plumbline');
  return {
    folder, store,
    remove: async () => {
      await stopEngine(store);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
