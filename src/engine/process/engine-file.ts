import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { engineFile, engineFileName, type EngineFile } from '../../core/api/engine-file';

/** Writes the file by which this engine is found: readable by its owner only, and never seen half written. */
export function writeEngineFile(storeFolder: string, content: EngineFile): void {
  const target = path.join(storeFolder, engineFileName);
  const draft = `${target}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  renameSync(draft, target);
}

/** What the file says now; undefined where there is none or it is not whole. */
export function readEngineFile(storeFolder: string): EngineFile | undefined {
  try {
    return engineFile.parse(JSON.parse(readFileSync(path.join(storeFolder, engineFileName), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Removes the file if it is that of process `pid`; a successor's stays. */
export function removeEngineFile(storeFolder: string, pid: number): void {
  if (readEngineFile(storeFolder)?.pid === pid) rmSync(path.join(storeFolder, engineFileName), { force: true });
}

/** Is there a process of that id? One that may not be signalled is alive too. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
