import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../bundles';

/** Where programs for tests and trials are kept: ignored by Git, made on first use, reused after. */
export const provisioned = process.env.PLUMBLINE_PROVISIONED ?? path.join(root, '.vscode-test');

export type Say = (line: string) => void;

/**
 * Gives the folder `name` of the provisioned ones, filled by `fill` when it is not there yet. It is filled under another
 * name and moved when it is complete, so that a run that was cut short leaves nothing that looks finished.
 */
export async function once(name: string, fill: (folder: string) => Promise<void>, base = provisioned): Promise<string> {
  const folder = path.join(base, name);
  if (existsSync(folder)) return folder;
  const making = path.join(base, `.making-${name}-${process.pid}`);
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { recursive: true });
  // A package file of its own keeps npm from walking up into the project.
  await writeFile(path.join(making, 'package.json'), '{ "private": true }\n');
  try {
    await fill(making);
    await rename(making, folder);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    // Another run that started at the same time may have been quicker.
    if (existsSync(folder)) return folder;
    throw error;
  }
  return folder;
}
