import type { ComponentChildren } from 'preact';
import type { Notice, ShownProblem } from '../../src/core/protocol/wire';
import { Icon } from './icon';
import { l10n } from './l10n';

/** Something that stands out from the page: an error, a warning or a hint, told by icon and words. */
export function MessageBox({ tone, children }: { tone: 'error' | 'warning' | 'info'; children: ComponentChildren }) {
  const names = { error: l10n.t('Error'), warning: l10n.t('Warning'), info: l10n.t('Information') };
  return (
    <div class={`box box-${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
      <Icon name={tone === 'error' ? 'failed' : tone} label={names[tone]} />
      <div class="box-body">{children}</div>
    </div>
  );
}

/** A problem with what to do about it; technical details unfold. `children` are actions below it. */
export function ProblemBox({ problem, children }: { problem: ShownProblem; children?: ComponentChildren }) {
  return (
    <MessageBox tone="error">
      <p class="reason">{problem.reason}</p>
      {problem.remedy && <p>{problem.remedy}</p>}
      {problem.detail && (
        <details>
          <summary>{l10n.t('Technical details')}</summary>
          <pre tabIndex={0}>{problem.detail}</pre>
        </details>
      )}
      {children && <div class="row">{children}</div>}
    </MessageBox>
  );
}

export function NoticeBox({ notice }: { notice: Notice | null }) {
  return notice && <MessageBox tone={notice.tone}><p>{notice.text}</p></MessageBox>;
}
