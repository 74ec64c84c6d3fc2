import type { GoneState } from '../../src/core/protocol/wire';
import { Button } from '../ui/button';
import { l10n } from '../ui/l10n';
import { ProblemBox } from '../ui/message-box';
import { ProgressRing } from '../ui/progress';

/** Shown until the first snapshot comes. Drawn only after a moment by CSS, so that quick answers do not flicker. */
export function Loading() {
  return <div class="loading" role="status"><ProgressRing /><span>{l10n.t('Loading…')}</span></div>;
}

/** What a panel says when there is nothing (any more) to show. */
export function Gone({ state, retry }: { state: GoneState; retry: () => void }) {
  return (
    <main class="gone">
      <ProblemBox problem={state.problem} />
      {state.canRetry && <div><Button onClick={retry}>{l10n.t('Try Again')}</Button></div>}
    </main>
  );
}
