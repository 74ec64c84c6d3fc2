import { randomBytes } from 'node:crypto';
import { closeSync, renameSync, rmSync, writeSync } from 'node:fs';
import { engineFile, type EngineFile } from '../../core/api/engine-file';
import { storePaths } from '../../store-folder/layout';
import { createAnew, readOwn } from '../../store-folder/own-file';

const longest = 64 * 1024;

/** Writes the file by which this engine is found: readable by its owner only, and never seen half written. */
export function writeEngineFile(storeFolder: string, content: EngineFile): void {
  const target = storePaths(storeFolder).engineFile;
  const draft = `${target}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    const opened = createAnew(draft);
    try {
      writeSync(opened, `${JSON.stringify(content, null, 2)}\n`);
    } finally {
      closeSync(opened);
    }
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** What the file says now; undefined where there is none or it is not whole. */
export function readEngineFile(storeFolder: string): EngineFile | undefined {
  try {
    return engineFile.parse(JSON.parse(readOwn(storePaths(storeFolder).engineFile, longest)?.toString() ?? ''));
  } catch {
    return undefined;
  }
}

/** Removes the file if it is that of process `pid`; a successor's stays. */
export function removeEngineFile(storeFolder: string, pid: number): void {
  if (readEngineFile(storeFolder)?.pid === pid) rmSync(storePaths(storeFolder).engineFile, { force: true });
}
