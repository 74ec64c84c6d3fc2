import { problemText, toProblem } from '../../core/errors';
import type { EndedJob } from '../../core/jobs/job-store';
import type { Subscription } from '../../core/stores/events';
import type { App } from '../app';
import type { Pipelines } from './pipelines';

type Parts = Pick<App, 'jobs' | 'anomalies' | 'catalogue' | 'notifier' | 'log'> & { readonly pipelines: Pipelines };

/** After the end of a job: the lists it bears on are fetched, the next step of its pipeline begins, and the user is told. */
export function followJobs({ jobs, anomalies, catalogue, pipelines, notifier, log }: Parts): Subscription {
  async function refresh({ job }: EndedJob): Promise<void> {
    if (job.asset.datastoreId !== null) await catalogue.refresh([job.asset.datastoreId]);
    if (job.type === 'scan') await anomalies.refresh();
  }

  async function tell(ended: EndedJob): Promise<void> {
    const turn = await pipelines.ended(ended);
    // A step that leads to the next one is no news.
    if (turn.kind === 'next') return;
    if (turn.kind === 'stopped') await notifier.pipelineStopped(ended, turn.step, turn.problem);
    else await notifier.jobEnded(ended);
  }

  return jobs.store.onDidEnd((ended) => {
    for (const work of [refresh(ended), tell(ended)]) {
      work.catch((error: unknown) => log.error(problemText(toProblem(error))));
    }
  });
}
