import type { ShownJob } from '../../src/core/protocol/job-panel';
import { count, duration, percent, roughly } from '../ui/format';
import { l10n } from '../ui/l10n';
import { ProgressBar } from '../ui/progress';
import { Visible } from '../ui/visible';

/** What was measured of a running job, as short texts. */
function measured(job: ShownJob): string[] {
  const texts: string[] = [];
  // Rows count when they were counted: until the first container is through, there are only those to come.
  if (job.rows) texts.push(job.rowsTotal !== null ? l10n.t('{0} of {1} rows', count(job.rows), count(job.rowsTotal)) : l10n.t('{0} rows', count(job.rows)));
  else if (job.rowsTotal) texts.push(l10n.t('{0} rows to read', count(job.rowsTotal)));
  if (job.containersTotal !== null) texts.push(l10n.t('{0} of {1} containers', count(job.containersDone ?? 0), count(job.containersTotal)));
  return texts;
}

/** How far a job is while it waits or runs. */
export function JobProgress({ job, now }: { job: ShownJob; now: number }) {
  const waiting = job.status === 'Pending';
  // Nothing measured yet is not "0 %": the bar says that work goes on until there is a figure.
  const fraction = waiting || job.fraction === 0 ? null : job.fraction;
  const since = waiting ? job.created : job.started ?? job.created;
  const texts = waiting ? [l10n.t('Waiting for its turn')] : measured(job);
  if (job.rate !== null) texts.push(l10n.t('{0} rows/s', count(job.rate)));
  if (since !== null) texts.push(duration(now - since));
  if (job.left !== null) texts.push(l10n.t('about {0} left', roughly(job.left)));
  return (
    <section aria-label={l10n.t('Progress')} class="progress">
      <div class="progress-text">
        {fraction !== null && <strong>{percent(fraction)}</strong>}
        {texts.map((text) => <span key={text}>{text}</span>)}
      </div>
      {job.phase !== null && <p class="phase"><Visible text={job.phase} /></p>}
      <ProgressBar fraction={fraction} label={l10n.t('Progress')} />
    </section>
  );
}
