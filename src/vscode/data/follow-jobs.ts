import { problemText, toProblem } from '../../core/errors';
import { isActive, type Job } from '../../core/jobs/job';
import type { EndedJob } from '../../core/jobs/job-store';
import { refreshedBy } from '../../core/operations/kinds';
import type { Subscription } from '../../core/stores/events';
import type { App } from '../app';
import type { Pipelines } from './pipelines';

type Parts = Pick<App, 'jobs' | 'anomalies' | 'catalogue' | 'notifier' | 'log'> & { readonly pipelines: Pipelines };

/** Fetches the lists that an ended job bears on. */
async function refreshAfter(job: Job, { catalogue, anomalies }: Pick<App, 'catalogue' | 'anomalies'>): Promise<void> {
  const refreshes = refreshedBy(job.type);
  if (refreshes.includes('catalogue') && job.asset.datastoreId !== null) await catalogue.refresh([job.asset.datastoreId]);
  if (refreshes.includes('anomalies')) await anomalies.refresh();
}

/** Jobs that others started, and that were over when they were first seen: what they changed is fetched, and nobody is told. */
export async function catchUp(jobs: readonly Job[], lists: Pick<App, 'catalogue' | 'anomalies'>): Promise<void> {
  // The newest of each datastore and kind stands for those before it.
  const newest = new Map(jobs.filter((job) => !isActive(job)).map((job) => [`${job.asset.datastoreId} ${job.type}`, job]));
  for (const job of newest.values()) await refreshAfter(job, lists);
}

/** After the end of a job: the lists it bears on are fetched, the next step of its pipeline begins, and the user is told. */
export function followJobs({ jobs, anomalies, catalogue, pipelines, notifier, log }: Parts): Subscription {
  async function tell(ended: EndedJob): Promise<void> {
    const turn = await pipelines.ended(ended);
    // A step that leads to the next one is no news.
    if (turn.kind === 'next') return;
    if (turn.kind === 'stopped') await notifier.pipelineStopped(ended, turn.step, turn.problem);
    else await notifier.jobEnded(ended);
  }

  return jobs.store.onDidEnd((ended) => {
    for (const work of [refreshAfter(ended.job, { catalogue, anomalies }), tell(ended)]) {
      work.catch((error: unknown) => log.error(problemText(toProblem(error))));
    }
  });
}
