import type { ScanRun } from '../../../core/api/schemas/operation';
import type { Session } from '../../sql/session';
import type { Relation } from '../../sources/relation';
import { identifier, literal } from '../../sql/quote';
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

/** What an incremental scan looks at beside the rows past its checkpoint, in words. */
function lookedAt(field: string, last: StoredCheckpoint, more: { at: boolean; nulls: boolean }, past: boolean): string | null {
  const parts = [past ? `rows past ${field} ${last.value}` : null, more.at ? `all rows at ${field} ${last.value}, since there are others than at the last scan` : null,
    more.nulls ? `all rows without ${field}, since there are others than at the last scan` : null].filter((part) => part !== null);
  if (parts.length === 0) return `There are no rows past ${field} ${last.value}, and as many at it and without ${field} as before.`;
  return more.at || more.nulls ? `Looked at ${parts.join('; ')}.` : null;
}

/**
 * Which rows a scan looks at. An incremental scan takes those past the last checkpoint, up to the greatest value there is
 * when it begins: rows that arrive meanwhile belong to the next one. Rows of the checkpoint's own value, and rows without a
 * value, are looked at again where their number has changed (docs/decisions.md). A scan of all rows moves the checkpoint too;
 * one that is bounded otherwise does not, or the rows it left out would never be looked at.
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
  const since = body.incremental && last?.field === column.name ? last : null;
  const past = since ? `${name} > ${value(since.value)}` : null;
  const lower = [past, asked].filter((part): part is string => part !== null);
  const condition = lower.length > 0 ? lower.map((part) => `(${part})`).join(' AND ') : 'true';
  const [row] = await session.query(`SELECT CAST(max(CASE WHEN ${condition} THEN ${name} END) AS VARCHAR) AS top, count(CASE WHEN ${name} IS NULL THEN 1 END) AS nulls, `
    + `count(CASE WHEN ${since ? `${name} = ${value(since.value)}` : 'false'} THEN 1 END) AS at FROM ${relation.from} AS scanned`, undefined, signal);
  const top = typeof row?.top === 'string' ? row.top : null;
  const nulls = Number(row?.nulls ?? 0);
  const at = Number(row?.at ?? 0);
  const reached = top ?? since?.value ?? null;
  const atReached = top === null ? at : Number((await session.query(`SELECT count(*) AS n FROM ${relation.from} AS scanned WHERE ${name} = ${value(top)}`, undefined, signal))[0]?.n ?? 0);
  const checkpoint = reached !== null && asked === null && !limited ? { field: column.name, value: reached, at: atReached, nulls } : null;
  if (!body.incremental) return { where: null, readUpTo: null, checkpoint, whole: true, note: null };
  const more = since ? { at: at > 0 && at !== since.at, nulls: nulls > 0 && nulls !== since.nulls } : { at: false, nulls: true };
  const parts = [
    top === null ? null : [...lower, `${name} <= ${value(top)}`].join(' AND '),
    since && more.at ? [`${name} = ${value(since.value)}`, ...(asked === null ? [] : [asked])].join(' AND ') : null,
    more.nulls && asked === null ? `${name} IS NULL` : null,
  ].filter((part): part is string => part !== null);
  return {
    where: parts.length > 0 ? parts.map((part) => `(${part})`).join(' OR ') : 'false',
    readUpTo: reached, checkpoint, whole: false, note: since ? lookedAt(column.name, since, more, top !== null) : null,
  };
}
