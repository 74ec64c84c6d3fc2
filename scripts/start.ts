// npm start [-- --no-open]: from a folder of public files to their anomalies, then the same in VS Code.
import path from 'node:path';
import { localBackend } from '../src/backend/engine-process/local-backend';
import { newStoreFolder } from '../src/backend/engine-process/store-folder';
import { undiciTransport } from '../src/backend/transport/http';
import { PlumblineError } from '../src/core/errors';
import { build, root } from './lib/bundles';
import { openWorkspace } from './lib/open-workspace';
import { runSamplePipeline } from './sample/pipeline';
import { anomalyTable, jobTable, openAnomalies } from './sample/report';
import { makeSampleWorkspace } from './sample/workspace';

/** CI=false and CI= do not ask for anything. */
const inCi = !['', '0', 'false'].includes(process.env.CI ?? '');

async function start(): Promise<void> {
  console.log('Building Plumbline');
  await build({ minify: true });
  const sample = await makeSampleWorkspace(path.join(root, '.sample'));
  console.log(`Sample workspace: ${sample.folder} (public data of the npm package vega-datasets; sources and licence lie beside them)`);
  const storeFolder = newStoreFolder(sample.folder);
  const backend = localBackend({ storeFolder, enginePath: path.join(root, 'dist', 'engine.js'), transport: undiciTransport() });
  const server = await backend.identify();
  console.log(`Local engine: ${server.server}${server.version ? ` ${server.version}` : ''}, its store is ${storeFolder}\n`);
  const { datastore, jobs } = await runSamplePipeline(backend, sample.data);
  console.log(`\nJobs\n\n${jobTable(jobs)}`);
  const anomalies = await openAnomalies(backend, datastore.id);
  const records = anomalies.filter((anomaly) => anomaly.type === 'record').length;
  console.log(`\nAnomalies: ${anomalies.length} open (${records} record, ${anomalies.length - records} shape)\n\n${anomalyTable(anomalies)}\n`);
  if (inCi || process.argv.includes('--no-open')) return;
  await openWorkspace(sample.folder, (line) => console.log(line));
}

/** What to say of an error: reason and remedy where it is one of ours, all of it otherwise. */
function explain(error: unknown): string {
  if (PlumblineError.is(error)) return [error.problem.reason, error.problem.remedy, error.problem.detail].filter(Boolean).join('\n');
  return error instanceof Error ? error.stack ?? error.message : String(error);
}

start().catch((error: unknown) => {
  console.error(`\nnpm start failed: ${explain(error)}`);
  process.exitCode = 1;
});
