import type { ShownJob } from '../../src/core/protocol/job-panel';
import { count, duration, percent } from '../ui/format';
import { l10n } from '../ui/l10n';
import { ProgressBar } from '../ui/progress';

/** What was measured of a running job, as short texts. */
function measured(job: ShownJob): string[] {
  const texts: string[] = [];
  if (job.rowsTotal !== null || job.rows) {
    texts.push(job.rowsTotal !== null ? l10n.t('{0} of {1} rows', count(job.rows ?? 0), count(job.rowsTotal)) : l10n.t('{0} rows', count(job.rows ?? 0)));
  }
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
  if (since !== null) texts.push(duration(now - since));
  return (
    <section aria-label={l10n.t('Progress')} class="progress">
      <div class="progress-text">
        {fraction !== null && <strong>{percent(fraction)}</strong>}
        {texts.map((text) => <span key={text}>{text}</span>)}
      </div>
      <ProgressBar fraction={fraction} label={l10n.t('Progress')} />
    </section>
  );
}
