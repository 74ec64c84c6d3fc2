import { fail } from '../../../core/errors';
import type { ContainerRun, OperationStatus } from '../../../core/api/schemas/operation';
import type { RunOf } from '../../../core/operations/kinds';
import type { OutputRow, OutputTable } from '../../sources/output/output';
import { writeRows } from '../../sources/output/write-rows';
import type { StoredContainer } from '../../store/model';
import type { StoreReader } from '../../store/port';
import type { OperationContext, OperationOutcome } from '../runner';
import { exportTemplates } from './export-templates';
import { enrichmentOutput, enrichmentPrefix } from '../shared/enrichment-output';
import { anomalyRow, checkRow, originOf, profileRow } from './export-rows';
import { exportTableName, exportTables, type Asset } from './export-tables';

type Body = RunOf<'export'>;

/** Anomalies read from the store at a time. */
const atOnce = 2000;

const assetsOf = ({ asset_type: asset }: Body): Asset[] => (asset === 'all' ? ['anomalies', 'checks', 'profiles'] : [asset]);

/** The containers whose knowledge is exported. Throws `not-found` for an id that is not of the datastore, and where no container has one of the tags. */
async function containersOf(store: StoreReader, datastoreId: number, body: Body): Promise<StoredContainer[]> {
  const all = await store.containers(datastoreId, { includeMissing: true });
  const ids = body.container_ids?.length ? body.container_ids : null;
  const tags = body.container_tags?.length ? body.container_tags : null;
  const unknown = ids?.filter((id) => !all.some((container) => container.id === id)) ?? [];
  if (unknown.length > 0) fail('not-found', `There is no container ${unknown.slice(0, 10).join(', ')} in this datastore.`, { remedy: 'plumbline containers list shows their ids.' });
  const chosen = all.filter((container) => (ids || tags ? ids?.includes(container.id) || container.tags.some((tag) => tags?.includes(tag)) : true)
    && (!container.missing || body.include_deleted || Boolean(ids?.includes(container.id))));
  if (chosen.length === 0) fail('not-found', tags ? `No container has the tag ${tags.join(', ')}.` : 'The catalogue of this datastore is empty.', { remedy: tags ? 'Tag some containers, or leave the tags out.' : 'Run a sync first.' });
  return chosen;
}

interface Exported { readonly store: StoreReader; readonly body: Body; readonly datastoreName: string; readonly generatedAt: string; readonly operationId: number; readonly signal: AbortSignal }

async function* rowsOf(asset: Asset, containers: readonly StoredContainer[], { store, body, datastoreName, generatedAt, operationId, signal }: Exported, done: (container: StoredContainer, rows: number) => void): AsyncIterable<OutputRow[]> {
  for (const container of containers) {
    signal.throwIfAborted();
    const origin = originOf(container, datastoreName, generatedAt, operationId);
    const fields = await store.fields(container.id);
    const hidden = new Set(fields.filter((field) => field.status === 'masked').map((field) => field.name));
    let count = 0;
    if (asset === 'anomalies') {
      const checks = new Map((await store.allChecks(container.id)).map((check) => [check.id, check]));
      for (let after = 0; ;) {
        const page = await store.anomaliesAfter(container.id, after, atOnce);
        if (page.length === 0) break;
        after = page.at(-1)!.id;
        const wanted = page.filter((anomaly) => body.include_deleted || anomaly.status === 'Active' || anomaly.status === 'Acknowledged');
        count += wanted.length;
        yield wanted.map((anomaly) => anomalyRow(anomaly, checks, hidden, origin));
      }
    } else if (asset === 'checks') {
      const checks = body.include_deleted ? await store.allChecks(container.id) : await store.checks(container.id);
      count = checks.length;
      yield checks.map((check) => checkRow(check, hidden, origin));
    } else {
      const status = new Map(fields.map((field) => [field.name, field.status]));
      const profiles = (await store.latestProfiles(container.id)).filter((profile) => body.include_deleted || (status.get(profile.name) ?? 'missing') !== 'missing');
      count = profiles.length;
      yield profiles.map((profile) => profileRow(profile, status.get(profile.name) ?? 'missing', origin));
    }
    done(container, count);
  }
}

/** Adds what is known of containers to tables of the enrichment datastore, or check templates. */
export async function runExport(context: OperationContext<Body>): Promise<OperationOutcome> {
  return context.operation.body.asset_type === 'check_templates' ? exportTemplates(context) : exportContainers(context);
}

async function exportContainers(context: OperationContext<Body>): Promise<OperationOutcome> {
  const { operation, datastore, store, signal } = context;
  const { body } = operation;
  const output = await enrichmentOutput(store, datastore);
  const containers = await containersOf(store, datastore.id, body);
  const assets = assetsOf(body);
  const prefix = enrichmentPrefix(datastore.enrichment_prefix, datastore.name);
  const started = context.now().toISOString();
  const exported: Exported = { store, body, datastoreName: datastore.name, generatedAt: started, operationId: operation.id, signal };
  const perContainer = new Map<number, number>();
  let steps = 0;
  const done = (container: StoredContainer, rows: number): void => {
    perContainer.set(container.id, (perContainer.get(container.id) ?? 0) + rows);
    context.report({ fraction: ++steps / (containers.length * assets.length), phase: `exporting ${container.name}`, containers_analyzed: Math.min(containers.length, steps) });
  };
  context.report({ total_containers: containers.length });
  const tables = assets.map((asset): OutputTable => ({
    name: exportTableName(prefix, asset), columns: exportTables[asset].columns, rows: () => rowsOf(asset, containers, exported, done),
  }));
  const counts = await writeRows(context.sessions, output, tables, operation.id);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const empty = [...counts].filter(([, count]) => count === 0).map(([table]) => table);
  const status: OperationStatus = { total_containers: containers.length, containers_analyzed: containers.length, records_exported: total };
  const runs = containers.map((container): ContainerRun => ({
    container: { id: container.id, name: container.name, container_type: container.container_type }, created: started, start_time: started, end_time: context.now().toISOString(),
    result: 'success', message: perContainer.get(container.id) ? null : 'There was nothing to export.', records_processed: perContainer.get(container.id) ?? 0,
  }));
  for (const run of runs) context.reportContainer(run);
  return {
    result: 'success', status,
    // A success with a message is shown as a warning.
    message: total > 0 ? (empty.length > 0 ? `There was nothing to export for ${empty.join(', ')}.` : null) : `There was nothing to export: no ${assets.join(', no ')} of the chosen containers${body.include_deleted ? '' : ' that are open or there'}. ${output.name} is as it was.`,
    commit: async (tx) => { for (const run of runs) await tx.saveContainerRun({ ...run, operation_id: operation.id, container_id: run.container!.id }); },
  };
}
