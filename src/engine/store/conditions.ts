import type { Page } from '../../core/api/schemas/common';
import { count, docs, type RowSource } from './source';

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

/** One page of a table's entities. `order` is SQL of ours, never of a caller. */
export async function pageOf<T>(source: RowSource, table: string, where: Conditions, order: string, request: PageRequest): Promise<Page<T>> {
  const total = await count(source, `SELECT count(*) FROM ${table}${where.where()}`, where.values);
  const items = total === 0 ? [] : await docs<T>(source,
    `SELECT doc FROM ${table}${where.where()} ORDER BY ${order} LIMIT ? OFFSET ?`,
    [...where.values, request.size, (request.page - 1) * request.size]);
  return { items, total, page: request.page, size: request.size, pages: Math.ceil(total / request.size) };
}
