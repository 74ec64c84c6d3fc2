import { z } from 'zod';
import { metricNames, usualMetrics } from '../metrics/captured';
import { sensitivities } from '../metrics/expected-band';
import { operationKind } from './kind';
import { containerCounters, containerOptions, containers, rowCounters, target } from './request-parts';

export const capture = operationKind({
  title: 'Metric Capture',
  summary: 'measure metrics of containers and find values that leave what their history lets expect',
  icon: 'pulse',
  request: z.strictObject({
    type: z.literal('capture'), ...target, ...containers,
    metrics: z.array(z.enum(metricNames)).min(1).default(usualMetrics),
    /** Only of these fields; of all without. */
    field_names: z.array(z.string()).nullish(),
    /** Which one `percentile` is. */
    percentile: z.number().min(0).max(100).default(95),
    /** How far from the expected value is unusual: low reports least. */
    sensitivity: z.enum(sensitivities).default('medium'),
  }),
  options: {
    ...containerOptions,
    metrics: { value: 'names', summary: `what to measure: ${metricNames.join(', ')} (default: ${usualMetrics.join(', ')})` },
    field_names: { value: 'names', summary: 'only of these fields, separated by commas' },
    percentile: { value: 'n', summary: 'which percentile, 0 to 100 (default: 95)' },
    sensitivity: { value: 'level', summary: 'how readily a value counts as unusual: low, medium, high' },
  },
  parts: 'container_captures',
  counters: { ...containerCounters, ...rowCounters, metrics_captured: 'Metrics captured', anomalies_identified: 'Anomalies found' },
  refreshes: ['catalogue', 'anomalies'],
  findsAnomalies: true,
});
