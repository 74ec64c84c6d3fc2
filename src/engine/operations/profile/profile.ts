import { fail } from '../../../core/errors';
import type { ContainerRun, OperationStatus, ProfileRun } from '../../../core/api/schemas/operation';
import { openSource } from '../../sources/open-source';
import { readContainer } from '../../sources/read-container';
import type { StoreWriter } from '../../store/port';
import type { OperationContext, OperationOutcome } from '../runner';
import { chosenContainers } from '../shared/chosen-containers';
import { containerWeights } from '../shared/container-weights';
import { failureText, forEachContainer, type Collected } from '../shared/for-each-container';
import { joinedDatastores } from '../shared/joined-datastores';
import { comparedWithStore, writeChecks } from './keep/keep-checks';
import { fieldDrift } from './drift/field-drift';
import type { MeasuredField } from './field-profile';
import { profileContainer, type ContainerProfile } from './profile-container';

interface Profiled { readonly profile: ContainerProfile; readonly fields: readonly MeasuredField[]; readonly added: number; readonly updated: number; readonly notes: string | null }

async function write(tx: StoreWriter, collected: Collected<Profiled>, body: ProfileRun, operationId: number): Promise<void> {
  for (const { container, result: { profile, fields }, run } of collected.done) {
    const moment = run.end_time ?? run.start_time ?? container.created;
    const current = await tx.container(container.id);
    // Deleted meanwhile: nothing to keep.
    if (!current) continue;
    await tx.saveContainer({
      ...current, last_profiled: moment, last_error: null, completeness: profile.completeness,
      records: profile.whole ? profile.rows : current.records,
    });
    for (const field of fields) await tx.saveProfile({ ...field, container_id: container.id, operation_id: operationId });
    await tx.saveContainerProfile({
      ...profile.table, created: moment, container_id: container.id, operation_id: operationId, records_count: profile.rows, records_processed: profile.rows,
      sampled_records: profile.sampled, completeness: profile.completeness,
    });
    await writeChecks(tx, profile.proposals, container.id, body.infer_as_draft, moment);
    await tx.saveContainerRun({ ...run, operation_id: operationId, container_id: container.id });
  }
  for (const { container, run } of collected.failed) {
    const current = await tx.container(container.id);
    if (!current) continue;
    await tx.saveContainer({ ...current, last_error: run.message ?? null });
    await tx.saveContainerRun({ ...run, operation_id: operationId, container_id: container.id });
  }
}

/** Measures the fields of the chosen containers and proposes checks that their data suggests. */
export async function runProfile(context: OperationContext<ProfileRun>): Promise<OperationOutcome> {
  const { operation, datastore, connection, store, signal } = context;
  const { body } = operation;
  const containers = await chosenContainers(store, datastore.id, body);
  const source = await openSource(connection, datastore, { sessions: context.sessions, signal, catalogue: store, references: await joinedDatastores(store, containers) });
  let fields = 0;
  const checks = { added: 0, updated: 0, synchronized: 0 };
  let collected: Collected<Profiled>;
  try {
    if (!source.session.can.temporaryTables) fail('unsupported', `Tables of ${connection.type} servers are scanned, but not profiled.`, { remedy: 'Write their checks by hand, or profile an export of them.' });
    collected = await forEachContainer(context, containers, async (container, report) => readContainer(source, container, async (relation, notes) => {
      const profile = await profileContainer(source, relation, container, body, { now: context.now(), signal, report });
      const before = new Map((await store.latestProfiles(container.id)).map((field) => [field.name, field]));
      const compared = profile.fields.map((field) => ({ ...field, drift: fieldDrift(before.get(field.name), field) }));
      const kept = await comparedWithStore(store, profile.proposals, container.id, body.infer_as_draft, context.now().toISOString());
      fields += profile.fields.length;
      checks.added += kept.add.length;
      checks.updated += kept.update.length;
      checks.synchronized += kept.add.length + kept.update.length + kept.unchanged.length;
      const gone = (await store.fields(container.id)).filter((field) => field.status !== 'missing' && !relation.columns.some((column) => column.name === field.name));
      const told = [...notes, ...await relation.changes?.() ?? [], ...(gone.length ? [`${gone.map((field) => field.name).join(', ')} ${gone.length === 1 ? 'is' : 'are'} not there any more; run a sync.`] : [])].join(' ') || null;
      context.report({ fields_profiled: fields, checks_added: checks.added, checks_updated: checks.updated, checks_synchronized: checks.synchronized });
      const run: Partial<ContainerRun> = {
        message: told, fields_profiled: profile.fields.length, checks_added: kept.add.length, checks_updated: kept.update.length, timings: profile.timings,
      };
      return { result: { profile, fields: compared, added: kept.add.length, updated: kept.update.length, notes: told }, rows: profile.rows, run };
    }, signal), { weights: await containerWeights(store, connection, containers) });
  } finally {
    await source.close();
  }
  const rows = collected.done.reduce((sum, { result }) => sum + result.profile.rows, 0);
  const status: OperationStatus = {
    total_containers: containers.length, containers_analyzed: containers.length, containers_failed: collected.failed.length,
    partitions_analyzed: collected.done.length, records_processed: rows, records_total: rows, fields_profiled: fields,
    checks_added: checks.added, checks_updated: checks.updated, checks_synchronized: checks.synchronized,
  };
  const failed = collected.done.length === 0;
  const notes = collected.done.flatMap(({ container, result }) => (result.notes ? [`${container.name}: ${result.notes}`] : [])).slice(0, 5);
  return {
    result: failed ? 'failure' : 'success', status,
    message: [failureText(collected.failed), ...notes].filter(Boolean).join(' ') || null,
    ...(failed && collected.failed[0] ? { problem: collected.failed[0].problem } : {}),
    commit: (tx) => write(tx, collected, body, operation.id),
  };
}
