import { fail } from '../errors';
import { choice, initially, optional, real } from './properties';
import type { Captured } from './rule';

export type ChangeComparison = 'Absolute Value' | 'Absolute Change' | 'Percentage Change';

/** A range for a value, or for its change against an earlier one. Both ends belong to it; undefined is open. */
export interface ChangeBounds {
  readonly comparison: ChangeComparison;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** The properties of {@link ChangeBounds}, to be spread into a rule's properties. */
export function boundsProperties(what: string, initial: ChangeComparison = 'Percentage Change') {
  return {
    comparison: initially<ChangeComparison>(choice('Comparison', `What the range is of: ${what} itself, its difference, or its difference in percent.`,
      ['Absolute Value', 'Absolute Change', 'Percentage Change']), initial),
    min: optional(real('Min', 'The least value or change; open where left out.')),
    max: optional(real('Max', 'The greatest value or change; open where left out.')),
  };
}

/** The range of the value itself, null on an open side; open on both sides where there is no earlier value to compare with. */
export function bounds(p: ChangeBounds, earlier: number | null): { low: number | null; high: number | null } {
  if (p.min === undefined && p.max === undefined) {
    fail('bad-request', 'The range has neither a least nor a greatest value.', { remedy: 'Give min, max or both.', place: { path: 'properties.min' } });
  }
  if (p.min !== undefined && p.max !== undefined && p.min > p.max) {
    fail('bad-request', `The least value, ${p.min}, is above the greatest, ${p.max}.`, { remedy: 'Exchange them.', place: { path: 'properties.min' } });
  }
  const of = (bound: number | undefined): number | null => {
    if (bound === undefined) return null;
    if (p.comparison === 'Absolute Value') return bound;
    if (earlier === null) return null;
    return p.comparison === 'Absolute Change' ? earlier + bound : earlier + (Math.abs(earlier) * bound) / 100;
  };
  return { low: of(p.min), high: of(p.max) };
}

/** "a change between -20 and 20 percent" */
export function boundsWords(p: ChangeBounds): string {
  const range = p.min === undefined ? `at most ${p.max}` : p.max === undefined ? `at least ${p.min}` : `between ${p.min} and ${p.max}`;
  if (p.comparison === 'Absolute Value') return range;
  return `changed by ${range}${p.comparison === 'Percentage Change' ? ' percent' : ''}`;
}

const dayMillis = 86_400_000;

/** Mean of the last value of each of the `days` UTC days before the day of `now`; null where none was recorded. */
export function baseline(history: readonly Captured[], now: Date, days: number): number | null {
  const today = Math.floor(now.getTime() / dayMillis);
  const last = new Map<number, Captured>();
  for (const entry of history) {
    const day = Math.floor(entry.captured.getTime() / dayMillis);
    if (day >= today || day < today - days || !Number.isFinite(entry.value)) continue;
    const known = last.get(day);
    if (!known || entry.captured.getTime() >= known.captured.getTime()) last.set(day, entry);
  }
  return last.size === 0 ? null : [...last.values()].reduce((sum, entry) => sum + entry.value, 0) / last.size;
}

/** The value recorded last; null where none was. */
export function latest(history: readonly Captured[]): number | null {
  const known = history.filter((entry) => Number.isFinite(entry.value));
  return known[known.length - 1]?.value ?? null;
}
