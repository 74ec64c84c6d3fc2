import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { localBackend } from '../../src/backend/engine-process/local-backend';
import type { QualityBackend } from '../../src/backend/port';
import { undiciTransport } from '../../src/backend/transport/http';
import { storeFolderName } from '../../src/core/api/engine-file';
import type { CheckCreate } from '../../src/core/api/schemas/check';
import type { Datastore } from '../../src/core/api/schemas/datastore';
import type { Operation, RunRequest } from '../../src/core/api/schemas/operation';
import type { Workspace } from './workspace';

/** A workspace's engine as the command line would reach it: the same one that the window finds. */
export function engineOf(workspace: Workspace): QualityBackend {
  return localBackend({ storeFolder: path.join(workspace.folder, storeFolderName), enginePath: path.resolve('dist', 'engine.js'), transport: undiciTransport() });
}

/** Runs an operation and waits for its end. */
export async function runToEnd(backend: QualityBackend, request: RunRequest): Promise<Operation> {
  const [started] = await backend.run(request);
  if (!started) throw new Error(`${request.type} was not started`);
  return untilEnded(backend, started.id);
}

export async function untilEnded(backend: QualityBackend, id: number, timeout = 90_000): Promise<Operation> {
  for (const until = Date.now() + timeout; Date.now() < until; await sleep(100)) {
    const operation = await backend.operation(id);
    if (operation.end_time) return operation;
  }
  throw new Error(`Operation ${id} did not end within ${timeout / 1000} seconds`);
}

/** Adds the workspace's folder of files as a datastore and reads its catalogue. */
export async function withDatastore(workspace: Workspace, name: string): Promise<{ backend: QualityBackend; datastore: Datastore }> {
  const backend = engineOf(workspace);
  const datastore = await backend.createDatastore({ name, connection: { type: 'files', path: workspace.data } });
  const sync = await runToEnd(backend, { type: 'sync', datastore_id: datastore.id });
  if (sync.result !== 'success') throw new Error(`sync: ${sync.message}`);
  return { backend, datastore };
}

/** Profiles without proposing checks, so that it is known how many rows a scan has to read. */
export async function profileOnly(backend: QualityBackend, datastore: Datastore): Promise<void> {
  const profile = await runToEnd(backend, { type: 'profile', datastore_id: datastore.id, ai_effort: 'off' });
  if (profile.result !== 'success') throw new Error(`profile: ${profile.message}`);
}

/** Adds checks to the only container whose name starts with `container`. */
export async function addChecks(backend: QualityBackend, datastore: Datastore, container: string, checks: readonly Omit<CheckCreate, 'container_id'>[]): Promise<number[]> {
  const found = (await backend.containers(datastore.id)).find((one) => one.name.startsWith(container));
  if (!found) throw new Error(`There is no container ${container}`);
  const ids: number[] = [];
  for (const check of checks) ids.push((await backend.createCheck({ ...check, container_id: found.id })).id);
  return ids;
}

/** Checks that writeTrips' rows break a few times; together they take a while. */
export const tripChecks: readonly Omit<CheckCreate, 'container_id'>[] = [
  { rule: 'notNegative', fields: ['fare'], description: 'A fare is not negative' },
  { rule: 'matchesPattern', fields: ['token'], properties: { pattern: '^[0-9a-f]{32}$' }, description: 'A token is 32 hexadecimal digits' },
  { rule: 'unique', fields: ['token'], description: 'A token is used once' },
  { rule: 'notNull', fields: ['driver'], description: 'A trip has a driver' },
];

/** With one that costs a lot on every row and always holds: millions of rows then take many seconds on a fast machine too. */
export const slowTripChecks: readonly Omit<CheckCreate, 'container_id'>[] = [...tripChecks, {
  rule: 'satisfiesExpression', properties: { expression: `length(${'sha256('.repeat(8)}token${')'.repeat(8)}) = 64` }, description: 'A hash has 64 digits',
}];

/** Checks that writeOrders' rows break: two without a customer, one with a negative amount. */
export const orderChecks: readonly Omit<CheckCreate, 'container_id'>[] = [
  { rule: 'notNull', fields: ['customer'], description: 'An order has a customer' },
  { rule: 'notNegative', fields: ['amount'], description: 'Amounts are not negative' },
  { rule: 'unique', fields: ['order_id'], description: 'An order is listed once' },
];
