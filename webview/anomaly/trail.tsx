import type { ShownAnomaly, ShownChange } from '../../src/core/protocol/anomaly-panel';
import { l10n } from '../ui/l10n';
import { MessageBox } from '../ui/message-box';
import { Section } from '../ui/section';
import { When } from '../ui/when';
import { anomalyStatusText } from './anomaly-status';

function sentence(change: { field: string; from: string; to: string }): string {
  if (change.field === 'status') {
    return change.from === '—' ? l10n.t('Status set to {0}', anomalyStatusText(change.to))
      : l10n.t('Status changed from {0} to {1}', anomalyStatusText(change.from), anomalyStatusText(change.to));
  }
  if (change.field === 'description') return l10n.t('Description changed');
  return l10n.t('{0} changed from {1} to {2}', change.field, change.from, change.to);
}

function Entry({ entry }: { entry: ShownChange }) {
  const made = /^(insert|create)/i.test(entry.operation);
  const sentences = made ? [l10n.t('Found by a scan')] : entry.changes.map(sentence);
  return (
    <li>
      {(sentences.length ? sentences : [entry.operation]).map((text) => <p key={text}>{text}</p>)}
      <p class="faint">{entry.who && <>{entry.who} · </>}<When at={entry.at} /></p>
    </li>
  );
}

/** What happened to the anomaly, newest first. */
export function Trail({ anomaly }: { anomaly: ShownAnomaly }) {
  const { history } = anomaly;
  return (
    <Section title={l10n.t('History')}>
      {history === null && <p class="faint">{l10n.t('Loading…')}</p>}
      {history !== null && 'problem' in history && <MessageBox tone="error"><p>{history.problem}</p></MessageBox>}
      {history !== null && 'value' in history && (history.value.length
        ? <ol class="trail">{history.value.map((entry, index) => <Entry key={`${index}:${entry.at}`} entry={entry} />)}</ol>
        : <p class="faint">{l10n.t('Nothing was changed so far.')}</p>)}
    </Section>
  );
}
