import type { Session } from '../../sql/session';
import type { Column } from '../../sources/relation';
import { identifier } from '../../sql/quote';
import type { PreparedRows } from './prepare-rows';

export interface ValueCount {
  readonly value: string;
  /** Rows of all. */
  readonly count: number;
  /** Rows of the first part of the sample (what a rule is learned from) and of the rest (what it is tried on). */
  readonly learned: number;
  readonly tried: number;
}

/** Share of the sample, in order, that rules are learned from unless a run asks otherwise; the rest (`tried`) tries them. */
export const learnShare = 0.6;
export const learnRows = (sampleRows: number, tried = 1 - learnShare): number => Math.floor(sampleRows * (1 - tried));

/** Distinct values in the sample above which a field has no small domain. */
export const smallDomain = 1000;

/** Fields asked for in one statement: the time to plan one grows faster than its fields. */
const fieldsAtOnce = 25;

const countable = (column: Column): boolean => ['String', 'Boolean', 'Integral', 'Date'].includes(column.type);

/** Exact counts of all values of every field that has a small domain, most frequent first; in few statements for all fields. */
export async function valueCounts(session: Session, columns: readonly Column[], prepared: PreparedRows, signal: AbortSignal, tried?: number): Promise<Map<string, ValueCount[]>> {
  const able = columns.filter(countable);
  const found = new Map<string, ValueCount[]>();
  if (prepared.rows === 0) return found;
  for (let from = 0; from < able.length; from += fieldsAtOnce) {
    for (const [name, values] of await someCounts(session, able.slice(from, from + fieldsAtOnce), prepared, signal, tried)) found.set(name, values);
  }
  return found;
}

async function someCounts(session: Session, able: readonly Column[], prepared: PreparedRows, signal: AbortSignal, tried?: number): Promise<Map<string, ValueCount[]>> {
  const [distinct = {}] = await session.query(`SELECT ${able.map((column, at) => `count(DISTINCT ${identifier(column.name)}) AS d${at}`).join(', ')} FROM ${prepared.sample}`, undefined, signal);
  // A column of nearly all different values has no domain, however few rows there are.
  const small = able.filter((_, at) => { const d = Number(distinct[`d${at}`]); return d > 0 && d <= smallDomain && (d <= 20 || d * 2 <= prepared.sampleRows); });
  if (small.length === 0) return new Map();
  const cut = learnRows(prepared.sampleRows, tried);
  const counts = (from: string, extra: string): Promise<Record<string, unknown>[]> => session.query(small.map((column, at) => {
    const c = identifier(column.name);
    return `(SELECT ${at} AS f, ${c}::VARCHAR AS v, count(*) AS n${extra} FROM ${from} WHERE ${c} IS NOT NULL GROUP BY ${c} ORDER BY 3 DESC, 2 LIMIT ${smallDomain + 1})`;
  }).join(' UNION ALL '), undefined, signal);
  const sampled = new Map((await counts(prepared.sample, `, count(*) FILTER (${prepared.position} < ${cut}) AS learned`)).map((row) => [`${row.f} ${row.v}`, row]));
  const result = new Map<string, ValueCount[]>(small.map((column) => [column.name, []]));
  const rows = prepared.sampleRows === prepared.rows ? [...sampled.values()] : await counts(prepared.all, '');
  for (const row of rows) {
    const inSample = sampled.get(`${row.f} ${row.v}`);
    const learned = Number(inSample?.learned ?? 0);
    result.get(small[Number(row.f)]?.name ?? '')?.push({ value: String(row.v), count: Number(row.n), learned, tried: Number(inSample?.n ?? 0) - learned });
  }
  for (const [name, values] of result) if (values.length > smallDomain) result.delete(name);
  return result;
}
