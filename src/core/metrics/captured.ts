import type { MetricUnit } from './expected-band';

export const metricNames = [
  'row_count', 'null_percent', 'distinct_count', 'duplicate_count', 'min', 'max', 'mean', 'sum', 'stddev', 'percentile',
] as const;
export type MetricName = (typeof metricNames)[number];

/** What is captured of every container unless something else is asked for. */
export const usualMetrics: MetricName[] = ['row_count', 'null_percent', 'distinct_count', 'mean'];

const units: Partial<Readonly<Record<MetricName, MetricUnit>>> = {
  row_count: 'count', distinct_count: 'count', duplicate_count: 'count', null_percent: 'percent',
};

export function metricUnit(name: MetricName): MetricUnit {
  return units[name] ?? 'number';
}

/** Measured of a container as a whole; all others are measured of each field. */
export const ofContainer = (name: MetricName): boolean => name === 'row_count';

/** Names a series of a container in the store; `percentile` only where the metric is one. */
export function seriesKey(name: MetricName, field: string | null, percentile: number): string {
  return ['capture', name === 'percentile' ? `${name}_${percentile}` : name, ...(field === null ? [] : [field])].join(':');
}

/** A value as a person reads it: at most six significant digits. */
export function metricText(value: number): string {
  return Number(value.toPrecision(6)).toLocaleString('en-US', { maximumFractionDigits: 6 });
}
