import type { ScanRun } from '../../../core/api/schemas/operation';
import type { Session } from '../../duckdb/session';
import type { Relation } from '../../scan/port';
import { identifier, literal } from '../../sources/quote';
import type { StoredCheckpoint, StoredContainer } from '../../store/model';
import { incrementalColumn, rowBound } from '../shared/row-bound';

export interface ScanBound {
  /** SQL predicate; null where all rows are looked at. */
  readonly where: string | null;
  /** Greatest value of the incremental field among the rows looked at; null where there is none. */
  readonly readUpTo: string | null;
  /** Checkpoint to be written; null where it must not move. */
  readonly checkpoint: Omit<StoredCheckpoint, 'operation_id' | 'container_id'> | null;
  /** All rows of the container are looked at. */
  readonly whole: boolean;
  readonly note: string | null;
}

/**
 * Which rows a scan looks at. An incremental scan takes those past the last checkpoint, up to the greatest value there is
 * when it begins: rows that arrive meanwhile belong to the next one. A scan of all rows moves the checkpoint too; one that is
 * bounded otherwise does not, or the rows it left out would never be looked at.
 */
export async function scanBound(
  session: Session, relation: Relation, container: StoredContainer, body: ScanRun, last: StoredCheckpoint | undefined, signal: AbortSignal,
): Promise<ScanBound> {
  const asked = rowBound(container, relation, body);
  const limited = body.max_records_analyzed_per_partition >= 0;
  if (!container.incremental_field_name) {
    return {
      where: asked, readUpTo: null, checkpoint: null, whole: asked === null && !limited,
      note: body.incremental ? 'It has no incremental field, so all rows were scanned.' : null,
    };
  }
  if (!body.incremental && (asked !== null || limited)) return { where: asked, readUpTo: null, checkpoint: null, whole: false, note: null };
  const column = incrementalColumn(container, relation);
  const name = identifier(column.name);
  const value = (text: string): string => `CAST(${literal(text)} AS ${column.nativeType})`;
  const past = body.incremental && last?.field === column.name ? `${name} > ${value(last.value)}` : null;
  const lower = [past, asked].filter((part): part is string => part !== null);
  const [row] = await session.query(`SELECT max(${name})::VARCHAR AS top FROM ${relation.from}${lower.length ? ` WHERE ${lower.join(' AND ')}` : ''}`, undefined, signal);
  const top = typeof row?.top === 'string' ? row.top : null;
  const checkpoint = top !== null && asked === null && !limited ? { field: column.name, value: top } : null;
  if (!body.incremental) return { where: null, readUpTo: null, checkpoint, whole: true, note: null };
  const upper = top === null ? null : past ? `${name} <= ${value(top)}` : `(${name} <= ${value(top)} OR ${name} IS NULL)`;
  const where = [...lower, upper].filter((part): part is string => part !== null).join(' AND ');
  return {
    where: top === null && lower.length ? 'false' : where || null,
    readUpTo: top ?? last?.value ?? null, checkpoint, whole: false,
    note: top === null && past ? `There are no rows past ${column.name} ${last?.value}.` : null,
  };
}
