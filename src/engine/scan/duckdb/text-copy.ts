import { statSync } from 'node:fs';
import type { CompiledCheck } from '../../../core/rules/compiled';
import { identifier } from '../../sql/quote';
import { needsOwnPass } from '../plan';
import type { Relation } from '../../sources/relation';
import type { ScanSource } from '../scan-source';
import type { KeepRequest, KeptRows } from '../scan-ways';
import { rowPlaces } from './row-places';
import { temporaryName } from './temporary-name';

/** Text files up to so many bytes are kept in memory for the time of a scan; larger ones only where checks need it. */
const smallText = 64 * 2 ** 20;

/** Reading text costs more than all that is then asked of the copy; in the unit of the steps' weights. */
const copyWeight = 120;

function bytesOf(relation: Relation): number {
  return (relation.files ?? []).reduce((sum, file) => {
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    return sum + (file.endsWith('.gz') || file.endsWith('.zst') ? size * 6 : size);
  }, 0);
}

/**
 * Whether to read a text file into a temporary table first: parsing is what costs, so it should happen once. A large file
 * whose checks all share one pass is counted as it is read instead, which needs no memory.
 */
export function shouldCopy(relation: Relation, checks: readonly CompiledCheck[]): boolean {
  if (relation.kind !== 'csv' && relation.kind !== 'json') return false;
  return checks.some(needsOwnPass) || bytesOf(relation) <= smallText;
}

/** Statement that reads a text file into a temporary table, in the order of its rows. */
export function copyStatement(source: ScanSource, table: string): string {
  return `CREATE TEMP TABLE ${identifier(table)} AS SELECT * FROM ${source.positioned}`;
}

/** Reads the rows of a scan into a temporary table, which the session may spill to its temporary folder. */
export async function copyText({ session, relation, bound, progress, signal }: KeepRequest): Promise<KeptRows> {
  const source = rowPlaces(relation, bound);
  const table = temporaryName();
  const from = identifier(table);
  const release = async (): Promise<void> => { await session.query(`DROP TABLE IF EXISTS ${from}`); };
  progress.plan([copyWeight, copyWeight / 3]);
  await progress.during(copyWeight, 'reading rows', () => session.query(copyStatement(source, table), undefined, signal));
  let epoch = session.epoch;
  const ready = async (): Promise<void> => {
    if (session.epoch === epoch) return;
    await session.query(copyStatement(source, table), undefined, signal);
    epoch = session.epoch;
  };
  return { release, ready, source: { ...source, from, positioned: from, numbered: from, seekable: true } };
}
