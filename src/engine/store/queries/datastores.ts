import type { Page } from '../../../core/api/schemas/common';
import { conditions, pageOf } from '../conditions';
import type { StoredConnection, StoredDatastore } from '../model';
import { docs, type RowSource } from '../source';

export interface ConnectionQuery { page: number; size: number; id?: number[]; name?: string; type?: string[]; sort_created?: 'asc' | 'desc' }

export function listConnections(source: RowSource, query: ConnectionQuery): Promise<Page<StoredConnection>> {
  const where = conditions().oneOf('id', query.id).oneOf('type', query.type).oneOf('name', query.name === undefined ? undefined : [query.name]);
  return pageOf<StoredConnection>(source, 'connections', where, `id ${query.sort_created ?? 'asc'}`, query);
}

export interface DatastoreQuery {
  page: number;
  size: number;
  id?: number[];
  name?: string;
  search?: string;
  datastore_type?: string[];
  tag?: string[];
  enrichment_only?: boolean;
  sort_created?: 'asc' | 'desc';
  sort_name?: 'asc' | 'desc';
}

export function listDatastores(source: RowSource, query: DatastoreQuery): Promise<Page<StoredDatastore>> {
  const where = conditions().oneOf('id', query.id).oneOf('name', query.name === undefined ? undefined : [query.name]).hasAny('tags', query.tag);
  if (query.search !== undefined) where.add('contains(lower(name), lower(?))', query.search);
  if (query.enrichment_only !== undefined) where.add('enrichment_only = ?', query.enrichment_only);
  if (query.datastore_type) {
    const types = conditions().oneOf('type', query.datastore_type);
    where.add(`connection_id IN (SELECT id FROM connections${types.where()})`, ...types.values);
  }
  const order = query.sort_name ? `lower(name) ${query.sort_name}, id` : `id ${query.sort_created ?? 'asc'}`;
  return pageOf<StoredDatastore>(source, 'datastores', where, order, query);
}

export function allDatastores(source: RowSource): Promise<StoredDatastore[]> {
  return docs<StoredDatastore>(source, 'SELECT doc FROM datastores ORDER BY id');
}

export interface DatastoreCounts { containers: number; records: number | null; fieldsProfiled: number; activeChecks: number; openAnomalies: number }

/** What a datastore holds, counted from the store; containers that are missing do not count. */
export async function datastoreCounts(source: RowSource, ids: readonly number[]): Promise<Map<number, DatastoreCounts>> {
  const where = conditions().oneOf('c.datastore_id', ids);
  const rows = await source.rows(`
    WITH c AS (SELECT id, datastore_id, records FROM containers c${where.where()} AND NOT missing)
    SELECT datastore_id, count(*), sum(records)::DOUBLE,
      (SELECT count(*) FROM (SELECT DISTINCT p.container_id, p.name FROM profiles p JOIN c pc ON p.container_id = pc.id WHERE pc.datastore_id = c.datastore_id)),
      (SELECT count(*) FROM checks k JOIN c kc ON k.container_id = kc.id WHERE kc.datastore_id = c.datastore_id AND NOT k.archived AND k.status = 'Active'),
      (SELECT count(*) FROM anomalies a WHERE a.datastore_id = c.datastore_id AND NOT a.archived)
    FROM c GROUP BY datastore_id`, where.values);
  return new Map(rows.map((row) => [Number(row[0]), {
    containers: Number(row[1]), records: row[2] === null ? null : Number(row[2]), fieldsProfiled: Number(row[3]),
    activeChecks: Number(row[4]), openAnomalies: Number(row[5]),
  }]));
}

export function datastoresOfConnection(source: RowSource, connectionId: number): Promise<StoredDatastore[]> {
  return docs<StoredDatastore>(source, 'SELECT doc FROM datastores WHERE connection_id = ? ORDER BY id', [connectionId]);
}
