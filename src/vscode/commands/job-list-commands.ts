import type { App } from '../app';
import { noJobFilter } from '../data/job-filter';
import { moreJobsOf } from './arguments';
import type { CommandTable } from './command-table';

/** Filter the Jobs view, and bring more of it. */
export function jobListCommands(app: App): CommandTable {
  return {
    'plumbline.filterJobs': async () => {
      const filter = await (await import('./on-demand.js')).askJobFilter(app);
      if (filter) await app.jobs.setFilter(filter);
    },
    'plumbline.clearJobFilter': () => app.jobs.setFilter(noJobFilter),
    'plumbline.showMoreJobs': async (first) => {
      const more = moreJobsOf(first);
      if (more) await app.jobs.move(more.list, more.way);
    },
  };
}
