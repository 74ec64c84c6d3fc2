import type { JobStatus } from './job';

/** How a container's part of a job stands. `NotChecked`: a scan had nothing to check there, or could not read it. */
export type PartStatus = JobStatus | 'NotChecked';

/** What a scan's part is called where nothing of the container was checked. */
export const notChecked = 'not_checked';

const statuses: Readonly<Record<string, JobStatus>> = {
  queued: 'Pending', pending: 'Pending', running: 'Running', success: 'Completed', failure: 'Failed', aborted: 'Cancelled',
};

/** A server's word for where an operation stands, as people see it; undefined for a word of its own. */
export function statusOfResult(result: string): JobStatus | undefined {
  const word = result.toLowerCase();
  return Object.hasOwn(statuses, word) ? statuses[word] : undefined;
}

/** The same for a container's part. */
export function statusOfPart(result: string): PartStatus | undefined {
  return result.toLowerCase() === notChecked ? 'NotChecked' : statusOfResult(result);
}

/** The server's word says that the operation is over. */
export function isFinal(result: string): boolean {
  const status = statusOfResult(result);
  return status === 'Completed' || status === 'Failed' || status === 'Cancelled';
}
