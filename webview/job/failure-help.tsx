import type { ShownJob } from '../../src/core/protocol/job-panel';
import { l10n } from '../ui/l10n';

/** What usually stands behind the failure, and what helps where the failure does not say it itself. */
export function FailureHelp({ job: { help, problem } }: { job: ShownJob }) {
  if (!help) return null;
  const said = problem?.reason.includes(help.cause) === true;
  return (
    <p class="failure-help">
      {!said && <span>{l10n.t('Usual cause:')} {help.cause} </span>}
      {!problem?.remedy && <span>{help.remedy} </span>}
      {help.transient && <span>{l10n.t('This often passes by itself: try Retry first.')}</span>}
    </p>
  );
}
