import type { DuckDBConnection } from '@duckdb/node-api';
import type { TableName } from './tables';
import type { RowSource } from './source';

/** Gives ids that are never used twice in a store, also not after a delete. */
export interface Counters {
  next(kind: TableName): number;
  /** Writes the counters that moved; part of every transaction. */
  save(connection: DuckDBConnection): Promise<void>;
}

export async function loadCounters(source: RowSource): Promise<Counters> {
  const values = new Map<string, number>();
  for (const row of await source.rows('SELECT kind, max(value) FROM counters GROUP BY kind')) values.set(String(row[0]), Number(row[1]));
  const moved = new Set<string>();
  return {
    next: (kind) => {
      const value = (values.get(kind) ?? 0) + 1;
      values.set(kind, value);
      moved.add(kind);
      return value;
    },
    save: async (connection) => {
      if (moved.size === 0) return;
      const kinds = [...moved];
      await connection.run(`DELETE FROM counters WHERE kind IN (${kinds.map(() => '?').join(', ')})`, kinds);
      await connection.run(`INSERT INTO counters VALUES ${kinds.map(() => '(?, ?)').join(', ')}`, kinds.flatMap((kind) => [kind, BigInt(values.get(kind) ?? 0)]));
      moved.clear();
    },
  };
}
