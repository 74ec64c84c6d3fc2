/** A unit of time in which data comes, and how days are put into periods of it: whole numbers, one apart for neighbours. */
export interface Unit {
  readonly name: 'hour' | 'day' | 'weekday' | 'week' | 'month' | 'quarter' | 'year';
  /** The period of a day (days since 1970; of hours since 1970 for the unit hour). */
  periodOf(day: number): number;
  /** The day (or hour) on which a period begins. */
  startOf(period: number): number;
}

const dayMs = 86_400_000;
/** 0 for Monday. 1970 began on a Thursday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;
const monthOf = (day: number): number => { const date = new Date(day * dayMs); return date.getUTCFullYear() * 12 + date.getUTCMonth(); };
const firstOfMonth = (month: number): number => { const date = new Date(0); date.setUTCFullYear(Math.floor(month / 12), ((month % 12) + 12) % 12, 1); return Math.round(date.getTime() / dayMs); };

const months = (name: Unit['name'], of: number): Unit => ({
  name, periodOf: (day) => Math.floor(monthOf(day) / of), startOf: (period) => firstOfMonth(period * of),
});

export const hour: Unit = { name: 'hour', periodOf: (at) => at, startOf: (period) => period };
/** From the smallest on. Weekdays count five a week, for data that never comes on a Saturday or a Sunday. */
export const units: readonly Unit[] = [
  { name: 'weekday', periodOf: (day) => Math.floor((day + 3) / 7) * 5 + Math.min(4, weekdayOf(day)), startOf: (period) => Math.floor(period / 5) * 7 - 3 + (((period % 5) + 5) % 5) },
  { name: 'day', periodOf: (day) => day, startOf: (period) => period },
  { name: 'week', periodOf: (day) => Math.floor((day + 3) / 7), startOf: (period) => period * 7 - 3 },
  months('month', 1), months('quarter', 3), months('year', 12),
];

export interface Gap { readonly from: number; readonly to: number; readonly periods: number }
export interface Gaps { readonly unit: Unit; readonly first: number; readonly last: number; readonly periods: number; readonly missing: number; readonly longest: readonly Gap[] }

/** Periods with data below which nothing is said of the others; share of the steps from one to the next that go to its neighbour. */
const leastPeriods = 8;
const leastRegular = 0.75;
const listed = 10;

/** The gaps of days (or hours) with data, ascending and different, in a unit; null where they do not come regularly in it. */
export function gapsIn(unit: Unit, days: readonly number[]): Gaps | null {
  const periods = [...new Set(days.map((day) => unit.periodOf(day)))].sort((a, b) => a - b);
  const [first, last] = [periods[0], periods.at(-1)];
  if (periods.length < leastPeriods || first === undefined || last === undefined) return null;
  const gaps: Gap[] = [];
  for (const [at, period] of periods.entries()) {
    const before = periods[at - 1];
    if (before !== undefined && period - before > 1) gaps.push({ from: unit.startOf(before + 1), to: unit.startOf(period - 1), periods: period - before - 1 });
  }
  if (gaps.length > (1 - leastRegular) * (periods.length - 1)) return null;
  const all = last - first + 1;
  return { unit, first, last, periods: all, missing: all - periods.length, longest: gaps.sort((a, b) => b.periods - a.periods || a.from - b.from).slice(0, listed) };
}

/** The gaps of days in the smallest unit in which they come regularly. */
export function gapsOfDays(days: readonly number[]): Gaps | null {
  const weekend = days.some((day) => weekdayOf(day) > 4);
  for (const unit of units) {
    if (unit.name === 'weekday' && weekend) continue;
    const found = gapsIn(unit, days);
    if (found) return found;
  }
  return null;
}
