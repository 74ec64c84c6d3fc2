import type { Operation } from '../../core/api/schemas/operation';
import { failedContainers, uncheckedContainers } from '../follow/outcome';
import { spanText, tookMs } from '../follow/progress-text';
import { type Column, momentText } from '../output/table';

function took(operation: Operation): string | null {
  const ms = tookMs(operation);
  return ms === null ? null : spanText(ms);
}

export const operationColumns: readonly Column<Operation>[] = [
  { title: 'id', value: (o) => o.id }, { title: 'type', value: (o) => o.type }, { title: 'datastore', value: (o) => o.datastore?.name },
  { title: 'result', value: (o) => o.result }, { title: 'containers', value: (o) => o.status?.containers_analyzed ?? null },
  { title: 'failed', value: (o) => failedContainers(o) }, { title: 'not checked', value: (o) => uncheckedContainers(o) },
  { title: 'rows', value: (o) => o.status?.records_processed ?? o.status?.records_exported ?? null },
  { title: 'anomalies', value: (o) => o.status?.anomalies_identified ?? null }, { title: 'took', value: took },
  { title: 'created', value: (o) => momentText(o.created) }, { title: 'message', value: (o) => o.message },
];

export const operationParts: readonly Column<Operation>[] = [
  ...operationColumns.slice(0, 10),
  { title: 'checks added', value: (o) => o.status?.checks_added ?? null }, { title: 'fields profiled', value: (o) => o.status?.fields_profiled ?? null },
  { title: 'triggered by', value: (o) => o.triggered_by }, { title: 'created', value: (o) => momentText(o.created) },
  { title: 'started', value: (o) => momentText(o.start_time) }, { title: 'ended', value: (o) => momentText(o.end_time) }, { title: 'message', value: (o) => o.message },
  { title: 'remedy', value: (o) => o.problem?.remedy },
];
