import type { z } from 'zod';
import type { connection as connectionSchema, datastore as datastoreSchema, datastoreStub } from '../../../core/api/schemas/datastore';
import type { ReadOptions } from '../../../core/api/schemas/read-options';
import { given } from '../../../core/read-options/change';
import type { StoredConnection, StoredDatastore } from '../../store/model';
import { datastoreCounts } from '../../store/queries/datastores';
import { findAll } from '../../store/entities';
import { latestOperations } from '../../store/queries/operations';
import type { EngineStore } from '../../store/engine-store';
import type { RowSource } from '../../store/source';
import { localTeam } from '../local-user';
import { storeTypeOf } from '../../sources/source-kinds';
import { tagRendering } from './tag';

export function renderConnection(stored: StoredConnection): z.input<typeof connectionSchema> {
  const { made_with_datastore: _, ...connection } = stored;
  return { ...connection, connection_type: storeTypeOf(stored.type) };
}

export function datastoreStubOf(datastore: StoredDatastore, connection: StoredConnection | undefined): z.input<typeof datastoreStub> {
  const type = connection?.type ?? null;
  return { id: datastore.id, name: datastore.name, type, store_type: type === null ? null : storeTypeOf(type) };
}

/** A datastore's read options; a connection of an earlier version may still keep which files belong to it. */
export function datastoreOptions(datastore: StoredDatastore, connection: StoredConnection | undefined): ReadOptions {
  return { ...(connection?.include?.length ? { include: connection.include } : {}), ...given(datastore.read_options) };
}

/** Stubs of datastores by id. */
export async function datastoreStubs(source: RowSource, ids: Iterable<number>): Promise<Map<number, z.input<typeof datastoreStub>>> {
  const datastores = await findAll(source, 'datastores', ids);
  const connections = await findAll(source, 'connections', [...datastores.values()].map((d) => d.connection_id));
  return new Map([...datastores.values()].map((d) => [d.id, datastoreStubOf(d, connections.get(d.connection_id))]));
}

/** Datastores as the API gives them, with their metrics, in the order given. */
export async function renderDatastores(store: EngineStore, list: readonly StoredDatastore[]): Promise<z.input<typeof datastoreSchema>[]> {
  if (list.length === 0) return [];
  const { source } = store;
  const lists = await store.lists();
  const ids = list.map((d) => d.id);
  const [tagsOf, connections, counts, latest, enrichment] = await Promise.all([
    tagRendering(source),
    findAll(source, 'connections', list.map((d) => d.connection_id)), datastoreCounts(source, lists, ids), latestOperations(source, lists, ids),
    datastoreStubs(source, list.flatMap((d) => d.enrichment_datastore_id ?? [])),
  ]);
  return list.map((stored) => {
    const { connection_id, enrichment_datastore_id, tags, ...datastore } = stored;
    const connection = connections.get(connection_id);
    const count = counts.get(stored.id);
    const operation = latest.get(stored.id);
    const linked = enrichment_datastore_id === null ? null : enrichment.get(enrichment_datastore_id) ?? null;
    return {
      ...datastore, ...datastoreStubOf(stored, connection),
      connection: connection ? renderConnection(connection) : null, read_options: datastoreOptions(stored, connection),
      enrichment_datastore: linked, enrich_datastore: linked, enrich_only: datastore.enrichment_only, teams: [{ id: localTeam().id, name: localTeam().name }],
      metrics: {
        containers: count?.containers ?? 0, records: count?.records ?? null, fields_profiled: count?.fieldsProfiled ?? 0,
        active_checks: count?.activeChecks ?? 0, active_anomalies: count?.openAnomalies ?? 0,
      },
      global_tags: tagsOf(tags),
      latest_operation: operation ? { id: operation.id, type: operation.type, result: operation.result } : null,
    };
  });
}
