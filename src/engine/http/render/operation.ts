import type { z } from 'zod';
import type { ContainerRun, operation as operationSchema } from '../../../core/api/schemas/operation';
import { operationKinds } from '../../../core/operations/kinds';
import type { OperationQueue } from '../../queue/queue';
import type { StoredOperation } from '../../store/model';
import { containersNamed } from '../../store/queries/containers';
import { containerRuns } from '../../store/queries/operations';
import type { RowSource } from '../../store/source';
import { datastoreStubs } from './datastore';

/** Stubs of the containers that operations were asked to work on, by datastore and name. */
async function namedContainers(source: RowSource, list: readonly StoredOperation[]): Promise<Map<string, { id: number; name: string }>> {
  const names = [...new Set(list.flatMap((o) => ('container_names' in o.body ? o.body.container_names ?? [] : [])))];
  const found = await containersNamed(source, [...new Set(list.map((o) => o.datastore_id))], names);
  return new Map(found.map(({ datastoreId, id, name }) => [`${datastoreId}:${name}`, { id, name }]));
}

export interface OperationRendering {
  readonly source: RowSource;
  readonly queue: OperationQueue;
  /** With each container's part; a list of old operations goes without. */
  readonly parts: boolean;
}

/** Operations as the API gives them, in the order given; what is queued or running with its live counters. */
export async function renderOperations(list: readonly StoredOperation[], { source, queue, parts }: OperationRendering): Promise<z.input<typeof operationSchema>[]> {
  const live = new Map(list.flatMap(({ id }) => {
    const found = queue.live(id);
    return found ? [[id, found] as const] : [];
  }));
  const runs = new Map<number, ContainerRun[]>();
  if (parts) {
    for (const run of await containerRuns(source, list.map((o) => o.id).filter((id) => !live.has(id)))) {
      const { container_id: _, ...part } = run;
      runs.set(run.operation_id, [...runs.get(run.operation_id) ?? [], part]);
    }
    for (const [id, found] of live) runs.set(id, [...found.runs.values()].map((run) => ({ ...run, operation_id: id })));
  }
  const [datastores, named] = await Promise.all([datastoreStubs(source, list.map((o) => o.datastore_id)), namedContainers(source, list)]);
  return list.map((stored) => {
    const { datastore_id, body, ...operation } = live.get(stored.id)?.operation ?? stored;
    const ofOperation = runs.get(stored.id) ?? [];
    const asked = 'container_names' in body ? body.container_names ?? [] : [];
    return {
      ...operation, datastore: datastores.get(datastore_id) ?? { id: datastore_id, name: `datastore ${datastore_id}` },
      containers: asked.length > 0 ? asked.flatMap((name) => named.get(`${datastore_id}:${name}`) ?? [])
        : ofOperation.flatMap((run) => (run.container ? [run.container] : [])),
      problem: operation.problem && { ...operation.problem }, tags: [], schedule: null, action_execution: null, configuration: { ...body },
      ...(parts ? { [operationKinds[operation.type].parts]: ofOperation } : {}),
    };
  });
}
