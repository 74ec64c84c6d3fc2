import type { z } from 'zod';
import type { anomalyRoutes } from '../../../core/api/routes/anomalies';
import type { anomalyBulkDelete, anomalyBulkUpdate } from '../../../core/api/schemas/anomaly';
import { fail } from '../../../core/errors';
import type { EngineWriter } from '../../store/engine-store';
import type { StoredAnomaly } from '../../store/model';
import { changesOfAnomaly, commentsOf, groupAnomalies, listAnomalies, listComments } from '../../store/queries/anomalies';
import { find } from '../../store/entities';
import type { Caller, HandlersOf } from '../handler';
import { found, missing, refuseMissing } from '../found';
import { localUser } from '../local-user';
import type { EngineParts } from '../parts';
import { renderAnomalies, renderComment, renderHistory } from '../render/anomaly';
import { renderAnomalyGroups } from '../render/anomaly-group';

type Update = z.output<typeof anomalyBulkUpdate>[number];
type Removal = z.output<typeof anomalyBulkDelete>[number];

function refuseStrangers(ids: readonly number[] | undefined): void {
  const stranger = ids?.find((assignee) => assignee !== localUser().id);
  if (stranger === undefined) return;
  fail('bad-request', `There is no user ${stranger}.`, { remedy: `The local engine has one user: ${localUser().id}.`, place: { path: 'assignee_ids' } });
}

/** The anomalies of a call, read together; throws `not-found` for the first that is not there. */
async function wanted(tx: EngineWriter, list: readonly { id: number }[]): Promise<Map<number, StoredAnomaly>> {
  const known = await tx.anomaliesById(list.map(({ id }) => id));
  for (const { id } of list) if (!known.has(id)) missing('anomalies', id);
  return known;
}

async function update(tx: EngineWriter, list: readonly Update[], caller: Caller): Promise<StoredAnomaly[]> {
  for (const { assignee_ids } of list) refuseStrangers(assignee_ids);
  const now = await wanted(tx, list);
  for (const { id, ...changes } of list) now.set(id, await tx.saveAnomaly({ ...now.get(id)!, ...changes }, null, caller.name));
  return list.map(({ id }) => now.get(id)!);
}

/** Archives or deletes, each kind by one statement. */
async function remove(tx: EngineWriter, list: readonly Removal[], caller: Caller): Promise<void> {
  await refuseMissing(tx.source, 'anomalies', list.map(({ id }) => id));
  for (const status of new Set(list.map((one) => one.status))) {
    await tx.setAnomalyStatus(list.filter((one) => one.archive && one.status === status).map(({ id }) => id), status, caller.name);
  }
  await tx.deleteAnomalies(list.filter((one) => !one.archive).map(({ id }) => id));
}

export function anomalyHandlers({ store, now }: EngineParts): HandlersOf<typeof anomalyRoutes> {
  const { source } = store;
  return {
    listAnomalies: async ({ query }) => {
      const page = await listAnomalies(source, await store.lists(), query, now());
      return { ...page, items: await renderAnomalies(store, page.items) };
    },
    groupAnomalies: async ({ query }) => {
      const { groups, total, anomalies } = await groupAnomalies(source, await store.lists(), query, now());
      const items = await renderAnomalyGroups(source, groups, query.by);
      return { items, total, anomalies, page: query.page, size: query.size, pages: Math.ceil(total / query.size) };
    },
    bulkUpdateAnomalies: async ({ body }, caller) => renderAnomalies(store, await store.transaction((tx) => update(tx, body, caller))),
    bulkDeleteAnomalies: async ({ body }, caller) => {
      await store.transaction((tx) => remove(tx, body, caller));
      return {};
    },
    getAnomaly: async ({ params }) => {
      const anomaly = await found(source, 'anomalies', params.id);
      const comments = (await store.lists()).anomalies.hasComments(params.id) ? await commentsOf(source, params.id) : [];
      return { ...(await renderAnomalies(store, [anomaly]))[0]!, comments: comments.map(renderComment) };
    },
    updateAnomaly: async ({ params: { id }, body }, caller) =>
      (await renderAnomalies(store, await store.transaction((tx) => update(tx, [{ ...body, id }], caller))))[0]!,
    deleteAnomaly: async ({ params, query }, caller) => {
      await store.transaction((tx) => remove(tx, [{ ...query, id: params.id }], caller));
      return {};
    },
    sourceRecords: async ({ params, query }) => {
      if (query.include_deleted) {
        fail('bad-request', 'Rows of a deleted anomaly are deleted with it.', { remedy: 'Leave include_deleted out.', place: { path: 'include_deleted' } });
      }
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
