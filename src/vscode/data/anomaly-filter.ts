import { z } from 'zod';
import { anomalyStatus, archivedAnomalyStatus } from '../../core/api/schemas/anomaly-status';
import type { Anomaly } from '../../core/api/schemas/anomaly';
import type { AnomalyFilter } from '../../backend/port';

/** What the Anomalies view shows. Everything empty: all open anomalies. */
export const anomalyViewFilter = z.object({
  statuses: z.array(anomalyStatus).default([]),
  type: z.enum(['record', 'shape']).nullable().default(null),
  /** Searched in message, container, datastore, fields and rules of what is loaded. */
  text: z.string().default(''),
  datastoreId: z.number().int().nullable().default(null),
  containerId: z.number().int().nullable().default(null),
  operationId: z.number().int().nullable().default(null),
});
export type AnomalyViewFilter = z.output<typeof anomalyViewFilter>;
export const noFilter: AnomalyViewFilter = anomalyViewFilter.parse({});

export function isFiltered(filter: AnomalyViewFilter): boolean {
  return filter.statuses.length > 0 || filter.type !== null || filter.text !== ''
    || filter.datastoreId !== null || filter.containerId !== null || filter.operationId !== null;
}

/** The part of the filter that the server applies. Archived ones are asked for only where a status needs them. */
export function serverFilter(filter: AnomalyViewFilter): AnomalyFilter {
  const archived = filter.statuses.filter((s) => (archivedAnomalyStatus.options as string[]).includes(s)).length;
  return {
    ...(filter.statuses.length > 0 ? { status: filter.statuses } : {}),
    ...(filter.type ? { type: filter.type } : {}),
    ...(filter.datastoreId === null ? {} : { datastores: [filter.datastoreId] }),
    ...(filter.containerId === null ? {} : { containers: [filter.containerId] }),
    ...(filter.operationId === null ? {} : { operations: [filter.operationId] }),
    ...(archived === 0 ? {} : { archived: archived === filter.statuses.length ? 'only' as const : 'include' as const }),
  };
}

/** The part that the editor applies: each word must be found somewhere, in any case. */
export function matchesText(anomaly: Anomaly, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return true;
  const hay = [
    String(anomaly.id), anomaly.message, anomaly.description, anomaly.status, anomaly.type, anomaly.container?.name, anomaly.datastore?.name,
    ...(anomaly.failed_checks ?? []).flatMap((f) => [f.message, f.quality_check.rule_type, ...(f.quality_check.fields ?? []).map((x) => x.name)]),
  ].filter((part) => typeof part === 'string').join('\n').toLowerCase();
  return words.every((word) => hay.includes(word));
}
