import { setImmediate as pause } from 'node:timers/promises';
import type { ContainerRun, OperationStatus, SyncRun } from '../../../core/api/schemas/operation';
import { problemText } from '../../../core/errors';
import { openSource } from '../../sources/open-source';
import type { SourceContainer } from '../../sources/source';
import type { OperationContext, OperationOutcome } from '../runner';
import { joinedDatastores } from '../shared/joined-datastores';
import { computedContainers } from './computed-containers';
import { planSync, type KnownContainer, type SyncStep } from './plan-sync';
import { writeStep } from './write-catalogue';

/** Steps that are written before others get their turn. */
const stepsAtOnce = 200;

function wanted(found: SourceContainer | StoredKind, include: SyncRun['include']): boolean {
  const type = 'tableType' in found ? found.tableType : found.table_type;
  return type === null || include.includes(type === 'view' ? 'view' : 'table');
}
type StoredKind = KnownContainer['container'];

function counters(steps: readonly SyncStep[]): OperationStatus {
  const count = (change: SyncStep['change']): number => steps.filter((step) => step.change === change).length;
  const there = steps.filter((step) => step.found);
  return {
    total_containers: there.length, containers_analyzed: there.length,
    containers_added: count('added'), containers_changed: count('changed'), containers_missing: count('missing'), containers_failed: count('failed'),
  };
}

function summary(steps: readonly SyncStep[], prune: boolean, notes: readonly string[]): string | null {
  const failed = steps.filter((step) => step.change === 'failed');
  const missing = steps.filter((step) => step.change === 'missing').length;
  const parts: string[] = [];
  if (!steps.some((step) => step.found)) parts.push('Nothing to read was found. Check the path and the include and exclude patterns of the datastore.');
  const [first] = failed;
  if (first?.found?.problem) {
    parts.push(failed.length === 1 ? problemText(first.found.problem)
      : `${failed.length} containers cannot be read: ${failed.slice(0, 5).map((step) => step.found?.name).join(', ')}${failed.length > 5 ? ', …' : ''}.`);
  }
  if (missing > 0) parts.push(`${missing} ${missing === 1 ? 'container is' : 'containers are'} not there any more${prune ? ' and left the catalogue' : ''}.`);
  return [...parts, ...notes].join(' ') || null;
}

function runOf(step: SyncStep, id: number, operationId: number, moment: string): ContainerRun {
  const name = step.found?.name ?? step.known?.container.name ?? '';
  return {
    operation_id: operationId, container: { id, name, container_type: step.found?.containerType ?? step.known?.container.container_type },
    created: moment, start_time: moment, end_time: moment,
    result: step.change === 'failed' ? 'failure' : 'success', change: step.change,
    message: step.found?.problem ? problemText(step.found.problem) : [step.message, ...(step.found?.notes ?? [])].filter(Boolean).join(' ') || null,
    records_total: step.found?.rows ?? null,
  };
}

/**
 * Brings the catalogue up to date with the source: containers and fields are added, changed and marked as missing (or deleted
 * with `prune`). `recreate` drops the whole catalogue of the datastore first, with checks, profiles and anomalies.
 */
export async function runSync(context: OperationContext<SyncRun>): Promise<OperationOutcome> {
  const { operation, datastore, connection, store, signal } = context;
  const { include, prune, recreate } = operation.body;
  const stored = await store.containers(datastore.id, { includeMissing: true });
  const options = new Map(recreate ? [] : stored.map((container) => [container.name, container.read_options]));
  const computed = recreate ? [] : stored.filter((container) => container.computed);
  const source = await openSource(connection, datastore, { sessions: context.sessions, signal, catalogue: store, references: await joinedDatastores(store, computed) });
  const { notes } = source;
  let found: SourceContainer[];
  try {
    // Files are looked at before it is known which of them make a container.
    found = (await source.containers(signal, (done, total) =>
      context.report({ fraction: total > 0 ? done / total : null, phase: `looking at what is there (${done} of ${total})` }), (name) => options.get(name))).filter((container) => wanted(container, include) && !computed.some(({ name }) => name === container.name));
    found.push(...await computedContainers(source, computed, signal));
  } finally {
    await source.close();
  }
  // What `include` leaves out was not looked for, so it is not missing either.
  const scope = stored.filter((container) => wanted(container, include) && (container.computed === undefined || !recreate));
  const known: KnownContainer[] = recreate ? []
    : await store.fieldsByContainer(datastore.id).then((fields) => scope.map((container) => ({ container, fields: fields.get(container.id) ?? [] })));
  const steps = planSync(known, found);
  const status = counters(steps);
  const moment = context.now().toISOString();
  context.report(status);
  for (const step of steps) if (step.known) context.reportContainer(runOf(step, step.known.container.id, operation.id, moment));
  const nothing = !steps.some((step) => step.found);
  const allFailed = !nothing && steps.every((step) => !step.found || step.found.problem);
  return {
    result: allFailed ? 'failure' : 'success', message: summary(steps, prune, notes), status,
    ...(allFailed && steps[0]?.found?.problem ? { problem: steps[0].found.problem } : {}),
    commit: async (tx) => {
      if (recreate) for (const container of scope) await tx.deleteContainer(container.id);
      for (const [at, step] of steps.entries()) {
        // Nothing else waits here: without a pause nobody would be answered until thousands are written.
        if (at % stepsAtOnce === 0) await pause();
        const id = await writeStep(tx, datastore.id, step, prune, moment);
        if (id !== null) await tx.saveContainerRun({ ...runOf(step, id, operation.id, moment), operation_id: operation.id, container_id: id });
      }
      // Read again: it may have been renamed while the sync ran.
      await tx.saveDatastore({ ...(await tx.datastore(datastore.id) ?? datastore), last_synced: moment });
    },
  };
}
