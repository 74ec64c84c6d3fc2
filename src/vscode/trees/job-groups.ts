import { dayKey } from '../../core/format/moments';
import { isActive, type Job } from '../../core/jobs/job';
import { toInstant } from '../../core/protocol/moment';

/** `active`, `failed`, or the day of what finished, as `day:2026-11-20`. */
export type GroupId = string;

export interface JobGroup {
  readonly id: GroupId;
  /** An instant of the day that a day group stands for. */
  readonly at: number | null;
  readonly keys: readonly string[];
}

function groupOf(job: Job): { id: GroupId; at: number | null } {
  if (isActive(job)) return { id: 'active', at: null };
  if (job.status === 'Failed') return { id: 'failed', at: null };
  const at = toInstant(job.ended) ?? toInstant(job.created) ?? 0;
  return { id: `day:${dayKey(at)}`, at };
}

function rank(id: GroupId): number {
  return id === 'active' ? 0 : id === 'failed' ? 1 : 2;
}

/** What runs, then what failed, then what finished by day; newest first everywhere. */
export function groupJobs(jobs: readonly Job[]): JobGroup[] {
  const groups = new Map<GroupId, { id: GroupId; at: number | null; keys: string[] }>();
  for (const job of [...jobs].sort((a, b) => b.id - a.id)) {
    const group = groupOf(job);
    const held = groups.get(group.id);
    if (held) held.keys.push(job.key);
    else groups.set(group.id, { ...group, keys: [job.key] });
  }
  return [...groups.values()].sort((a, b) => rank(a.id) - rank(b.id) || b.id.localeCompare(a.id));
}

/** What of a grouping has to be drawn again: all of it, or these groups, or only the jobs that changed. */
export function groupingChange(before: readonly JobGroup[], after: readonly JobGroup[]): 'all' | GroupId[] {
  if (before.map((g) => g.id).join() !== after.map((g) => g.id).join()) return 'all';
  return after.filter((group, i) => group.keys.join() !== before[i]?.keys.join()).map((group) => group.id);
}
