import { fail } from '../../../core/errors';
import type { ContainerRun } from '../../../core/api/schemas/operation';
import type { RunOf } from '../../../core/operations/kinds';
import { openSource } from '../../sources/open-source';
import { writeRelation } from '../../sources/output/write-relation';
import { readContainer } from '../../sources/read-container';
import type { StoredContainer } from '../../store/model';
import type { OperationContext, OperationOutcome } from '../runner';
import { chosenContainers } from '../shared/chosen-containers';
import { containerWeights } from '../shared/container-weights';
import { enrichmentOutput, enrichmentPrefix } from '../shared/enrichment-output';
import { failureText, forEachContainer, type Collected } from '../shared/for-each-container';
import { joinedDatastores } from '../shared/joined-datastores';

/** A name that every tool takes as it is; by its id where the container's own is too long or holds other letters. */
export function materializedName(prefix: string, container: Pick<StoredContainer, 'id' | 'name'>): string {
  return container.name.length <= 60 && /^[\p{L}\p{N}_]+$/u.test(container.name) ? `${prefix}_mat_${container.name}` : `${prefix}_materialize_${container.id}`;
}

/** Writes the rows of computed containers, or of the chosen ones, into tables of the enrichment datastore; each replaces what it wrote before. */
export async function runMaterialize(context: OperationContext<RunOf<'materialize'>>): Promise<OperationOutcome> {
  const { operation, datastore, connection, store, signal } = context;
  const { body } = operation;
  const output = await enrichmentOutput(store, datastore);
  const named = Boolean(body.container_names?.length || body.container_tags?.length);
  const containers = (await chosenContainers(store, datastore.id, body)).filter((container) => named || container.computed);
  if (containers.length === 0) fail('not-found', `${datastore.name} has no computed containers.`, { remedy: 'Create one, or name the containers to write.' });
  const prefix = enrichmentPrefix(datastore.enrichment_prefix, datastore.name);
  const source = await openSource(connection, datastore, { sessions: context.sessions, signal, catalogue: store, references: await joinedDatastores(store, containers), output });
  let collected: Collected<string>;
  try {
    collected = await forEachContainer<string>(context, containers, async (container) => readContainer(source, container, async (relation, notes) => {
      const table = materializedName(prefix, container);
      const rows = await writeRelation(source.session, output, table, relation, body.max_records_per_partition, operation.id, signal);
      const run: Partial<ContainerRun> = { message: [`Written to ${table}.`, ...notes, ...await relation.changes?.() ?? []].join(' ') };
      return { result: table, rows, run };
    }, signal), { weights: await containerWeights(store, connection, containers) });
  } finally {
    await source.close();
  }
  const rows = collected.done.reduce((sum, { run }) => sum + (run.records_processed ?? 0), 0);
  const failed = collected.done.length === 0;
  return {
    result: failed ? 'failure' : 'success',
    // A success with a message is shown as a warning; each container's part names its table.
    message: failureText(collected.failed),
    ...(failed && collected.failed[0] ? { problem: collected.failed[0].problem } : {}),
    status: { total_containers: containers.length, containers_analyzed: containers.length, containers_failed: collected.failed.length, records_processed: rows, records_total: rows },
    commit: async (tx) => {
      for (const { container, run } of [...collected.done, ...collected.failed]) {
        if (await tx.container(container.id)) await tx.saveContainerRun({ ...run, operation_id: operation.id, container_id: container.id });
      }
    },
  };
}
