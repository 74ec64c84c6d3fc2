import type { Session } from '../../sql/session';
import { identifier } from '../../sql/quote';
import { isMoment, isNumber, type FieldStatistics } from './field-statistics';
import { asNumber, readMoment } from './measures/moments-as-numbers';
import type { PreparedRows } from './prepare-rows';

/** Numbers of the sample from `from` to less than `to` (in the last bin: at most `to`). */
export interface Bin { readonly from: number; readonly to: number; readonly count: number }

const bins = 20;
const fieldsAtOnce = 100;

/**
 * Histograms of the numbers and moments in the sample: bins of equal width from the 1st to the 99th percentile widened by half their
 * distance, so that one value far off does not leave all others in one bin; the outer bins hold what lies beyond.
 */
export async function distributions(session: Session, statistics: readonly FieldStatistics[], prepared: PreparedRows, signal: AbortSignal): Promise<Map<string, Bin[]>> {
  const ranges = statistics.flatMap((field) => {
    const bound = (value: string | null): number => (isMoment(field.column) ? readMoment(value) ?? Number.NaN : Number(value));
    const [min, max] = [bound(field.min), bound(field.max)];
    const [low, high] = [field.quantiles?.[0], field.quantiles?.at(-1)];
    if (!(isNumber(field.column) || isMoment(field.column)) || low === undefined || high === undefined) return [];
    const widened = (high - low) / 2;
    const from = Number.isFinite(min) ? Math.max(min, low - widened) : low - widened;
    const to = Number.isFinite(max) ? Math.min(max, high + widened) : high + widened;
    return Number.isFinite(to - from) && to > from ? [{ field, from, to, width: (to - from) / bins }] : [];
  });
  const found = new Map<string, Bin[]>(ranges.map(({ field, from, to, width }) =>
    [field.column.name, Array.from({ length: bins }, (_, at) => ({ from: from + at * width, to: at === bins - 1 ? to : from + (at + 1) * width, count: 0 }))]));
  for (let start = 0; start < ranges.length; start += fieldsAtOnce) {
    const part = ranges.slice(start, start + fieldsAtOnce);
    // One aggregate a field: a union of grouped statements takes a hundred times as long to plan.
    const { rows: [row = []] } = await session.table(`SELECT ${part.map(({ field: { column }, from, width }) => {
      const value = asNumber(column, identifier(column.name));
      return `histogram(CASE WHEN (${value}) IS NOT NULL THEN greatest(0, least(${bins - 1}, floor((${value} - (${from})) / ${width})))::INTEGER END)::VARCHAR`;
    }).join(', ')} FROM ${prepared.sample}`, undefined, signal);
    for (const [at, { field: { column } }] of part.entries()) {
      const counts = new Map([...String(row[at] ?? '').matchAll(/(\d+)=(\d+)/g)].map(([, bin, count]) => [Number(bin), Number(count)]));
      found.set(column.name, found.get(column.name)?.map((bin, place) => ({ ...bin, count: counts.get(place) ?? 0 })) ?? []);
    }
  }
  return found;
}
