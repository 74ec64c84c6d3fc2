import type { Page } from '../../../core/api/schemas/common';
import { conditions, pageOf, type Conditions } from '../conditions';
import { entities } from '../entities';
import type { LoadedLists } from '../lists/load-lists';
import type { StoredConnection, StoredDatastore } from '../model';
import { known, type RowSource } from '../source';
import { applyFilters, type FilterTable, type QueryOf } from './filter-table';

export type ConnectionQuery = QueryOf<'listConnections'>;

const connectionFilters: FilterTable<ConnectionQuery, Conditions> = {
  id: (where, ids) => where.oneOf('id', ids),
  type: (where, types) => where.oneOf('type', types),
  name: (where, name) => where.oneOf('name', [name]),
};

export function listConnections(source: RowSource, query: ConnectionQuery): Promise<Page<StoredConnection>> {
  return pageOf(source, 'connections', applyFilters(connectionFilters, conditions(), query), `id ${query.sort_created ?? 'asc'}`, query);
}

export type DatastoreQuery = QueryOf<'listDatastores'>;

const filters: FilterTable<DatastoreQuery, Conditions> = {
  id: (where, ids) => where.oneOf('id', ids),
  name: (where, name) => where.oneOf('name', [name]),
  search: (where, text) => where.add('contains(lower(name), lower(?))', text),
  datastore_type: (where, list) => {
    // Where data is kept is taken too: `dfs` are files, `jdbc` is everything else.
    const types = list.map((type) => (type === 'dfs' ? "type = 'files'" : type === 'jdbc' ? "type <> 'files'" : 'type = ?'));
    return where.add(`connection_id IN (SELECT id FROM connections WHERE ${['false', ...types].join(' OR ')})`, ...list.filter((type) => type !== 'dfs' && type !== 'jdbc'));
  },
  tag: (where, tags) => where.hasAny('tags', tags),
  enrichment_only: (where, only) => where.add('enrichment_only = ?', only),
  enrich_only: (where, only) => where.add('enrichment_only = ?', only),
  // Datastores are in no groups here.
  group: (where) => where.add('false'),
};

export function listDatastores(source: RowSource, query: DatastoreQuery): Promise<Page<StoredDatastore>> {
  const favorite = query.sort_favorite === undefined || query.sort_favorite === false ? ''
    : `json_extract_string(doc, '$.favorite') ${query.sort_favorite === 'asc' ? 'asc' : 'desc'}, `;
  const order = query.sort_name ? `lower(name) ${query.sort_name}, id` : `id ${query.sort_created ?? 'asc'}`;
  return pageOf(source, 'datastores', applyFilters(filters, conditions(), query), favorite + order, query);
}

export function allDatastores(source: RowSource): Promise<StoredDatastore[]> {
  return entities(source, 'datastores', 'ORDER BY id');
}

export interface DatastoreCounts { containers: number; records: number | null; fieldsProfiled: number; activeChecks: number; openAnomalies: number }

/** What a datastore holds; containers that are missing do not count. */
export async function datastoreCounts(source: RowSource, { anomalies }: LoadedLists, ids: readonly number[]): Promise<Map<number, DatastoreCounts>> {
  const counts = await known(source, 'datastoreCounts', ids, (missing) => countIn(source, missing));
  return new Map([...counts].map(([id, count]) => [id, { ...count, openAnomalies: anomalies.openOfDatastore(id) }]));
}

async function countIn(source: RowSource, ids: readonly number[]): Promise<Map<number, Omit<DatastoreCounts, 'openAnomalies'>>> {
  const where = conditions().oneOf('c.datastore_id', ids);
  const rows = await source.rows(`
    WITH c AS (SELECT id, datastore_id, records FROM containers c${where.where()} AND NOT missing)
    SELECT datastore_id, count(*), sum(records)::DOUBLE,
      (SELECT count(*) FROM (SELECT DISTINCT p.container_id, p.name FROM profiles p JOIN c pc ON p.container_id = pc.id WHERE pc.datastore_id = c.datastore_id)),
      (SELECT count(*) FROM checks k JOIN c kc ON k.container_id = kc.id WHERE kc.datastore_id = c.datastore_id AND NOT k.archived AND k.status = 'Active')
    FROM c GROUP BY datastore_id`, where.values);
  const none = { containers: 0, records: null, fieldsProfiled: 0, activeChecks: 0 };
  return new Map([...ids.map((id) => [id, none] as const), ...rows.map((row) => [Number(row[0]), {
    containers: Number(row[1]), records: row[2] === null ? null : Number(row[2]), fieldsProfiled: Number(row[3]), activeChecks: Number(row[4]),
  }] as const)]);
}

export function datastoresOfConnection(source: RowSource, connectionId: number): Promise<StoredDatastore[]> {
  return entities(source, 'datastores', 'WHERE connection_id = ? ORDER BY id', [connectionId]);
}
