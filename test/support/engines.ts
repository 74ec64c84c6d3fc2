import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { readEngineFile } from '../../src/backend/engine-process/running-engine';
import { storeFolderName } from '../../src/core/api/engine-file';

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The process of a workspace's engine; null where none runs. */
export async function enginePid(workspace: string): Promise<number | null> {
  const file = await readEngineFile(path.join(workspace, storeFolderName));
  return file && alive(file.pid) ? file.pid : null;
}

/** Ends a workspace's engine and waits until it is gone; gives its process id, null where none ran. */
export async function endEngine(workspace: string, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
  const pid = await enginePid(workspace);
  if (pid === null) return null;
  process.kill(pid, signal);
  for (const until = Date.now() + 10_000; alive(pid); await sleep(50)) {
    if (Date.now() > until) {
      process.kill(pid, 'SIGKILL');
      throw new Error(`The engine ${pid} did not end within 10 seconds after ${signal}.`);
    }
  }
  return pid;
}
