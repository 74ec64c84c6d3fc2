import type { PreviewQuery } from '../../core/api/schemas/container';
import { guardExpression } from '../../core/sql-guard/guard';
import { fail } from '../../core/errors';
import { cellOf } from '../scan/cell';
import type { Relation } from '../sources/relation';
import { filtered, unbounded, type ScanSource } from '../scan/scan-source';
import { scanWays } from '../scan/scan-ways';
import type { Session } from '../sql/session';
import { identifier } from '../sql/quote';

type Cell = ReturnType<typeof cellOf>;
/** Of a session: what this needs of it. */
export type RowReader = Pick<Session, 'table' | 'dialect' | 'can'>;

export interface NumberedRow {
  /** 0-based place of the row in its container; null where the source cannot tell. */
  readonly number: number | null;
  readonly cells: readonly Cell[];
}

/** The user's condition as SQL that reads the container's columns and nothing else. Throws `bad-request` with its place. */
function conditionOf(reader: RowReader, filter: string | null | undefined, relation: Relation, now: Date): string | null {
  if (filter === null || filter === undefined || filter.trim() === '') return null;
  return guardExpression(filter, {
    columns: relation.columns, container: relation.name, mode: 'condition', variables: {}, now, name: 'filter', path: 'filter', dialect: reader.dialect,
  }).sql;
}

function orderOf(sort: PreviewQuery['sort'], relation: Relation): string | null {
  if (!sort) return null;
  const column = relation.columns.find(({ name }) => name === sort.field)
    ?? fail('bad-request', `There is no field "${sort.field}".`, { place: { path: 'sort.field' } });
  return `${identifier(column.name)} ${sort.descending ? 'DESC' : 'ASC'} NULLS LAST`;
}

/** The position of a row within all files of its container cannot be told from its place in one of several. */
function numberOf(source: ScanSource, position: unknown): number | null {
  const number = source.file !== null && !source.runningPosition ? NaN : Number(position ?? NaN);
  return Number.isFinite(number) ? number : null;
}

/**
 * Rows of a container from `offset` on in its own order, or in the order of a field; of all rows or of those for which a
 * condition holds. Where rows can be sought by their position, only what is shown is read whole.
 */
export async function previewRows(
  reader: RowReader, relation: Relation, query: PreviewQuery, limit: number, now: Date, signal: AbortSignal,
): Promise<NumberedRow[]> {
  const ways = scanWays(reader);
  const source = ways.rows(relation, unbounded);
  const condition = conditionOf(reader, query.filter, relation, now);
  const order = orderOf(query.sort, relation);
  const cells = relation.columns.map((column, at) => `${ways.cell(column)} AS c${at}`).join(', ');
  const read = async (sql: string): Promise<NumberedRow[]> => {
    const { rows } = await reader.table(sql, undefined, signal);
    return rows.map(([position, ...values]) => ({ number: numberOf(source, position), cells: values.map(cellOf) }));
  };
  const { position, positioned } = source;
  // One file or table in its own order: the place is the number, and what comes before is not read.
  if (source.seekable && source.file === null && relation.kind === 'parquet' && condition === null && order === null) {
    return read(`SELECT ${position}, ${cells} FROM ${positioned} AS scanned WHERE ${position} BETWEEN ${query.offset} AND ${query.offset + limit - 1} ORDER BY ${position}`);
  }
  const from = filtered(positioned, condition);
  const place = `LIMIT ${limit} OFFSET ${query.offset}`;
  if (order === null) return read(`SELECT ${position}, ${cells} FROM ${from} AS scanned ${place}`);
  if (!source.seekable) return read(`SELECT ${position}, ${cells} FROM ${from} AS scanned ORDER BY ${order}, ${position} ${place}`);
  // Sorting carries the position alone; the shown rows are then fetched by it.
  const { rows: found } = await reader.table(`SELECT ${position} FROM ${from} AS scanned ORDER BY ${order}, ${position} ${place}`, undefined, signal);
  if (found.length === 0) return [];
  const positions = found.map(([at]) => String(at));
  const { rows } = await reader.table(`SELECT ${position}, ${cells} FROM ${positioned} AS scanned WHERE ${position} IN (${positions.join(', ')})`, undefined, signal);
  const byPosition = new Map(rows.map((row) => [String(row[0]), row]));
  return positions.flatMap((at) => {
    const row = byPosition.get(at);
    return row ? [{ number: numberOf(source, row[0]), cells: row.slice(1).map(cellOf) }] : [];
  });
}

/** How many rows there are, or for how many the condition holds. Read only where nobody knows. */
export async function countRows(reader: RowReader, relation: Relation, query: PreviewQuery, now: Date, signal: AbortSignal): Promise<number> {
  const condition = conditionOf(reader, query.filter, relation, now);
  if (condition === null && relation.rows !== null) return relation.rows;
  const { rows } = await reader.table(`SELECT count(*) FROM ${filtered(relation.from, condition)} AS scanned`, undefined, signal);
  return Number(rows[0]?.[0] ?? 0);
}
