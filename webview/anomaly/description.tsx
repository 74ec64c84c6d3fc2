import { useEffect, useRef } from 'preact/hooks';
import { longestText, type AnomalyToHost, type ShownAnomaly } from '../../src/core/protocol/anomaly-panel';
import { Button, LinkButton } from '../ui/button';
import { useHost, useKept } from '../panel/host';
import { l10n } from '../ui/l10n';
import { Section } from '../ui/section';
import { TextArea } from '../ui/text-area';

/** What the anomaly is about: a person's words where there are some, otherwise the scan's. */
export function Description({ anomaly }: { anomaly: ShownAnomaly }) {
  const host = useHost<AnomalyToHost>();
  const [draft, setDraft] = useKept<string | null>('description', (raw) => (typeof raw === 'string' ? raw : null), null);
  const saved = useRef(anomaly.saved.descriptions);
  useEffect(() => {
    if (saved.current === anomaly.saved.descriptions) return;
    saved.current = anomaly.saved.descriptions;
    setDraft(null);
  }, [anomaly.saved.descriptions, setDraft]);
  const text = anomaly.description ?? anomaly.message;
  const edit = <LinkButton onClick={() => setDraft(text ?? '')}>{l10n.t('Edit')}</LinkButton>;
  return (
    <Section title={l10n.t('Description')} actions={draft === null ? edit : undefined}>
      {draft === null
        ? <p class="prose">{text ?? <span class="faint">{l10n.t('No description.')}</span>}</p>
        : (
          <div class="editor">
            <TextArea label={l10n.t('Description')} value={draft} onInput={setDraft} focus maxLength={longestText} rows={4} />
            <div class="row">
              <Button kind="primary" disabled={anomaly.busy} onClick={() => host.post({ type: 'describe', text: draft })}>{l10n.t('Save')}</Button>
              <Button onClick={() => setDraft(null)}>{l10n.t('Cancel')}</Button>
            </div>
          </div>
        )}
      {anomaly.description && anomaly.message && anomaly.description !== anomaly.message && draft === null && <p class="faint">{anomaly.message}</p>}
    </Section>
  );
}
