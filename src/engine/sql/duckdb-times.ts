import type { Interval } from '../../core/rules/dialect';
import type { RuleColumn } from '../../core/rules/meaning';
import { timeGrid } from './duckdb-types';

const units: Readonly<Record<Interval, string>> = {
  Hourly: 'hour', Daily: 'day', Weekly: 'week', Monthly: 'month', Quarterly: 'quarter', Yearly: 'year',
};

/** A time of any type as TIMESTAMP in UTC, rounded down to the microsecond (a cast from nanoseconds rounds towards 1970). */
export function utc(sql: string, column: RuleColumn): string {
  const { type } = timeGrid(column.nativeType);
  if (type === 'TIMESTAMPTZ') return `timezone('UTC', ${sql})`;
  if (type !== 'TIMESTAMP_NS') return `CAST(${sql} AS TIMESTAMP)`;
  const nanos = `epoch_ns(${sql})`;
  return `CASE WHEN isfinite(${sql}) THEN make_timestamp(${nanos} // 1000 - CASE WHEN ${nanos} % 1000 < 0 THEN 1 ELSE 0 END) ELSE CAST(${sql} AS TIMESTAMP) END`;
}

export function truncate(sql: string, column: RuleColumn, interval: Interval): string {
  return `date_trunc('${units[interval]}', ${utc(sql, column)})`;
}

export function steps(from: string, to: string, interval: Interval): string {
  return `date_diff('${units[interval]}', ${from}, ${to})`;
}
