import type { DuckDBValue } from '@duckdb/node-api';
import { readDocument } from './documents';
import { amongIds } from './ids';
import type { RowSource, Values } from './source';
import { tables, type EntityOf, type Table, type TableName } from './tables';

/** Ids of one statement: up to some thousand, DuckDB finds rows by the index instead of reading the table. */
const idsAtOnce = 500;

function entity<N extends TableName>(name: N, [doc, ...live]: readonly DuckDBValue[]): EntityOf<N> {
  const whole = readDocument(name, doc as string);
  const own = tables[name].live as readonly string[];
  return own.length === 0 ? whole : Object.assign(whole, Object.fromEntries(own.map((column, i) => [column, live[i]])));
}

/** Entities of a table. `clause` is SQL of ours behind FROM, with its values. `keep`: they are likely to be asked for again. */
export async function entities<N extends TableName>(source: RowSource, name: N, clause: string, values?: Values, keep = false): Promise<EntityOf<N>[]> {
  const { name: table, live } = tables[name] as unknown as Table<{ id: number }>;
  const since = source.cache?.moment() ?? 0;
  const rows = await source.rows(`SELECT ${['doc', ...live].join(', ')} FROM ${table} ${clause}`, values);
  return rows.map((row) => {
    const read = entity(name, row);
    if (keep) source.cache?.keepEntity(name, read, (row[0] as string).length, since);
    return read;
  });
}

/** One entity by id, undefined where there is none. */
export async function find<N extends TableName>(source: RowSource, name: N, id: number): Promise<EntityOf<N> | undefined> {
  return (await findAll(source, name, [id])).get(id);
}

/** Entities by id; ids that are not there are left out. */
export async function findAll<N extends TableName>(source: RowSource, name: N, ids: Iterable<number>): Promise<Map<number, EntityOf<N>>> {
  const found = new Map<number, EntityOf<N>>();
  const wanted: number[] = [];
  for (const id of new Set(ids)) {
    const cached = source.cache?.entity(name, id);
    if (cached) found.set(id, cached);
    else if (Number.isSafeInteger(id)) wanted.push(id);
  }
  for (let from = 0; from < wanted.length; from += idsAtOnce) {
    const some = wanted.slice(from, from + idsAtOnce);
    // DuckDB takes twice the time to plan a list of one.
    const clause = some.length === 1 ? `WHERE id = ${some[0]}` : `WHERE id IN (${some.join(',')})`;
    for (const one of await entities(source, name, clause, undefined, true)) found.set((one as { id: number }).id, one);
  }
  return found;
}

/** Those of the ids that are there. */
export async function idsThere(source: RowSource, name: TableName, ids: readonly number[]): Promise<Set<number>> {
  const wanted = amongIds('id', ids);
  const rows = await source.rows(`SELECT id FROM ${tables[name].name} WHERE ${wanted.sql}`, wanted.values);
  return new Set(rows.map((row) => Number(row[0])));
}

/** Entities in the order of the ids; ids that are not there are left out. */
export async function inOrder<N extends TableName>(source: RowSource, name: N, ids: readonly number[]): Promise<EntityOf<N>[]> {
  const found = await findAll(source, name, ids);
  return ids.flatMap((id) => found.get(id) ?? []);
}
