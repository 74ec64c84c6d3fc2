import { fail } from '../../../core/errors';
import type { Relation } from '../../sources/relation';
import { identifier, literal } from '../../sql/quote';
import type { StoredContainer } from '../../store/model';

export interface RowBounds {
  readonly greater_than_time?: string | null;
  readonly greater_than_batch?: number | null;
}

/** The column that rows are bounded by; throws a sentence that says which setting is missing or wrong. */
export function incrementalColumn(container: StoredContainer, relation: Relation): Relation['columns'][number] {
  const name = container.incremental_field_name
    ?? fail('bad-request', `${container.name} has no incremental field.`, { remedy: 'Set the field that grows with time or batch on the container.' });
  return relation.columns.find((column) => column.name === name)
    ?? fail('source-changed', `The incremental field ${name} of ${container.name} does not exist any more.`, { remedy: 'Set another one on the container, or run a sync.' });
}

/**
 * SQL predicate for `greater_than_time` and `greater_than_batch`, both on the container's incremental field; null when
 * neither is asked for. Rows whose incremental field is null are not "greater" and are left out.
 */
export function rowBound(container: StoredContainer, relation: Relation, bounds: RowBounds): string | null {
  const { greater_than_time: time, greater_than_batch: batch } = bounds;
  if (time == null && batch == null) return null;
  const column = incrementalColumn(container, relation);
  const parts: string[] = [];
  if (time != null) {
    if (column.type !== 'Date' && column.type !== 'Timestamp') fail('bad-request', `${column.name} of ${container.name} is no date or timestamp, so greater_than_time cannot bound it.`, { remedy: 'Use greater_than_batch, or set another incremental field.' });
    if (Number.isNaN(Date.parse(time))) fail('bad-request', `"${time}" is no point in time.`, { remedy: 'Write it as 2026-01-31T00:00:00Z.' });
    parts.push(`${identifier(column.name)} > ${literal(new Date(time).toISOString().replace('T', ' ').replace('Z', '+00'))}::TIMESTAMPTZ${column.nativeType.includes('TIME ZONE') || column.nativeType === 'TIMESTAMPTZ' ? '' : '::TIMESTAMP'}`);
  }
  if (batch != null) {
    if (column.type !== 'Integral' && column.type !== 'Fractional') fail('bad-request', `${column.name} of ${container.name} is no number, so greater_than_batch cannot bound it.`, { remedy: 'Use greater_than_time, or set another incremental field.' });
    parts.push(`${identifier(column.name)} > ${batch}`);
  }
  return parts.join(' AND ');
}
