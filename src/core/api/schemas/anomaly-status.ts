import { z } from 'zod';

export const openAnomalyStatus = z.enum(['Active', 'Acknowledged']);
export const archivedAnomalyStatus = z.enum(['Resolved', 'Invalid', 'Duplicate', 'Discarded']);
export const anomalyStatus = z.enum([...openAnomalyStatus.options, ...archivedAnomalyStatus.options]);
export type AnomalyStatus = z.output<typeof anomalyStatus>;
