import { setTimeout as sleep } from 'node:timers/promises';
import type { QualityBackend } from '../../src/backend/port';
import type { RunRequest } from '../../src/core/api/schemas/operation';
import { isActive, type Job } from '../../src/core/jobs/job';
import { operationToJob } from '../../src/core/jobs/operation-to-job';

const count = (value: number): string => value.toLocaleString('en');

/** What a job measures, in one line. */
function progressLine(job: Job): string {
  const { fraction, containersDone, containersTotal, records, recordsTotal } = job.progress;
  return [
    `${job.type} ${job.asset.name}: ${job.status.toLowerCase()}`,
    fraction === null ? '' : `${Math.floor(fraction * 100)} %`,
    containersDone === null ? '' : `${containersDone}${containersTotal === null ? '' : ` of ${containersTotal}`} containers`,
    records ? `${count(records)}${recordsTotal ? ` of ${count(recordsTotal)}` : ''} records` : '',
  ].filter((part) => part !== '').join(', ');
}

/** Shows one line that changes on a terminal, and one line a change of state elsewhere. */
function liveLine(): { show(line: string): void; end(line: string): void } {
  const terminal = process.stdout.isTTY;
  let last = '';
  return {
    show: (line) => {
      if (line === last) return;
      last = line;
      if (terminal) process.stdout.write(`\r\u001b[K${line.slice(0, (process.stdout.columns ?? 80) - 1)}`);
      else console.log(line);
    },
    end: (line) => {
      if (terminal) process.stdout.write('\r\u001b[K');
      if (terminal || line !== last) console.log(line);
    },
  };
}

/** Runs an operation to its end with a live progress line; gives the job. Throws when it did not complete. */
export async function runOperation(backend: QualityBackend, request: RunRequest): Promise<Job> {
  const [started] = await backend.run(request);
  if (!started) throw new Error(`The engine did not start ${request.type}.`);
  const line = liveLine();
  let job = operationToJob(started, 'local');
  while (isActive(job)) {
    line.show(progressLine(job));
    // Often enough to look alive, seldom enough that a pipe stays readable.
    await sleep(process.stdout.isTTY ? 150 : 500);
    job = operationToJob(await backend.operation(started.id), 'local');
  }
  line.end(progressLine(job));
  if (job.status !== 'Completed') {
    throw new Error(`${job.type} ended as ${job.status.toLowerCase()}: ${job.problem?.reason ?? job.message ?? 'no reason given'}${job.problem?.remedy ? ` ${job.problem.remedy}` : ''}`);
  }
  if (job.message) console.log(`  ${job.message}`);
  return job;
}
