import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { defaultMemoryLimit } from '../../src/engine/duckdb/sessions';
import type { WorkerResult, WorkerTask } from './worker';

/** Runs a task in a child process, with the memory limit that the engine gives a session. */
export async function runWorker(task: WorkerTask, folder: string): Promise<WorkerResult> {
  const spill = path.join(folder, 'spill');
  mkdirSync(spill, { recursive: true });
  const program = path.resolve('out', 'run', 'bench.mjs');
  const child = spawn(process.execPath, [program, 'scan-worker', JSON.stringify(task), defaultMemoryLimit, spill], { stdio: ['ignore', 'pipe', 'inherit'] });
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`Measuring ${task.kind} with ${task.checks} checks ended with code ${code}.`);
  return JSON.parse(Buffer.concat(parts).toString('utf8')) as WorkerResult;
}
