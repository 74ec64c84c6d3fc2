import type { MetricSeries } from '../../../core/api/schemas/metric';
import type { StoredMetric } from '../../store/model';

/** Captured metrics as series, in the order in which they were captured first. `limit`: newest values of each. */
export function metricSeriesOf(
  metrics: readonly StoredMetric[], { metric: names, field: fields, limit }: { metric?: readonly string[]; field?: readonly string[]; limit: number },
): MetricSeries[] {
  const series = new Map<string, MetricSeries>();
  for (const { key, metric, field = null, value, captured, operation_id, expected, lower, upper, outside, method } of metrics) {
    if (metric === undefined || (names && !names.includes(metric)) || (fields && !fields.includes(field ?? ''))) continue;
    const one = series.get(key) ?? { key, metric, field, values: [] };
    series.set(key, one);
    one.values.push({ captured, value, expected, lower, upper, outside: outside === true, method, operation_id });
  }
  return [...series.values()].map((one) => ({ ...one, values: one.values.slice(-limit) }));
}
