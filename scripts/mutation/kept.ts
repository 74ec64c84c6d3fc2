import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../lib/bundles';
import { glob } from '../lib/glob';
import type { FileRecord } from './protocol';
import type { Result } from './report';

/** What earlier runs over the very same code and tests have found out, so that a run that was ended goes on where it was. */
export interface Kept {
  readonly records: readonly FileRecord[] | null;
  keepRecords(records: readonly FileRecord[]): void;
  /** What became of mutants, by their ids. */
  readonly ends: ReadonlyMap<number, Result['end']>;
  keepEnd(mutant: number, end: Result['end']): void;
}

/** `code`: the folder of everything that is run. Only the newest state of it is kept. */
export async function keptOf(code: string, scope: string): Promise<Kept> {
  const hash = createHash('sha256').update(scope);
  for (const file of (await glob([code], /\.js$/)).sort()) hash.update(path.relative(code, file)).update(readFileSync(file));
  const folder = path.join(root, 'out', 'mutation-kept');
  const place = path.join(folder, hash.digest('hex'));
  const [records, ends] = [`${place}-records.json`, `${place}-ends.txt`];
  if (!existsSync(records)) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const lines = existsSync(ends) ? readFileSync(ends, 'utf8').trim().split('\n').map((line) => line.split(' ')) : [];
  return {
    records: existsSync(records) ? JSON.parse(readFileSync(records, 'utf8')) as FileRecord[] : null,
    keepRecords: (all) => writeFileSync(records, JSON.stringify(all)),
    ends: new Map(lines.map(([id, ...end]) => [Number(id), end.join(' ') as Result['end']])),
    keepEnd: (mutant, end) => appendFileSync(ends, `${mutant} ${end}\n`),
  };
}
