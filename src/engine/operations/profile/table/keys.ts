import type { Session } from '../../../sql/session';
import { identifier } from '../../../sql/quote';
import { isNested, type FieldStatistics } from '../field-statistics';
import type { PreparedRows } from '../prepare-rows';
import type { FieldOrder } from './field-order';

/** Fields that together tell all rows apart; exact where that was seen on all rows, else on the sample. */
export interface Key { readonly fields: readonly string[]; readonly exact: boolean }

/** Fields that are combined at most, and combinations tried on all rows. */
const mostFields = 12;
const mostKeys = 5;
/** Rows up to which all of them are asked: above, sets of hashes take seconds and gigabytes. */
const exactRows = 3_000_000;
/** Rows that exclude most combinations. */
const firstRows = 5000;
/** Pairs of equal rows that chance would make at least, for their absence to mean something. */
const expectedRepeats = 20;

const mayBePart = ({ column, present, rows }: FieldStatistics): boolean => rows > 0 && present === rows && !isNested(column) && column.type !== 'Boolean';
const list = (fields: readonly string[]): string => fields.map(identifier).join(', ');

/** Of combinations of fields, those that repeat nothing in the rows of `from`. */
async function unrepeated(session: Session, combinations: readonly (readonly string[])[], from: string, signal: AbortSignal): Promise<(readonly string[])[]> {
  const found: (readonly string[])[] = [];
  for (let start = 0; start < combinations.length; start += 60) {
    const part = combinations.slice(start, start + 60);
    const { rows: [[rows, ...different] = []] } = await session.table(`SELECT count(*), ${part.map((fields) => `count(DISTINCT hash(${list(fields)}))`).join(', ')} FROM ${from}`, undefined, signal);
    found.push(...part.filter((_, at) => Number(different[at]) === Number(rows)));
  }
  return found;
}

/** Fields that tell rows apart by themselves. */
async function singles(session: Session, statistics: readonly FieldStatistics[], orders: ReadonlyMap<string, FieldOrder>, prepared: PreparedRows, signal: AbortSignal): Promise<Key[]> {
  const keys = new Map<string, Key>();
  const open: string[] = [];
  for (const field of statistics) {
    const { column: { name }, distinct, distinctExact, rows } = field;
    const order = orders.get(name);
    if (!mayBePart(field) || field.column.type === 'Fractional') continue;
    if (order?.strict === true && order.exact) keys.set(name, { fields: [name], exact: true });
    else if (distinctExact ? distinct === rows : (distinct ?? 0) >= 0.8 * rows && (field.maxLength ?? 0) <= 100) {
      if (distinctExact) keys.set(name, { fields: [name], exact: true }); else open.push(name);
    }
  }
  const [names] = [await unrepeated(session, open.map((name) => [name]), prepared.sample, signal)];
  const exact = prepared.rows <= exactRows && names.length > 0 ? await unrepeated(session, names, prepared.all, signal) : null;
  for (const fields of exact ?? names) keys.set(fields[0] ?? '', { fields, exact: exact !== null });
  return statistics.flatMap(({ column }) => keys.get(column.name) ?? []);
}

interface Part { readonly name: string; readonly distinct: number; /** Share of the pairs of rows in which it is the same. */ readonly same: number }

/** Pairs of fields, or triples, of which chance would repeat many. */
function combinations(fields: readonly Part[], size: 2 | 3, rows: number, pairs: number): string[][] {
  return fields.flatMap((a, i) => fields.slice(i + 1).flatMap((b, j) => (size === 2 ? [[a, b]] : fields.slice(i + j + 2).map((c) => [a, b, c]))))
    .filter((all) => {
      const possible = all.reduce((product, { distinct }) => product * distinct, 1);
      return possible >= rows && all.reduce((left, { same }) => left * same, pairs) >= expectedRepeats;
    }).map((all) => all.map(({ name }) => name));
}

/**
 * Keys: single fields, and where there is none, the smallest combinations of two or three fields. Numbers with decimals are no part of
 * one, and neither is what chance alone would keep from repeating.
 */
export async function keysOf(session: Session, statistics: readonly FieldStatistics[], orders: ReadonlyMap<string, FieldOrder>, prepared: PreparedRows, signal: AbortSignal): Promise<Key[]> {
  if (prepared.rows < 2) return [];
  const single = await singles(session, statistics, orders, prepared, signal);
  if (single.length > 0) return single;
  const able = statistics.filter((field) => mayBePart(field) && field.column.type !== 'Fractional' && (field.distinct ?? 0) > 1)
    .map(({ column, distinct }) => ({ name: column.name, distinct: distinct ?? 0 })).sort((a, b) => b.distinct - a.distinct).slice(0, mostFields)
    .sort((a, b) => statistics.findIndex(({ column }) => column.name === a.name) - statistics.findIndex(({ column }) => column.name === b.name));
  const pairs = (prepared.sampleRows * (prepared.sampleRows - 1)) / 2;
  const parts: Part[] = [];
  for (const part of able) {
    const { rows: [[same] = []] } = await session.table(`SELECT sum(n * (n - 1) / 2)::DOUBLE FROM (SELECT count(*) AS n FROM ${prepared.sample} GROUP BY ${identifier(part.name)})`, undefined, signal);
    parts.push({ ...part, same: Number(same ?? 0) / pairs });
  }
  for (const size of [2, 3] as const) {
    const wanted = combinations(parts, size, prepared.rows, pairs);
    if (wanted.length === 0) continue;
    const inFirst = await unrepeated(session, wanted, `(SELECT * FROM ${prepared.sample} WHERE ${prepared.position} < ${firstRows})`, signal);
    const inSample = (await unrepeated(session, inFirst, prepared.sample, signal)).slice(0, mostKeys);
    const whole = prepared.sampleRows === prepared.rows;
    const tried = whole || prepared.rows > exactRows ? inSample : await unrepeated(session, inSample, prepared.all, signal);
    if (tried.length > 0) return tried.map((fields) => ({ fields, exact: whole || prepared.rows <= exactRows }));
  }
  return [];
}
