import { z } from 'zod';
import { moment } from './common';

/** A captured value, and where it was expected then; null where nothing could be said yet. */
export const metricValue = z.looseObject({
  captured: moment,
  value: z.number(),
  expected: z.number().nullish(),
  lower: z.number().nullish(),
  upper: z.number().nullish(),
  outside: z.boolean(),
  /** How the expected value was found, in words. */
  method: z.string().nullish(),
  operation_id: z.number().int(),
});
export type MetricValue = z.output<typeof metricValue>;

/** One metric of a container or of one of its fields, its newest values in the order of time. */
export const metricSeries = z.looseObject({
  key: z.string(),
  metric: z.string(),
  field: z.string().nullish(),
  values: z.array(metricValue),
});
export type MetricSeries = z.output<typeof metricSeries>;
