import type { z } from 'zod';
import type { anomalyRoutes } from '../../../core/api/routes/anomalies';
import type { anomalyUpdate } from '../../../core/api/schemas/anomaly';
import { fail } from '../../../core/errors';
import type { EngineWriter } from '../../store/engine-store';
import type { StoredAnomaly } from '../../store/model';
import { changesOfAnomaly, listAnomalies, listComments } from '../../store/queries/anomalies';
import { find } from '../../store/queries/lookup';
import type { Caller, HandlersOf } from '../handler';
import { found } from '../found';
import { localUser } from '../local-user';
import type { EngineParts } from '../parts';
import { renderAnomalies, renderComment, renderHistory } from '../render/anomaly';

async function update(tx: EngineWriter, id: number, body: z.output<typeof anomalyUpdate>, caller: Caller): Promise<StoredAnomaly> {
  const before = await found(tx.source, 'anomalies', id);
  const stranger = body.assignee_ids?.find((assignee) => assignee !== localUser().id);
  if (stranger !== undefined) {
    fail('bad-request', `There is no user ${stranger}.`, { remedy: `The local engine has one user: ${localUser().id}.`, place: { path: 'assignee_ids' } });
  }
  return tx.saveAnomaly({ ...before, ...body }, null, caller.name);
}

async function remove(tx: EngineWriter, id: number, options: { archive: boolean; status: string }, caller: Caller): Promise<void> {
  const before = await found(tx.source, 'anomalies', id);
  if (options.archive) await tx.saveAnomaly({ ...before, status: options.status }, null, caller.name);
  else await tx.deleteAnomaly(id);
}

export function anomalyHandlers({ store, now }: EngineParts): HandlersOf<typeof anomalyRoutes> {
  const { source } = store;
  return {
    listAnomalies: async ({ query }) => {
      const page = await listAnomalies(source, query, now());
      return { ...page, items: await renderAnomalies(source, page.items) };
    },
    bulkUpdateAnomalies: async ({ body }, caller) => renderAnomalies(source, await store.transaction(async (tx) => {
      const saved = [];
      for (const { id, ...changes } of body) saved.push(await update(tx, id, changes, caller));
      return saved;
    })),
    bulkDeleteAnomalies: async ({ body }, caller) => {
      await store.transaction(async (tx) => {
        for (const { id, ...options } of body) await remove(tx, id, options, caller);
      });
      return {};
    },
    getAnomaly: async ({ params }) => {
      const anomaly = await found(source, 'anomalies', params.id);
      const comments = await listComments(source, { page: 1, size: 1000, anomaly_id: params.id });
      return { ...(await renderAnomalies(source, [anomaly]))[0]!, comments: comments.items.map(renderComment) };
    },
    updateAnomaly: async ({ params, body }, caller) =>
      (await renderAnomalies(source, [await store.transaction((tx) => update(tx, params.id, body, caller))]))[0]!,
    deleteAnomaly: async ({ params, query }, caller) => {
      await store.transaction((tx) => remove(tx, params.id, query, caller));
      return {};
    },
    sourceRecords: async ({ params, query }) => {
      const anomaly = await found(source, 'anomalies', params.id);
      const kept = await find(source, 'records', params.id);
      const records = (kept?.records ?? []).slice(0, query.limit);
      return { source_record: JSON.stringify(records.map((record) => record.values)), created: anomaly.created, records, columns: kept?.columns ?? [] };
    },
    anomalyHistory: async ({ params }) =>
      renderHistory(await found(source, 'anomalies', params.id), await changesOfAnomaly(source, params.id)),
    listComments: async ({ query }) => {
      const page = await listComments(source, query);
      return { ...page, items: page.items.map(renderComment) };
    },
    createComment: async ({ body }, caller) => renderComment(await store.transaction(async (tx) => {
      await found(tx.source, 'anomalies', body.anomaly_id);
      return tx.saveComment({ anomaly_id: body.anomaly_id, message: body.message, created: now().toISOString(), user: caller.name });
    })),
  };
}
