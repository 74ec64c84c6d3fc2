import { isRunning, type JobToHost, type ShownJob } from '../../src/core/protocol/job-panel';
import { LinkButton } from '../ui/button';
import { useHost } from '../panel/host';
import { l10n } from '../ui/l10n';
import { MessageBox, NoticeBox, ProblemBox } from '../ui/message-box';
import { useNow } from '../ui/now';
import { Configuration } from './configuration';
import { Counters } from './counters';
import { FailureHelp } from './failure-help';
import { JobHeader } from './job-header';
import { JobProgress } from './job-progress';
import { Parts } from './parts';
import { Timing } from './timing';

/** One job: where it stands, what can be done, and everything known about it. */
export function JobView({ state: job }: { state: ShownJob }) {
  const host = useHost<JobToHost>();
  const now = useNow(isRunning(job.status));
  return (
    <>
      <JobHeader job={job} now={now} />
      <NoticeBox notice={job.notice} />
      {job.problem && (
        <ProblemBox problem={job.problem}>
          <FailureHelp job={job} />
          <LinkButton onClick={() => host.post({ type: 'copyError' })}>{l10n.t('Copy Error')}</LinkButton>
          <LinkButton onClick={() => host.post({ type: 'showLog' })}>{l10n.t('Show Log')}</LinkButton>
        </ProblemBox>
      )}
      {job.message && job.message !== job.problem?.reason && (
        job.warning ? <MessageBox tone="warning"><p>{job.message}</p></MessageBox> : <p class="job-message">{job.message}</p>
      )}
      {isRunning(job.status) && <JobProgress job={job} now={now} />}
      <Parts job={job} now={now} />
      <Timing job={job} now={now} />
      <div class="columns">
        <Counters job={job} />
        <Configuration job={job} />
      </div>
    </>
  );
}
