import type { DuckDBConnection, DuckDBVector } from '@duckdb/node-api';
import { anomalyList, type AnomalyColumn, type AnomalyList } from './anomaly-list';
import type { Numbers } from './numbers';
import { operationList, type OperationColumn, type OperationList } from './operation-list';
import type { RowTable } from './row-table';

/** Runs a query and gives its columns piece by piece, so that a million rows never stand in memory as objects. */
async function eachChunk(connection: DuckDBConnection, sql: string, take: (columns: DuckDBVector[], rows: number) => void): Promise<void> {
  const result = await connection.stream(sql);
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const { rowCount, columnCount } = chunk;
    take(Array.from({ length: columnCount }, (_, i) => chunk!.getColumnVector(i)), rowCount);
  }
}

async function rowCount(connection: DuckDBConnection, table: string): Promise<number> {
  return Number((await connection.runAndReadAll(`SELECT count(*) FROM ${table}`)).getRows()[0]?.[0] ?? 0);
}

/** The numbers of a column of a chunk. The binding keeps them as one array, which is taken whole where it is there. */
function numbersOf(vector: DuckDBVector, rows: number): ArrayLike<number> {
  const { items } = vector as unknown as { items?: unknown };
  if (items instanceof Uint8Array || items instanceof Uint32Array || items instanceof Float64Array) return items.subarray(0, rows);
  return Array.from({ length: rows }, (_, row) => vector.getItem(row) as number);
}

/** SQL for a column of such an array, without nulls: NaN where doubles are kept, else 0. */
function columnSql(values: Numbers, sql: string): string {
  if (values instanceof Float64Array) return `coalesce(${sql}, 'nan')::DOUBLE`;
  return `coalesce(${sql}, 0)::${values instanceof Uint8Array ? 'UTINYINT' : 'UINTEGER'}`;
}

/** Fills a table's columns from a query of numbers; a null becomes NaN in a column of doubles, else 0. */
async function fill<K extends string>(connection: DuckDBConnection, table: RowTable<K>, columns: readonly (readonly [K | 'id', string])[], from: string): Promise<void> {
  let at = 0;
  const selected = columns.map(([name, sql]) => columnSql(table.column(name), sql));
  await eachChunk(connection, `SELECT ${selected.join(', ')} FROM ${from}`, (vectors, rows) => {
    columns.forEach(([name], i) => table.column(name).set(numbersOf(vectors[i]!, rows), at));
    at += rows;
  });
  table.filled(at);
}

/** Follows ids that come in the order of the table for the most part. */
function follower<K extends string>(table: RowTable<K>): (id: number) => number {
  let at = 0;
  return (id) => {
    const ids = table.column('id');
    if (ids[at] !== id) at = ids[at + 1] === id ? at + 1 : table.place(id);
    return at;
  };
}

/** Lists of a column, row by row: where each begins and how many members it has. */
async function fillLists(
  connection: DuckDBConnection, list: AnomalyList, start: AnomalyColumn, length: AnomalyColumn, sql: string,
  reader: (vector: DuckDBVector, rows: number) => (row: number) => number,
): Promise<void> {
  const place = follower(list.table);
  let last = -1;
  await eachChunk(connection, sql, ([ids, values], rows) => {
    const [starts, lengths] = [list.table.column(start), list.table.column(length)];
    const owners = numbersOf(ids!, rows);
    const add = reader(values!, rows);
    for (let row = 0; row < rows; row++) {
      const at = place(owners[row]!);
      const where = add(row);
      if (at < 0) continue;
      if (at !== last) starts[at] = where;
      lengths[at]!++;
      last = at;
    }
  });
}

/** Which anomalies a query of ids is about. */
async function fillFlags(connection: DuckDBConnection, list: AnomalyList, flag: 'rows' | 'comments', sql: string): Promise<void> {
  const place = follower(list.table);
  await eachChunk(connection, sql, ([ids], rows) => {
    const owners = numbersOf(ids!, rows);
    const flags = list.table.column(flag);
    for (let row = 0; row < rows; row++) {
      const at = place(owners[row]!);
      if (at >= 0) flags[at] = 1;
    }
  });
}

/** Statuses and the like travel as their place in a list of all there are. */
async function nameColumn(connection: DuckDBConnection, table: string, column: string, number: (name: string) => number): Promise<string> {
  const rows = (await connection.runAndReadAll(`SELECT DISTINCT ${column} FROM ${table}`)).getRows();
  const cases = rows.map(([name]) => `WHEN '${String(name).replaceAll("'", "''")}' THEN ${number(String(name))}`);
  return cases.length === 0 ? '0::UTINYINT' : `(CASE ${column} ${cases.join(' ')} END)::UTINYINT`;
}

async function loadAnomalies(connection: DuckDBConnection): Promise<AnomalyList> {
  const list = anomalyList(await rowCount(connection, 'anomalies') + 1024);
  await fill(connection, list.table, [
    ['id', 'id::UINTEGER'], ['datastore', 'datastore_id::UINTEGER'], ['container', 'container_id::UINTEGER'], ['operation', 'operation_id::UINTEGER'],
    ['created', 'created_ms::DOUBLE'], ['weight', 'weight'], ['records', 'records::DOUBLE'],
    ['status', await nameColumn(connection, 'anomalies', 'status', list.statuses.of)], ['archived', 'archived::UTINYINT'],
    ['shape', "(type = 'shape')::UTINYINT"],
  ], 'anomalies');
  await fillLists(connection, list, 'checksAt', 'checks', 'SELECT id::UINTEGER, unnest(check_ids)::UINTEGER FROM anomalies',
    (vector, rows) => {
      const checks = numbersOf(vector, rows);
      return (row) => list.checkLists.add([checks[row]!]);
    });
  await fillLists(connection, list, 'tagsAt', 'tags', 'SELECT id::UINTEGER, unnest(tags) FROM anomalies WHERE len(tags) > 0',
    (vector) => (row) => list.tagLists.add([list.tags.of(vector.getItem(row) as string)]));
  await fillFlags(connection, list, 'rows', 'SELECT id::UINTEGER FROM records');
  await fillFlags(connection, list, 'comments', 'SELECT anomaly_id::UINTEGER FROM comments');
  list.countAll();
  // The first list of each order shall not wait for it.
  for (const order of ['created', 'weight', 'records'] as const) list.table.order(order);
  return list;
}

async function loadOperations(connection: DuckDBConnection): Promise<OperationList> {
  const list = operationList(await rowCount(connection, 'operations') + 1024);
  const columns: (readonly [OperationColumn | 'id', string])[] = [
    ['id', 'id::UINTEGER'], ['datastore', 'datastore_id::UINTEGER'], ['created', 'created_ms::DOUBLE'], ['duration', 'duration'],
    ['logs', 'has_logs::UTINYINT'], ['type', await nameColumn(connection, 'operations', 'type', list.types.of)],
    ['result', await nameColumn(connection, 'operations', 'result', list.results.of)],
  ];
  await fill(connection, list.table, columns, 'operations');
  return list;
}

export interface LoadedLists { readonly anomalies: AnomalyList; readonly operations: OperationList }

/** Reads the lists of a store, all as of one moment. */
export async function loadLists(connection: DuckDBConnection): Promise<LoadedLists> {
  await connection.run('BEGIN');
  try {
    const operations = await loadOperations(connection);
    return { operations, anomalies: await loadAnomalies(connection) };
  } finally {
    await connection.run('ROLLBACK');
  }
}
