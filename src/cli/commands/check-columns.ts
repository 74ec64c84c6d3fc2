import type { QualityCheck } from '../../core/api/schemas/check';
import { type Column, momentText } from '../output/table';

const short = (value: unknown): string | null => (value === undefined || value === null ? null : JSON.stringify(value));

export const checkColumns: readonly Column<QualityCheck>[] = [
  { title: 'id', value: (c) => c.id }, { title: 'container', value: (c) => c.container?.name }, { title: 'rule', value: (c) => c.rule_type },
  { title: 'fields', value: (c) => (c.fields ?? []).map((f) => f.name).join(', ') },
  { title: 'properties', value: (c) => (Object.keys(c.properties ?? {}).length > 0 ? short(c.properties) : null) },
  { title: 'status', value: (c) => (c.deleted_at ? `archived (${c.status ?? ''})` : c.status) },
  { title: 'made by', value: (c) => (c.inferred ? 'profile' : 'person') },
  { title: 'last result', value: (c) => (c.is_passing === null || c.is_passing === undefined ? null : c.is_passing ? 'passed' : 'failed') },
  { title: 'open anomalies', value: (c) => c.active_anomaly_count ?? null },
];

export const checkParts: readonly Column<QualityCheck>[] = [
  ...checkColumns, { title: 'filter', value: (c) => c.filter }, { title: 'coverage', value: (c) => c.coverage ?? null },
  { title: 'description', value: (c) => c.description }, { title: 'tags', value: (c) => (c.global_tags ?? []).map((t) => t.name).join(', ') },
  { title: 'metadata', value: (c) => short(c.additional_metadata) }, { title: 'last asserted', value: (c) => momentText(c.last_asserted) },
  { title: 'created', value: (c) => momentText(c.created) },
];
