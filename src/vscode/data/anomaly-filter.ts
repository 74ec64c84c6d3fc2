import { z } from 'zod';
import { anomalyStatus, archivedAnomalyStatus } from '../../core/api/schemas/anomaly-status';
import type { AnomalyFilter } from '../../backend/port';

/** What the Anomalies view shows. Everything empty: all open anomalies. */
export const anomalyViewFilter = z.object({
  statuses: z.array(anomalyStatus).default([]),
  type: z.enum(['record', 'shape']).nullable().default(null),
  /** Words, each of which is to be found in messages, names, fields or rules. */
  text: z.string().default(''),
  datastoreId: z.number().int().nullable().default(null),
  containerId: z.number().int().nullable().default(null),
  operationId: z.number().int().nullable().default(null),
  checkId: z.number().int().nullable().default(null),
  tags: z.array(z.string()).default([]),
  /** Found first since this moment, ISO 8601. */
  since: z.string().nullable().default(null),
});
export type AnomalyViewFilter = z.output<typeof anomalyViewFilter>;
export const noFilter: AnomalyViewFilter = anomalyViewFilter.parse({});

export function isFiltered(filter: AnomalyViewFilter): boolean {
  return JSON.stringify(anomalyViewFilter.parse(filter)) !== JSON.stringify(noFilter);
}

/** The filter as a server takes it. Archived ones are asked for only where a status needs them. */
export function serverFilter(filter: AnomalyViewFilter): AnomalyFilter {
  const archived = filter.statuses.filter((s) => (archivedAnomalyStatus.options as string[]).includes(s)).length;
  return {
    ...(filter.statuses.length > 0 ? { status: filter.statuses } : {}),
    ...(filter.type ? { type: filter.type } : {}),
    ...(filter.datastoreId === null ? {} : { datastores: [filter.datastoreId] }),
    ...(filter.containerId === null ? {} : { containers: [filter.containerId] }),
    ...(filter.operationId === null ? {} : { operations: [filter.operationId] }),
    ...(filter.checkId === null ? {} : { checks: [filter.checkId] }),
    ...(filter.tags.length === 0 ? {} : { tags: filter.tags }),
    ...(filter.since === null ? {} : { startDate: filter.since }),
    ...(filter.text === '' ? {} : { search: filter.text }),
    ...(archived === 0 ? {} : { archived: archived === filter.statuses.length ? 'only' as const : 'include' as const }),
  };
}
