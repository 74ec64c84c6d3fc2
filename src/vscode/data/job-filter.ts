import type { OperationFilter } from '../../backend/port';
import { isActive, type Job, type JobStatus } from '../../core/jobs/job';

/** What the Jobs view shows. Everything empty: all jobs. */
export interface JobViewFilter {
  readonly statuses: readonly JobStatus[];
  readonly types: readonly string[];
  readonly datastoreId: number | null;
}
export const noJobFilter: JobViewFilter = { statuses: [], types: [], datastoreId: null };

export function isJobFiltered(filter: JobViewFilter): boolean {
  return filter.statuses.length > 0 || filter.types.length > 0 || filter.datastoreId !== null;
}

/** The three lists that the view is made of, as a server is asked for them. */
export type JobList = 'active' | 'failed' | 'finished';
const results: Readonly<Record<Exclude<JobList, 'active'>, Partial<Record<JobStatus, string>>>> = {
  failed: { Failed: 'failure' }, finished: { Completed: 'success', Cancelled: 'aborted' },
};

/** The server's filter of one of the lists; null where the view's filter leaves nothing of it. */
export function jobQuery(list: JobList, { statuses, types, datastoreId }: JobViewFilter): OperationFilter | null {
  const of = { ...(types.length > 0 ? { types: [...types] } : {}), ...(datastoreId === null ? {} : { datastores: [datastoreId] }) };
  const wanted = (status: JobStatus): boolean => statuses.length === 0 || statuses.includes(status);
  if (list === 'active') return wanted('Pending') || wanted('Running') ? { ...of, finished: false } : null;
  const words = Object.entries(results[list]).flatMap(([status, word]) => (wanted(status as JobStatus) ? [word] : []));
  return words.length > 0 ? { ...of, results: words } : null;
}

/** Whether the view shows a job, by what is known of it here. */
export function showsJob(job: Job, { statuses, types, datastoreId }: JobViewFilter): boolean {
  return (statuses.length === 0 || statuses.includes(job.status) || (isActive(job) && statuses.some((status) => status === 'Running' || status === 'Pending')))
    && (types.length === 0 || types.includes(job.type)) && (datastoreId === null || job.asset.datastoreId === datastoreId);
}
