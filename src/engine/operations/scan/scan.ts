import type { ContainerRun, OperationStatus, ScanRun } from '../../../core/api/schemas/operation';
import { fail, problemText, toProblem } from '../../../core/errors';
import { openSource } from '../../sources/open-source';
import { readContainer } from '../../sources/read-container';
import type { StoredDatastore } from '../../store/model';
import type { StoreWriter } from '../../store/port';
import type { OperationContext, OperationOutcome } from '../runner';
import { chosenContainers } from '../shared/chosen-containers';
import { containerWeights } from '../shared/container-weights';
import { failureText, forEachContainer, type Collected } from '../shared/for-each-container';
import { joinedDatastores } from '../shared/joined-datastores';
import { chosenChecks, noChecksText, referredDatastores } from './chosen-checks';
import { enrichmentTarget, writeEnrichment } from './enrichment/write-enrichment';
import { scanOne, type ScannedContainer } from './scan-one';
import { unreadable, uncheckedRun, uncheckedText, type Unchecked } from './unchecked';
import { writeScan } from './write-scan';

/** Limits of the run body, or the datastore's own where the body has none. */
function limitsOf(body: ScanRun, datastore: StoredDatastore): { rollup: number; keep: number } {
  return {
    rollup: body.high_count_rollup_threshold ?? datastore.high_count_rollup_threshold ?? 10,
    keep: body.enrichment_source_record_limit ?? datastore.enrichment_source_record_limit ?? 10,
  };
}

interface Scanned { readonly collected: Collected<ScannedContainer>; readonly unchecked: readonly Unchecked[] }

async function write(tx: StoreWriter, { collected, unchecked }: Scanned, body: ScanRun, operation: { id: number; triggered_by: string }): Promise<Partial<OperationStatus>> {
  let anomalies = 0;
  for (const { container, result, run } of collected.done) anomalies += await writeScan(tx, container, result, run, body, operation);
  for (const { container, run } of [...collected.failed, ...unchecked]) {
    const current = await tx.container(container.id);
    if (!current) continue;
    if (run.result === 'failure') await tx.saveContainer({ ...current, last_error: run.message ?? null });
    await tx.saveContainerRun({ ...run, operation_id: operation.id, container_id: container.id });
  }
  return { anomalies_identified: anomalies };
}

/** Runs the active checks of the chosen containers and keeps what breaks them as anomalies. */
export async function runScan(context: OperationContext<ScanRun>): Promise<OperationOutcome> {
  const { operation, datastore, connection, store, signal } = context;
  const { body } = operation;
  const containers = await chosenContainers(store, datastore.id, body);
  const checks = await chosenChecks(store, containers, body.check_categories);
  const all = [...checks.values()].flat();
  const toScan = containers.filter((container) => checks.get(container.id)?.length);
  const unchecked: Unchecked[] = containers.filter((container) => !checks.get(container.id)?.length)
    .map((container) => ({ container, run: uncheckedRun(container, operation.id, context.now().toISOString()) }));
  for (const { run } of unchecked) context.reportContainer(run);
  const left = uncheckedText(unchecked);
  const broken = unreadable(unchecked).length;
  if (toScan.length === 0) {
    return {
      result: broken === containers.length ? 'failure' : 'success',
      message: [noChecksText(datastore.id), broken > 0 ? left : null].filter(Boolean).join(' '),
      commit: (tx) => write(tx, { collected: { done: [], failed: [] }, unchecked }, body, operation),
      status: {
        total_containers: containers.length, containers_analyzed: 0, containers_failed: broken, containers_not_checked: unchecked.length,
        partitions_scanned: 0, records_processed: 0, anomalies_identified: 0,
      },
    };
  }
  const limits = limitsOf(body, datastore);
  const target = await enrichmentTarget(store, datastore, body);
  let anomalies = 0;
  let partitions = 0;
  const source = await openSource(connection, datastore, {
    sessions: context.sessions, signal, catalogue: store,
    references: [...await referredDatastores(store, all, body.check_variables, datastore.id), ...await joinedDatastores(store, toScan)],
  });
  let collected: Collected<ScannedContainer>;
  try {
    collected = await forEachContainer<ScannedContainer>(context, toScan, async (container, report) => {
      const own = checks.get(container.id) ?? [];
      return readContainer(source, container, async (relation, notes) => {
        const result = await scanOne(container, relation, own, notes, { source, store, body, limits, now: context.now(), signal, report });
        const [first] = result.scan.outcomes;
        if (first?.problem && result.scan.outcomes.every((outcome) => outcome.result === 'error')) {
          fail(first.problem.code, result.notes.join(' '), { remedy: undefined });
        }
        // What a person has silenced is known when the end is written; until then all that was found counts.
        const count = result.found.length;
        anomalies += count;
        partitions += Math.max(1, container.files?.length ?? 1);
        context.report({ anomalies_identified: anomalies, partitions_scanned: partitions });
        const run: Partial<ContainerRun> = { message: result.notes.join(' ') || null, anomaly_count: count, timings: result.scan.timings.map(([name, ms]) => [name, ms]) };
        return { result, rows: result.scan.rows, run };
      }, signal);
    }, { weights: await containerWeights(store, connection, toScan), all: containers.length });
  } finally {
    await source.close();
  }
  // A failure to write there is told, but does not take the anomalies away.
  const enriched = target === null ? null : await writeEnrichment(context.sessions, target, {
    operation, datastore, scannedAt: context.now(), remediation: target.remediation,
    containers: collected.done.map(({ container, result }) => ({ container, scanned: result })),
  }).then(() => null, (error: unknown) => `Source records were not written: ${problemText(toProblem(error))}`);
  const rows = collected.done.reduce((sum, { result }) => sum + result.scan.rows, 0);
  const status: OperationStatus = {
    total_containers: containers.length, containers_analyzed: toScan.length, containers_failed: collected.failed.length + broken,
    containers_not_checked: collected.failed.length + unchecked.length,
    partitions_scanned: partitions, records_processed: rows, records_total: rows, anomalies_identified: anomalies,
  };
  const nothingDone = collected.done.length === 0;
  const told = collected.done.flatMap(({ container, result }) => (result.notes.length ? [`${container.name}: ${result.notes.join(' ')}`] : [])).slice(0, 5);
  return {
    result: nothingDone ? 'failure' : 'success', status,
    message: [failureText(collected.failed), left, enriched, ...told].filter(Boolean).join(' ') || null,
    ...(nothingDone && collected.failed[0] ? { problem: collected.failed[0].problem } : {}),
    commit: (tx) => write(tx, { collected, unchecked }, body, operation),
  };
}
