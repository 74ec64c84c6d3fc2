import { useEffect, useRef } from 'preact/hooks';
import { longestText, type AnomalyToHost, type ShownAnomaly } from '../../src/core/protocol/anomaly-panel';
import { Button } from '../ui/button';
import { count } from '../ui/format';
import { useHost, useKept } from '../panel/host';
import { l10n } from '../ui/l10n';
import { MessageBox } from '../ui/message-box';
import { Section } from '../ui/section';
import { TextArea } from '../ui/text-area';
import { When } from '../ui/when';

/** What people wrote about the anomaly, and room to write. */
export function Comments({ anomaly }: { anomaly: ShownAnomaly }) {
  const host = useHost<AnomalyToHost>();
  const [draft, setDraft] = useKept('comment', (raw) => (typeof raw === 'string' ? raw : null), '');
  const saved = useRef(anomaly.saved.comments);
  useEffect(() => {
    if (saved.current === anomaly.saved.comments) return;
    saved.current = anomaly.saved.comments;
    setDraft('');
  }, [anomaly.saved.comments, setDraft]);
  const { comments } = anomaly;
  const list = comments !== null && 'value' in comments ? comments.value : [];
  const text = draft.trim();
  return (
    <Section title={l10n.t('Comments')} count={list.length ? count(list.length) : undefined}>
      {comments !== null && 'problem' in comments && <MessageBox tone="error"><p>{comments.problem}</p></MessageBox>}
      {list.length > 0 && (
        <ul class="comments">
          {list.map((comment) => (
            <li key={comment.id}>
              <p class="faint">{comment.who ?? l10n.t('Somebody')} · <When at={comment.at} /></p>
              <p class="prose">{comment.text}</p>
            </li>
          ))}
        </ul>
      )}
      <div class="editor">
        <TextArea label={l10n.t('New comment')} placeholder={l10n.t('Write a comment')} value={draft} onInput={setDraft} maxLength={longestText} rows={2} />
        <div class="row">
          <Button disabled={anomaly.busy || text === ''} title={text === '' ? l10n.t('Write something first.') : undefined}
            onClick={() => host.post({ type: 'addComment', text })}>{l10n.t('Add Comment')}</Button>
        </div>
      </div>
    </Section>
  );
}
