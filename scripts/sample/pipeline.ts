import path from 'node:path';
import type { QualityBackend } from '../../src/backend/port';
import type { Container } from '../../src/core/api/schemas/container';
import type { Datastore } from '../../src/core/api/schemas/datastore';
import type { Job } from '../../src/core/jobs/job';
import { sampleChecks } from './checks';
import { runOperation } from './run-operation';

export const sampleDatastore = 'public-data';

/** The datastore over `folder`: the one of the last run where there is one. */
async function datastoreOf(backend: QualityBackend, folder: string): Promise<Datastore> {
  const known = (await backend.datastores()).find((datastore) => datastore.name === sampleDatastore);
  if (known) return known;
  const input = { name: sampleDatastore, connection: { type: 'files', path: folder } };
  const tested = await backend.tryDatastore(input);
  if (!tested.connected) throw new Error(`The sample data cannot be opened: ${tested.message ?? 'no reason given'}`);
  return backend.createDatastore(input);
}

function containerOf(containers: readonly Container[], file: string): Container {
  const bare = path.parse(file).name;
  const found = containers.find((container) => container.name === file) ?? containers.find((container) => container.name === bare);
  if (!found) throw new Error(`sync did not find ${file}; it found ${containers.map((container) => container.name).join(', ')}`);
  return found;
}

/** Adds the checks of the sample that are not there yet; a check is known by its description. Gives how many were added. */
async function addChecks(backend: QualityBackend, datastore: Datastore): Promise<number> {
  const containers = await backend.containers(datastore.id);
  const known = new Set<string>();
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const reply = await backend.checks({ datastores: [datastore.id], page, size: 100 });
    pages = Math.ceil(reply.total / 100);
    for (const check of reply.items) known.add(`${check.container?.id}:${check.description}`);
  }
  let added = 0;
  for (const { file, ...check } of sampleChecks) {
    const container = containerOf(containers, file);
    if (known.has(`${container.id}:${check.description}`)) continue;
    await backend.createCheck({ ...check, container_id: container.id });
    added += 1;
  }
  return added;
}

/** Takes the sample from its files to its anomalies: sync, profile, the checks of the sample, scan. Gives the jobs, in order. */
export async function runSamplePipeline(backend: QualityBackend, folder: string): Promise<{ datastore: Datastore; jobs: Job[] }> {
  const datastore = await datastoreOf(backend, folder);
  const target = { datastore_ids: [datastore.id] };
  const sync = await runOperation(backend, { type: 'sync', ...target });
  const profile = await runOperation(backend, { type: 'profile', ...target });
  const added = await addChecks(backend, datastore);
  if (added > 0) console.log(`  ${added} checks of the sample added beside those that the profile proposed`);
  const scan = await runOperation(backend, { type: 'scan', ...target });
  return { datastore, jobs: [sync, profile, scan] };
}
