import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Is git there? Clones are made by the real one. */
export function hasGit(): boolean {
  try {
    execFileSync('git', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export function git(folder: string, ...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.invalid', '-c', 'init.defaultBranch=main', ...args], { cwd: folder, stdio: 'ignore' });
}

/** Things of the user beside a clone, which nothing in it may touch. */
export interface Belongings { check(): string[] }

export function belongings(folder: string): Belongings {
  mkdirSync(path.join(folder, 'documents', 'sub'), { recursive: true });
  const files = ['notes.txt', 'documents/thesis.txt', 'documents/sub/deep.txt'].map((name) => path.join(folder, name));
  for (const file of files) writeFileSync(file, `mine: ${file}`, { mode: 0o644 });
  return {
    check: () => files.filter((file) => !existsSync(file) || readFileSync(file, 'utf8') !== `mine: ${file}` || (statSync(file).mode & 0o777) !== 0o644),
  };
}

/**
 * Makes a repository that holds a store, and clones it, as a person would. `fill` puts things into its `.plumbline`. Gives
 * the clone's folder; `documents` and `notes.txt` lie beside it.
 */
export function cloneWith(folder: string, fill: (store: string, repository: string) => void): string {
  const origin = path.join(folder, 'origin');
  const store = path.join(origin, '.plumbline');
  mkdirSync(store, { recursive: true });
  git(origin, 'init');
  writeFileSync(path.join(origin, 'a.csv'), 'x\n1\n');
  fill(store, origin);
  git(origin, 'add', '-f', '-A');
  git(origin, 'commit', '-m', 'data');
  git(folder, 'clone', 'origin', 'clone');
  return path.join(folder, 'clone');
}
