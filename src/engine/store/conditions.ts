import type { Page } from '../../core/api/schemas/common';
import { inOrder } from './entities';
import { count, type RowSource } from './source';
import { tables, type EntityOf, type TableName } from './tables';

/** A WHERE clause that grows by parts; values travel as parameters, never in the text. */
export interface Conditions {
  readonly values: (string | number | boolean)[];
  /** Adds `sql` with its values. */
  add(sql: string, ...values: (string | number | boolean)[]): Conditions;
  /** `column IN (…)`; nothing when the list is absent, nothing matches when it is empty. */
  oneOf(column: string, list: readonly (string | number)[] | undefined): Conditions;
  /** The list column holds at least one of the values. */
  hasAny(column: string, list: readonly string[] | undefined): Conditions;
  /** ` WHERE …`, or nothing. */
  where(): string;
}

const marks = (list: readonly unknown[]): string => list.map(() => '?').join(', ');

export function conditions(): Conditions {
  const parts: string[] = [];
  const values: (string | number | boolean)[] = [];
  const self: Conditions = {
    values,
    add: (sql, ...more) => {
      parts.push(sql);
      values.push(...more);
      return self;
    },
    oneOf: (column, list) => (list === undefined ? self : list.length === 0 ? self.add('false') : self.add(`${column} IN (${marks(list)})`, ...list)),
    hasAny: (column, list) => (list === undefined || list.length === 0 ? self
      : self.add(`list_has_any(${column}, [${marks(list)}]::VARCHAR[])`, ...list)),
    where: () => (parts.length === 0 ? '' : ` WHERE ${parts.join(' AND ')}`),
  };
  return self;
}

export interface PageRequest { page: number; size: number }

/** One page of a table's entities, or of part of it (`from`). `order` is SQL of ours, never of a caller. */
export async function pageOf<N extends TableName>(
  source: RowSource, name: N, where: Conditions, order: string, request: PageRequest, from = tables[name].name,
): Promise<Page<EntityOf<N>>> {
  const total = await count(source, `SELECT count(*) FROM ${from}${where.where()}`, where.values);
  // Ids first: sorting would otherwise carry every document along.
  const ids = total === 0 ? [] : await source.rows(`SELECT id FROM ${from}${where.where()} ORDER BY ${order} LIMIT ? OFFSET ?`,
    [...where.values, request.size, (request.page - 1) * request.size]);
  const items = await inOrder(source, name, ids.map((row) => Number(row[0])));
  return { items, total, page: request.page, size: request.size, pages: Math.ceil(total / request.size) };
}
