import type { Aligned, Interval } from '../../core/rules/dialect';
import type { RuleColumn } from '../../core/rules/meaning';
import { numberKind } from './postgres-compare';

const same = (sql: string): string => sql;
const isNumber = ({ type }: RuleColumn): boolean => type === 'Integral' || type === 'Fractional';
const isTime = ({ type }: RuleColumn): boolean => type === 'Date' || type === 'Timestamp';
const floats = (nativeType: string): boolean => nativeType === 'real' || nativeType === 'double precision';

/** A date or a timestamp as a timestamp in UTC. */
export function utc(sql: string, { nativeType }: RuleColumn): string {
  return nativeType.endsWith('with time zone') ? `(${sql} AT TIME ZONE 'UTC')` : `CAST(${sql} AS timestamp)`;
}

/** Whole microseconds since 1970; null for an infinite time, which has none. */
export function toMicros(sql: string, column: RuleColumn): string {
  return `(CASE WHEN isfinite(${sql}) THEN (extract(epoch FROM ${utc(sql, column)}) * 1000000)::bigint END)`;
}

export function align(a: RuleColumn, b: RuleColumn): Aligned | null {
  if (a.nativeType === b.nativeType && a.type !== 'String') return { left: same, right: same, column: a };
  if (isNumber(a) && isNumber(b)) {
    const whole = [a, b].every(({ nativeType }) => typeof numberKind(nativeType) === 'object');
    const type = whole ? 'bigint' : floats(a.nativeType) || floats(b.nativeType) ? 'double precision' : 'numeric';
    const cast = (sql: string): string => `CAST(${sql} AS ${type})`;
    return { left: cast, right: cast, column: { name: a.name, type: whole ? 'Integral' : 'Fractional', nativeType: type } };
  }
  if (isTime(a) && isTime(b)) {
    return { left: (sql) => utc(sql, a), right: (sql) => utc(sql, b), column: { name: a.name, type: 'Timestamp', nativeType: 'timestamp without time zone' } };
  }
  return a.type === b.type && (a.type === 'String' || a.type === 'Boolean') ? { left: same, right: same, column: a } : null;
}

/** Whole numbers are summed as numbers of any size; floating numbers are floating. */
export function sum(sql: string, column: RuleColumn): { sql: string; column: RuleColumn } {
  const nativeType = floats(column.nativeType) ? 'double precision' : 'numeric';
  return { sql: `coalesce(sum(CAST(${sql} AS ${nativeType})), 0)`, column: { name: 'sum', type: column.type, nativeType } };
}

const units: Readonly<Record<Interval, string>> = {
  Hourly: 'hour', Daily: 'day', Weekly: 'week', Monthly: 'month', Quarterly: 'quarter', Yearly: 'year',
};

export function truncate(sql: string, column: RuleColumn, interval: Interval): string {
  return `date_trunc('${units[interval]}', ${utc(sql, column)})`;
}

const months = (sql: string): string => `(extract(year FROM ${sql}) * 12 + extract(month FROM ${sql}))`;

/** Steps of an interval between two beginnings of one. */
export function steps(from: string, to: string, interval: Interval): string {
  const seconds = (count: number): string => `(extract(epoch FROM ${to} - ${from}) / ${count})::bigint`;
  const counted = (count: number): string => `((${months(to)} - ${months(from)}) / ${count})::bigint`;
  switch (interval) {
    case 'Hourly': return seconds(3600);
    case 'Daily': return seconds(86_400);
    case 'Weekly': return seconds(604_800);
    case 'Monthly': return counted(1);
    case 'Quarterly': return counted(3);
    case 'Yearly': return counted(12);
  }
}

/** The day that a text `2024-01-31` names; NULL where there is no such day. The text may be anything. */
export function dayOf(sql: string): string {
  const number = (from: number, count: number): string => `substr(${sql}, ${from}, ${count})::int`;
  const [year, month, day] = [number(1, 4), number(6, 2), number(9, 2)];
  const leap = `(${year} % 4 = 0 AND (${year} % 100 <> 0 OR ${year} % 400 = 0))`;
  const days = `(CASE WHEN ${month} IN (4, 6, 9, 11) THEN 30 WHEN ${month} = 2 THEN CASE WHEN ${leap} THEN 29 ELSE 28 END ELSE 31 END)`;
  return `(CASE WHEN ${sql} ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' THEN CASE WHEN ${month} BETWEEN 1 AND 12 AND ${day} >= 1 AND ${day} <= ${days} `
    // There is a year 0 in ISO 8601, and none in the server's calendar; it is a leap year, as the year 4 is.
    + `THEN make_date(CASE WHEN ${year} = 0 THEN 4 ELSE ${year} END, ${month}, ${day}) END END)`;
}

export function isFinite(sql: string, column: RuleColumn): string {
  if (isTime(column)) return `isfinite(${sql})`;
  return typeof numberKind(column.nativeType) === 'object' ? `(${sql} IS NOT NULL OR NULL)` : `(${sql} NOT IN ('NaN', 'Infinity', '-Infinity'))`;
}
