import { conditions } from '../conditions';
import { docs, type RowSource } from '../source';
import { tables, type EntityOf, type TableName } from '../tables';

/** One entity by id, undefined where there is none. */
export async function find<N extends TableName>(source: RowSource, name: N, id: number): Promise<EntityOf<N> | undefined> {
  return (await docs<EntityOf<N>>(source, `SELECT doc FROM ${tables[name].name} WHERE id = ?`, [id]))[0];
}

/** Entities by id, for what a page of a list refers to. */
export async function findAll<N extends TableName>(source: RowSource, name: N, ids: Iterable<number>): Promise<Map<number, EntityOf<N>>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const where = conditions().oneOf('id', wanted);
  const found = await docs<EntityOf<N>>(source, `SELECT doc FROM ${tables[name].name}${where.where()}`, where.values);
  return new Map(found.map((entity) => [(entity as { id: number }).id, entity]));
}
