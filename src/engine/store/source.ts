import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import type { Fact, StoreCache } from './cache/store-cache';

export type Values = readonly (string | number | boolean | null)[];

/** Where queries run: the reading connection, or the writing one inside a transaction. */
export interface RowSource {
  /** Rows in column order, big integers as numbers. */
  rows(sql: string, values?: Values): Promise<DuckDBValue[][]>;
  /** Where it reads the committed state: what was read from it before. */
  readonly cache?: StoreCache;
}

/** Hands a connection to a piece of work. */
export type UseConnection = <T>(work: (connection: DuckDBConnection) => Promise<T>) => Promise<T>;

/** `turn` keeps statements of one connection apart; `before` runs first (flushes what a transaction has not written yet). */
export function rowSource(
  use: UseConnection, turn: <T>(work: () => Promise<T>) => Promise<T>, before?: () => Promise<void>,
): RowSource {
  return {
    rows: (sql, values = []) => turn(async () => {
      await before?.();
      return use(async (connection) => {
        const reader = await connection.runAndReadAll(sql, values.map((v) => (Number.isInteger(v) ? BigInt(v as number) : v)));
        return reader.getRows().map((row) => row.map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell)));
      });
    }),
  };
}

/** Values of a fact by id, cached where the source has a cache. */
export async function known<T>(
  source: RowSource, fact: Fact, ids: readonly number[], read: (missing: readonly number[]) => Promise<Map<number, T>>, weigh?: (value: T) => number,
): Promise<Map<number, T>> {
  return source.cache ? source.cache.fact(fact, ids, read, weigh) : read(ids);
}

/** The first column of the first row as a number; 0 for none. */
export async function count(source: RowSource, sql: string, values?: Values): Promise<number> {
  return Number((await source.rows(sql, values))[0]?.[0] ?? 0);
}
