import type { Session } from '../../../duckdb/session';
import { identifier } from '../../../sources/quote';
import { isNumber, type FieldStatistics } from '../field-statistics';
import { learnRows } from '../value-counts';
import type { PreparedRows } from '../prepare-rows';
import type { Candidate } from './candidate';
import { impliedRange, namesIdentity } from './names';

/** The nearest number to `value`, away from zero or towards it, with two significant digits. */
export function rounded(value: number, direction: 'up' | 'down'): number {
  if (value === 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1);
  const steps = value / unit;
  const whole = direction === 'up' ? Math.ceil(steps - 1e-9) : Math.floor(steps + 1e-9);
  return Number((whole * unit).toPrecision(12));
}

/** Bounds with half of the spread as margin on each side, without crossing zero when the data does not. */
export function withMargin(low: number, high: number): { min: number; max: number } {
  const spread = high - low;
  const min = low >= 0 ? Math.max(0, rounded(low - spread / 2, 'down')) : rounded(low - spread / 2, 'down');
  const max = high <= 0 ? Math.min(0, rounded(high + spread / 2, 'up')) : rounded(high + spread / 2, 'up');
  return { min, max };
}

function between(name: string, min: number, max: number, tolerance: number): Candidate {
  return {
    rule: 'between', fields: [name], level: 2, tolerance,
    properties: { min, inclusive_min: true, max, inclusive_max: true },
    description: `${name} is between ${min} and ${max}`,
  };
}

/**
 * `between` for measures. The least and greatest value of a sample are never the bounds: the next rows exceed one of them as
 * a matter of course. Bounds come from the meaning of the name, or from the learned rows with half their spread as margin;
 * values more than ten quartile distances away do not stretch them, they are what the check is to find.
 */
export async function ranges(session: Session, statistics: readonly FieldStatistics[], prepared: PreparedRows, signal: AbortSignal): Promise<Candidate[]> {
  const out: Candidate[] = [];
  const open: FieldStatistics[] = [];
  for (const field of statistics) {
    if (!isNumber(field.column) || field.present < 50 || (field.distinct ?? 0) < 2) continue;
    const implied = impliedRange(field.column.name, field.q3 ?? 0);
    if (implied) out.push(between(field.column.name, implied[0], implied[1], 0.02));
    else if (!namesIdentity(field.column.name) && !(field.column.type === 'Integral' && field.distinct === field.present)) open.push(field);
  }
  const usable = open.filter((field) => field.q1 !== null && field.q3 !== null && field.q3 > field.q1);
  if (usable.length === 0) return out;
  const list = usable.flatMap(({ column, q1, q3 }, at) => {
    const c = `${identifier(column.name)}::DOUBLE`;
    const reach = 10 * ((q3 ?? 0) - (q1 ?? 0));
    const near = `${c} BETWEEN ${(q1 ?? 0) - reach} AND ${(q3 ?? 0) + reach}`;
    return [`min(${c}) FILTER (${near}) AS lo${at}`, `max(${c}) FILTER (${near}) AS hi${at}`];
  });
  const [row = {}] = await session.query(`SELECT ${list.join(', ')} FROM ${prepared.sample} WHERE rowid < ${learnRows(prepared.sampleRows)}`, undefined, signal);
  usable.forEach(({ column }, at) => {
    const low = row[`lo${at}`];
    const high = row[`hi${at}`];
    if (typeof low !== 'number' || typeof high !== 'number' || high <= low) return;
    const wide = withMargin(low, high);
    const { min, max } = column.type === 'Integral' ? { min: Math.floor(wide.min), max: Math.ceil(wide.max) } : wide;
    if (Number.isFinite(min) && Number.isFinite(max)) out.push(between(column.name, min, max, 0.005));
  });
  return out;
}
