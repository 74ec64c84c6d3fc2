import type { exportRoutes } from '../../../core/api/routes/export';
import { exportKind } from '../../../core/operations/export';
import { enrichmentOutput } from '../../operations/shared/enrichment-output';
import { found } from '../found';
import type { Caller, HandlersOf } from '../handler';
import type { EngineParts } from '../parts';

interface Query { datastore: number; containers?: number[] | undefined; include_deleted: boolean }

/** Each queues an export; what would fail at once is refused at once. */
export function exportHandlers({ store, queue }: EngineParts): HandlersOf<typeof exportRoutes> {
  const queued = async (datastoreId: number, options: object, caller: Caller): Promise<void> => {
    const datastore = await found(store.source, 'datastores', datastoreId);
    await enrichmentOutput(store, datastore);
    await queue.add([{ body: exportKind.request.parse({ type: 'export', datastore_id: datastoreId, ...options }), datastoreId }], caller.name);
  };
  const ofAsset = (asset: 'anomalies' | 'checks' | 'profiles') => async ({ query }: { query: Query }, caller: Caller): Promise<void> => {
    for (const id of query.containers ?? []) await found(store.source, 'containers', id);
    return queued(query.datastore, { asset_type: asset, container_ids: query.containers, include_deleted: query.include_deleted }, caller);
  };
  return {
    exportAnomalies: ofAsset('anomalies'), exportChecks: ofAsset('checks'), exportFieldProfiles: ofAsset('profiles'),
    exportCheckTemplates: ({ query }, caller) => queued(query.enrich_datastore_id, { asset_type: 'check_templates', template_ids: query.template_ids }, caller),
  };
}
