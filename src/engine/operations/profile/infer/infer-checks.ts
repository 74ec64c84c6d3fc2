import type { Session } from '../../../duckdb/session';
import type { FieldStatistics } from '../field-statistics';
import type { PreparedRows } from '../prepare-rows';
import type { Relation } from '../../../scan/port';
import { learnRows, type ValueCount } from '../value-counts';
import { rowsThatBreak } from './rows-that-break';
import type { Candidate } from './candidate';
import { fieldOrder } from './field-order';
import { keys } from './keys';
import { patterns } from './patterns';
import { ranges } from './ranges';
import { notFuture, notNegative, notNull } from './simple-rules';
import { valueSet } from './value-sets';

/** A candidate that stood its trial: how many of the rows looked at break it now; null where rows were not counted. */
export interface Proposal extends Candidate { readonly rows: number; readonly failing: number | null }

/**
 * Tries candidates on the rows that nothing was learned from (the later 40 % of the sample: a random split would hide drift),
 * and on the whole sample. What more rows break than errors would explain is no rule and is dropped.
 */
async function standTrial(session: Session, candidates: readonly Candidate[], prepared: PreparedRows, about: { now: Date; relation: Relation }, signal: AbortSignal): Promise<Proposal[]> {
  const open = candidates.filter((candidate) => !candidate.decided).flatMap((candidate) => {
    const breaks = rowsThatBreak(candidate, prepared.sample, about);
    return breaks === null ? [] : [{ candidate, breaks }];
  });
  const cut = learnRows(prepared.sampleRows);
  const [counts = {}] = open.length ? await session.query(`SELECT ${open.map(({ breaks }, at) =>
    `count(CASE WHEN ${breaks} THEN 1 END) AS a${at}, count(CASE WHEN rowid >= ${cut} AND (${breaks}) THEN 1 END) AS t${at}`).join(', ')} FROM ${prepared.sample}`, undefined, signal) : [];
  const at = new Map(open.map(({ candidate }, index) => [candidate, index]));
  return candidates.flatMap((candidate): Proposal[] => {
    const index = at.get(candidate);
    if (index === undefined) return candidate.decided ? [{ ...candidate, rows: prepared.rows, failing: null }] : [];
    const failing = Number(counts[`a${index}`] ?? 0);
    const tried = Number(counts[`t${index}`] ?? 0);
    const stands = tried <= candidate.tolerance * (prepared.sampleRows - cut) && failing <= candidate.tolerance * prepared.sampleRows;
    return stands ? [{ ...candidate, rows: prepared.sampleRows, failing }] : [];
  });
}

/** One rule that says all that another says makes the other needless reading. */
function withoutNeedless(proposals: readonly Proposal[]): Proposal[] {
  const has = (field: string | undefined, rule: string): boolean => proposals.some((other) => other.rule === rule && other.fields[0] === field);
  return proposals.filter(({ rule, fields: [field], properties }) => {
    if (rule === 'notNegative') return !has(field, 'between');
    if (rule === 'matchesPattern') return !has(field, 'expectedValues') && properties.pattern !== '';
    return true;
  });
}

/** Checks that the data suggests, up to a level (0 for none), in the order of the fields. */
export async function inferChecks(
  session: Session, statistics: readonly FieldStatistics[], counts: ReadonlyMap<string, readonly ValueCount[]>,
  prepared: PreparedRows, options: { level: number; now: Date; relation: Relation }, signal: AbortSignal,
): Promise<Proposal[]> {
  if (options.level === 0 || prepared.rows < 30) return [];
  const candidates: (Candidate | null)[] = statistics.flatMap((field) => [
    notNull(field), notNegative(field), notFuture(field), valueSet(field, counts.get(field.column.name)),
  ]);
  if (options.level >= 2) {
    candidates.push(...await keys(session, statistics, prepared, signal), ...await ranges(session, statistics, prepared, signal), ...await patterns(session, statistics, prepared, signal));
  }
  if (options.level >= 3) candidates.push(...await fieldOrder(session, statistics, prepared, signal));
  const wanted = candidates.filter((candidate): candidate is Candidate => candidate !== null && candidate.level <= options.level);
  const proposals = withoutNeedless(await standTrial(session, wanted, prepared, options, signal));
  const order = new Map(statistics.map((field, at) => [field.column.name, at]));
  return proposals.sort((a, b) => (order.get(a.fields[0] ?? '') ?? 0) - (order.get(b.fields[0] ?? '') ?? 0));
}
