import type { Session } from '../../../sql/session';
import { identifier } from '../../../sql/quote';
import { isMoment, type FieldStatistics } from '../field-statistics';
import { millisecondsOf, readMoment } from '../measures/moments-as-numbers';
import type { PreparedRows } from '../prepare-rows';
import { gapsIn, gapsOfDays, hour, type Gaps } from './time-periods';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** Different days (or hours) above which a field is no calendar. */
const mostPeriods = 20_000;
/** Days that hours are told apart in. */
const mostDaysOfHours = 14;

/** The different days or hours of a field with data, ascending; null where they are too many. */
async function periods(session: Session, field: FieldStatistics, length: number, from: string, signal: AbortSignal): Promise<number[] | null> {
  const moment = millisecondsOf(field.column, identifier(field.column.name));
  const { rows } = await session.table(`SELECT DISTINCT floor((${moment}) / ${length})::BIGINT AS d FROM ${from} WHERE (${moment}) IS NOT NULL LIMIT ${mostPeriods + 1}`, undefined, signal);
  if (rows.length > mostPeriods) return null;
  // Values that stand for none, such as 1970-01-01, would make a gap of half a century.
  const none = new Set((field.defaults ?? []).map(({ value }) => Math.floor((Date.parse(value) || 0) / length)));
  return rows.map(([period]) => Number(period)).filter((period) => length !== dayMs || !none.has(period)).sort((a, b) => a - b);
}

/**
 * Days, weeks, months … between a field's first and last moment in which no row falls, where its rows come regularly. Looked for in
 * the sample; where that has gaps, all rows are asked, so that what is said is exact.
 */
export async function timeGaps(session: Session, statistics: readonly FieldStatistics[], prepared: PreparedRows, signal: AbortSignal): Promise<Map<string, Gaps>> {
  const found = new Map<string, Gaps>();
  for (const field of statistics) {
    if (!isMoment(field.column) || field.present < 8) continue;
    const [first, last] = [readMoment(field.min), readMoment(field.max)];
    const hours = field.column.type === 'Timestamp' && first !== null && last !== null && last - first <= mostDaysOfHours * dayMs;
    const length = hours ? hourMs : dayMs;
    const look = async (from: string): Promise<Gaps | null> => {
      const days = await periods(session, field, length, from, signal);
      return days === null ? null : hours ? gapsIn(hour, days) : gapsOfDays(days);
    };
    let gaps = await look(prepared.sample);
    if (gaps && prepared.sampleRows < prepared.rows) {
      // Where the sample leaves nothing open, neither do all rows.
      const within = (at: number | null): boolean => { const period = at === null || !gaps ? Number.NaN : gaps.unit.periodOf(Math.floor(at / length)); return period >= (gaps?.first ?? 0) && period <= (gaps?.last ?? 0); };
      if (gaps.missing > 0 || !within(first) || !within(last)) gaps = await look(prepared.all);
    }
    if (gaps) found.set(field.column.name, gaps);
  }
  return found;
}

/** A day, or an hour, as ISO 8601 writes it. */
export function periodText({ unit }: Gaps, at: number): string {
  const text = new Date(at * (unit.name === 'hour' ? hourMs : dayMs)).toISOString();
  return unit.name === 'hour' ? text.slice(0, 16) : text.slice(0, 10);
}
