import { BIGINT, LIST, VARCHAR, type DuckDBAppender, type DuckDBConnection } from '@duckdb/node-api';
import { isCached } from './cache/store-cache';
import { documentOf } from './documents';
import { amongIds } from './ids';
import type { ListChange } from './lists/store-lists';
import { tables, type ColumnType, type EntityOf, type Table, type TableName } from './tables';

function append(appender: DuckDBAppender, type: ColumnType, cell: ReturnType<Table<never>['columns'][number][2]>): void {
  if (cell === null || cell === undefined) appender.appendNull();
  else if (type === 'VARCHAR') appender.appendVarchar(String(cell));
  else if (type === 'BIGINT') appender.appendBigInt(BigInt(Math.trunc(Number(cell))));
  else if (type === 'BOOLEAN') appender.appendBoolean(cell === true);
  else if (type === 'DOUBLE') appender.appendDouble(Number(cell));
  else if (type === 'BIGINT[]') appender.appendList((cell as readonly number[]).map(BigInt), LIST(BIGINT));
  else appender.appendList([...(cell as readonly string[])], LIST(VARCHAR));
}

/** Tables whose rows stand in lists in memory. */
const listed: ReadonlySet<TableName> = new Set<TableName>(['anomalies', 'operations', 'records', 'comments']);

/** What a transaction has changed but not written yet. */
export interface WriteBuffer {
  /** Inserts or replaces the entity of that id. `fresh`: its id was never written, so there is nothing to replace. */
  put<N extends TableName>(name: N, entity: EntityOf<N>, fresh: boolean): void;
  /** Writes everything through the connection; statements of the caller then see it. */
  flush(): Promise<void>;
  /** Notes what the caller has changed by a statement of its own. */
  note(change: ListChange): void;
  /** What was flushed and noted so far, of the tables that are listed or cached in memory. */
  readonly changes: readonly ListChange[];
}

/**
 * Collects rows and writes them in bulk: thousands of fields or anomalies of one operation cost some milliseconds,
 * where a statement a row would cost seconds.
 */
export function writeBuffer(connection: DuckDBConnection): WriteBuffer {
  const pending = new Map<TableName, { stale: Set<number>; rows: Map<number, { id: number }> }>();
  const of = (name: TableName): { stale: Set<number>; rows: Map<number, { id: number }> } => {
    const found = pending.get(name) ?? { stale: new Set<number>(), rows: new Map<number, { id: number }>() };
    pending.set(name, found);
    return found;
  };
  const changes: ListChange[] = [];
  return {
    changes,
    note: (change) => void changes.push(change),
    put: (name, entity, fresh) => {
      const { stale, rows } = of(name);
      if (!fresh && !rows.has(entity.id)) stale.add(entity.id);
      rows.set(entity.id, entity);
    },
    flush: async () => {
      const batch = [...pending];
      pending.clear();
      for (const [name, { stale, rows }] of batch) {
        const { name: table, columns, added } = tables[name] as unknown as Table<{ id: number }>;
        if (stale.size > 0) {
          const gone = amongIds('id', stale);
          await connection.run(`DELETE FROM ${table} WHERE ${gone.sql}`, [...gone.values]);
        }
        if (rows.size === 0) continue;
        if (listed.has(name) || isCached(name)) for (const entity of rows.values()) changes.push({ kind: 'put', table: name, entity: entity as EntityOf<TableName> });
        const appender = await connection.createAppender(table);
        for (const entity of rows.values()) {
          for (const [, type, cell] of columns) append(appender, type, cell(entity));
          appender.appendVarchar(documentOf(name, entity));
          for (const [, type, cell] of added) append(appender, type, cell(entity));
          appender.endRow();
        }
        appender.closeSync();
      }
    },
  };
}
