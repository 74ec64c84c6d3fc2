import type { JobAction, JobToHost, ShownJob } from '../../src/core/protocol/job-panel';
import { Button, LinkButton } from '../ui/button';
import { ago, dateTime } from '../ui/format';
import { useHost } from '../panel/host';
import type { IconName } from '../ui/icon';
import { l10n } from '../ui/l10n';
import { Status } from '../ui/status';
import { Visible } from '../ui/visible';

function reason(why: JobAction['why']): string | undefined {
  switch (why) {
    case 'no-asset': return l10n.t('This job belongs to no datastore.');
    case 'none-found': return l10n.t('This scan found no anomalies.');
    case 'still-scanning': return l10n.t('Nothing found so far; the scan still runs.');
    case 'asked': return l10n.t('The server has been asked to stop this job.');
    case 'starting': return l10n.t('A new job is being started.');
    case null: return undefined;
  }
}

function label(job: ShownJob, action: JobAction['action']): { text: string; icon: IconName } {
  switch (action) {
    case 'goToAsset': return { text: l10n.t('Go to Asset'), icon: 'folder' };
    case 'showAnomalies': return { text: l10n.t('Show Anomalies'), icon: 'warning' };
    case 'cancel': return { text: l10n.t('Cancel'), icon: 'stop' };
    case 'retry': return { text: job.status === 'Completed' ? l10n.t('Run Again') : l10n.t('Retry'), icon: 'retry' };
  }
}

/** Which action the panel puts forward: retrying what failed, otherwise looking at what was found. */
function foremost(job: ShownJob): JobAction['action'] | null {
  if (job.status === 'Failed' || job.status === 'Cancelled') return 'retry';
  return job.actions.some((a) => a.action === 'showAnomalies' && a.enabled) ? 'showAnomalies' : null;
}

export function JobHeader({ job, now }: { job: ShownJob; now: number }) {
  const host = useHost<JobToHost>();
  const first = foremost(job);
  return (
    <header>
      <div class="head-text">
        <h1>{job.title}<Status status={job.cancelling ? 'Cancelling' : job.status} warning={job.warning} /></h1>
        <p class="under">
          {job.asset && (job.actions.some((a) => a.action === 'goToAsset' && a.enabled)
            ? <LinkButton title={l10n.t('Show in the Datastores view')} onClick={() => host.post({ type: 'act', action: 'goToAsset' })}><Visible text={job.asset} /></LinkButton>
            : <span><Visible text={job.asset} /></span>)}
          <span>{l10n.t('Job {0}', `#${job.id}`)}</span>
          {job.created !== null && <span title={dateTime(job.created)}>{l10n.t('created {0}', ago(job.created, Math.max(now, job.created)))}</span>}
          {job.triggeredBy && <span>{l10n.t('by {0}', job.triggeredBy)}</span>}
        </p>
      </div>
      <div class="row actions" role="group" aria-label={l10n.t('Actions')}>
        {job.actions.map(({ action, enabled, why }) => {
          const { text, icon } = label(job, action);
          return (
            <Button key={action} icon={icon} disabled={!enabled} title={reason(why)} kind={action === first ? 'primary' : 'secondary'}
              onClick={() => host.post({ type: 'act', action })}>{text}</Button>
          );
        })}
      </div>
    </header>
  );
}
