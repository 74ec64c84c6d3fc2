import type { ContainerRun, OperationStatus } from '../../../core/api/schemas/operation';
import { fail } from '../../../core/errors';
import type { RunOf } from '../../../core/operations/kinds';
import { openSource } from '../../sources/open-source';
import { readContainer } from '../../sources/read-container';
import type { StoredContainer } from '../../store/model';
import type { StoreReader } from '../../store/port';
import type { OperationContext, OperationOutcome } from '../runner';
import { chosenContainers } from '../shared/chosen-containers';
import { containerWeights } from '../shared/container-weights';
import { joinedDatastores } from '../shared/joined-datastores';
import { failureText, forEachContainer, type Collected } from '../shared/for-each-container';
import { judgeMetrics, outsideText, type JudgedMetric } from './judge-metrics';
import { measureMetrics } from './measured-metrics';
import { writeCapture } from './write-capture';

interface Captured { readonly judged: readonly JudgedMetric[]; readonly rows: number }

/** Sentences about values that lie outside that the message of a job has room for. */
const mostTold = 3;

/** A field that no chosen container has is mistaken. */
async function refuseUnknownFields(store: StoreReader, datastoreId: number, containers: readonly StoredContainer[], fields: ReadonlySet<string> | null): Promise<void> {
  if (fields === null) return;
  const all = await store.fieldsByContainer(datastoreId);
  const known = new Set(containers.flatMap(({ id }) => (all.get(id) ?? []).map(({ name }) => name)));
  const unknown = [...fields].filter((field) => !known.has(field));
  if (unknown.length > 0) {
    fail('not-found', `There is no field ${unknown.slice(0, 10).map((name) => `"${name.slice(0, 100)}"`).join(', ')}.`, { remedy: 'Check the name, or run a sync if it is new.', place: { path: 'field_names' } });
  }
}

/** Measures the chosen metrics and keeps them; a value that its history does not let expect becomes an anomaly. */
export async function runCapture(context: OperationContext<RunOf<'capture'>>): Promise<OperationOutcome> {
  const { operation, datastore, connection, store, signal } = context;
  const { body } = operation;
  const containers = await chosenContainers(store, datastore.id, body);
  const fields = body.field_names?.length ? new Set(body.field_names) : null;
  await refuseUnknownFields(store, datastore.id, containers, fields);
  const at = context.now();
  const source = await openSource(connection, datastore, { sessions: context.sessions, signal, catalogue: store, references: await joinedDatastores(store, containers) });
  let metrics = 0;
  let anomalies = 0;
  let collected: Collected<Captured>;
  try {
    collected = await forEachContainer(context, containers, async (container, report) => readContainer(source, container, async (relation, notes) => {
      report(0, 'measuring metrics');
      const { rows, measured } = await measureMetrics(source.session, relation, { metrics: body.metrics, fields, percentile: body.percentile }, signal);
      const judged = judgeMetrics(measured, await store.metrics(container.id), at, body);
      const outside = judged.filter((metric) => metric.outside);
      metrics += judged.length;
      anomalies += outside.length;
      context.report({ metrics_captured: metrics, anomalies_identified: anomalies });
      const message = [...notes, ...outside.slice(0, mostTold).map(outsideText), ...(outside.length > mostTold ? [`${outside.length - mostTold} more are unusual.`] : [])];
      const run: Partial<ContainerRun> = { message: message.join(' ') || null, anomaly_count: outside.length };
      return { result: { judged, rows }, rows, run };
    }, signal), { weights: await containerWeights(store, connection, containers) });
  } finally {
    await source.close();
  }
  const rows = collected.done.reduce((sum, { result }) => sum + result.rows, 0);
  const status: OperationStatus = {
    total_containers: containers.length, containers_analyzed: containers.length, containers_failed: collected.failed.length,
    records_processed: rows, records_total: rows, metrics_captured: metrics, anomalies_identified: anomalies,
  };
  const failed = collected.done.length === 0;
  return {
    result: failed ? 'failure' : 'success', status, message: failureText(collected.failed),
    ...(failed && collected.failed[0] ? { problem: collected.failed[0].problem } : {}),
    commit: async (tx) => {
      let found = 0;
      for (const { container, result, run } of collected.done) found += await writeCapture(tx, container, result.judged, run, operation, at.toISOString());
      for (const { container, run } of collected.failed) {
        const current = await tx.container(container.id);
        if (!current) continue;
        await tx.saveContainer({ ...current, last_error: run.message ?? null });
        await tx.saveContainerRun({ ...run, operation_id: operation.id, container_id: container.id });
      }
      return { anomalies_identified: found };
    },
  };
}
