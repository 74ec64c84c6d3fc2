import path from 'node:path';
import { readAll } from '../../backend/rest/paging';
import type { Operation } from '../../core/api/schemas/operation';
import { compareWithBaseline, type Standing } from '../../core/baseline/compare';
import { dayOf, failingChecks, type BaselineEntry } from '../../core/baseline/entry';
import { fail } from '../../core/errors';
import { partsOf } from '../../core/operations/kinds';
import type { Context } from '../context';
import { exitCode } from '../exit-codes';
import { baselinePath, loadBaseline } from './baseline-file';

export interface BaselineFlags {
  /** A file; absent: the usual one if it is there; false: none. */
  readonly baseline?: string | false | undefined;
  readonly failOnAnomalies?: boolean | undefined;
}

/** Reads the baseline that a scan is to be held against, before it runs; null for none. Throws where a file that was named is not there. */
export function wantedBaseline(context: Context, { baseline }: BaselineFlags): { readonly file: string; readonly entries: BaselineEntry[] } | null {
  if (baseline === false) return null;
  const file = baselinePath(context.folder, baseline);
  const entries = loadBaseline(file);
  if (entries) return { file, entries };
  return baseline !== undefined
    ? fail('not-found', 'There is no such baseline.', { remedy: 'Write one with "plumbline checks baseline".', place: { path: file } }) : null;
}

/** What of an entry is said in a line: where it is, what fails, on how many rows. */
export function entryText({ datastore, container, rule, fields, rows }: BaselineEntry): string {
  return `${datastore} › ${container}: ${rule}${fields.length > 0 ? `(${fields.join(', ')})` : ''}${rows === null ? '' : `, ${rows} ${rows === 1 ? 'row' : 'rows'}`}`;
}

/** Open anomalies of datastores as failing checks. */
export async function failingNow(context: Context, datastores: readonly number[]): Promise<BaselineEntry[]> {
  return failingChecks(await readAll((page, size) => context.backend.anomalies({ datastores: [...datastores], page, size })));
}

/** Says how ended scans stand to a baseline; gives the exit code: new and worse ones count where asked for. */
export async function judgeScans(
  context: Context, scans: readonly Operation[], { file, entries }: { file: string; entries: readonly BaselineEntry[] }, code: number, flags: BaselineFlags,
): Promise<number> {
  const looked = new Set(scans.flatMap((scan) => partsOf(scan).filter((part) => part.result === 'success')
    .map((part) => JSON.stringify([scan.datastore?.name, part.container?.name]))));
  const now = await failingNow(context, scans.flatMap((scan) => scan.datastore?.id ?? []));
  const { failing, fixed } = compareWithBaseline(now, entries, dayOf(new Date()), (entry) => looked.has(JSON.stringify([entry.datastore, entry.container])));
  const of = (standing: Standing): BaselineEntry[] => failing.filter((one) => one.standing === standing).map((one) => one.entry);
  const [fresh, worse, known] = [of('new'), of('worse'), of('known')];
  context.note(`Against ${path.basename(file)}: ${fresh.length} new, ${worse.length} worse, ${known.length} known, ${fixed.length} fixed.`);
  for (const entry of fresh) context.note(`  new    ${entryText(entry)}`);
  for (const { entry, known: before } of failing.filter((one) => one.standing === 'worse')) context.note(`  worse  ${entryText(entry)} (known with ${before?.rows ?? 0})`);
  for (const entry of fixed) context.note(`  fixed  ${entryText(entry)}`);
  if (code !== exitCode.success && code !== exitCode.anomalies) return code;
  return flags.failOnAnomalies === true && fresh.length + worse.length > 0 ? exitCode.anomalies : exitCode.success;
}
