import type { Job } from '../../../src/core/jobs/job';
import { kindOf } from '../../../src/core/operations/kinds';
import { counterTitle, kindTitle } from '../../../src/core/operations/words';
import type { JobKinds } from '../../../src/core/protocol/job-state';

const at = (seconds: number): string => new Date(Date.UTC(2026, 4, 4, 9, 30, seconds)).toISOString();
/** What jobs and counters are called. */
export const jobKinds: JobKinds = { title: kindTitle, counter: counterTitle, say: (text) => text, findsAnomalies: (type) => kindOf(type)?.findsAnomalies === true };
/** When the states of these jobs are looked at. */
export const tenSecondsLater = Date.UTC(2026, 4, 4, 9, 30, 10);


/** A scan in the middle of its work. */
export const runningScan: Job = {
  key: 'local:12', serverId: 'local', id: 12, type: 'scan', asset: { datastoreId: 3, name: 'sample' },
  containers: ['movies', 'flights', 'weather'], status: 'Running', cancelling: false, rawResult: 'running',
  progress: { fraction: 0.456, containersDone: 1, containersTotal: 3, records: 1_404_000, recordsTotal: 3_080_000 },
  phase: 'counting distinct values of airport', warning: false, message: null, problem: null, created: at(0), started: at(1), ended: null, triggeredBy: 'ada@example.org',
  configuration: { type: 'scan', datastore_ids: [3], container_names: ['movies', 'flights', 'weather'], incremental: false, enrichment_source_record_limit: 10 },
  counters: { total_containers: 3, containers_analyzed: 1, records_processed: 1_404_000, records_total: 3_080_000, anomalies_identified: 7 },
  parts: [
    { id: 1, container: { id: 31, name: 'movies' }, start_time: at(1), end_time: at(3), result: 'success', records_processed: 3201, records_total: 3201, anomaly_count: 7,
      timings: [['plan', 12.4], ['discharge', 640], ['residual', 900], ['rows', 310]] },
    { id: 2, container: { id: 32, name: 'flights' }, start_time: at(3), end_time: null, result: 'running', records_processed: 1_400_799, records_total: 3_000_000, anomaly_count: 0 },
    { id: 3, container: { id: 33, name: 'weather' }, result: 'queued' },
  ],
};

/** The same scan, over, with a container that could not be read. */
export const endedScan: Job = {
  ...runningScan, status: 'Completed', phase: null, rawResult: 'success', ended: at(16), warning: true,
  message: '1 of 3 containers could not be read: weather.csv',
  progress: { fraction: 1, containersDone: 3, containersTotal: 3, records: 3_003_201, recordsTotal: 3_080_000 },
  counters: { total_containers: 3, containers_analyzed: 2, containers_failed: 1, records_processed: 3_003_201, anomalies_identified: 7 },
  parts: [
    runningScan.parts[0]!,
    { ...runningScan.parts[1]!, end_time: at(14), result: 'success', records_processed: 3_000_000, timings: [['plan', 8], ['discharge', 7400], ['residual', 3300]] },
    { id: 3, container: { id: 33, name: 'weather' }, start_time: at(14), end_time: at(15), result: 'failure', records_processed: 120,
      message: 'weather.csv, line 121: expected 6 columns, found 9. Correct the line or leave the file out.' },
  ],
};

/** A job that the engine's end cost its life. */
export const failedProfile: Job = {
  ...runningScan, key: 'local:13', id: 13, type: 'profile', status: 'Failed', phase: null, rawResult: 'failure', ended: at(9), counters: {}, parts: [],
  message: 'The engine stopped while this job ran.',
  problem: { reason: 'The engine stopped while this job ran.', remedy: 'Retry the job; what was stored before is unharmed.', detail: 'Error: signal SIGKILL\n    at onExit (engine.ts:42)' },
};
