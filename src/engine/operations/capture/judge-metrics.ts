import { metricText, metricUnit, seriesKey } from '../../../core/metrics/captured';
import type { Sensitivity } from '../../../core/metrics/expected-band';
import { judge, type Judged } from '../../../core/metrics/judge';
import type { MetricPoint } from '../../../core/metrics/series';
import type { StoredMetric } from '../../store/model';
import type { MeasuredMetric } from './measured-metrics';

export interface JudgedMetric extends MeasuredMetric, Judged { readonly key: string }

const pointOf = ({ captured, value, expected, outside }: StoredMetric): MetricPoint =>
  ({ at: Date.parse(captured), value, expected: expected ?? null, outside: outside === true });

/** Holds each measured value against the history of its series. `history` in the order of time. */
export function judgeMetrics(
  measured: readonly MeasuredMetric[], history: readonly StoredMetric[], at: Date, { percentile, sensitivity }: { percentile: number; sensitivity: Sensitivity },
): JudgedMetric[] {
  const series = new Map<string, MetricPoint[]>();
  for (const metric of history) {
    const points = series.get(metric.key);
    if (points) points.push(pointOf(metric));
    else series.set(metric.key, [pointOf(metric)]);
  }
  return measured.map((one) => {
    const key = seriesKey(one.name, one.field, percentile);
    return { ...one, key, ...judge(series.get(key) ?? [], { at: at.getTime(), value: one.value }, { sensitivity, unit: metricUnit(one.name) }) };
  });
}

/** What is wrong with a value that lies outside, as a sentence. */
export function outsideText({ name, field, value, band }: JudgedMetric): string {
  const what = field === null ? name : `${name} of ${field}`;
  return band === null ? `${what} is ${metricText(value)}.`
    : `${what} is ${metricText(value)}, expected ${metricText(band.lower)} to ${metricText(band.upper)} from its history (${band.method}).`;
}
