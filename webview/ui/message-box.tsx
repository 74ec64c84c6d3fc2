import type { ComponentChildren } from 'preact';
import { Icon } from './icon';
import { l10n } from './l10n';

interface Problem {
  readonly reason: string;
  readonly remedy: string | null;
  /** Technical details to unfold. */
  readonly detail: string | null;
}

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
export function ProblemBox({ problem, children }: { problem: Problem; children?: ComponentChildren }) {
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

/** The answer to the last action, where there is one. */
export function NoticeBox({ notice }: { notice: { tone: 'error' | 'info'; text: string } | null }) {
  return notice && <MessageBox tone={notice.tone}><p>{notice.text}</p></MessageBox>;
}
