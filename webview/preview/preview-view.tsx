import { useEffect, useState } from 'preact/hooks';
import type { PreviewToHost, ShownPreview } from '../../src/core/protocol/preview-panel';
import { useHost } from '../panel/host';
import { l10n } from '../ui/l10n';
import { NoticeBox } from '../ui/message-box';
import { Visible } from '../ui/visible';
import { Detail, copied } from './detail';
import { Grid, rowsKnown, type Focused } from './grid';
import { Toolbar } from './toolbar';

/** The rows of one container: looked through, sorted, filtered, copied. */
export function PreviewView({ state }: { state: ShownPreview }) {
  const host = useHost<PreviewToHost>();
  const [focused, setFocused] = useState<Focused>({ row: state.reveal.row, column: 0 });
  useEffect(() => setFocused(({ column }) => ({ row: state.reveal.row, column: Math.min(column, Math.max(0, state.columns.length - 1)) })), [state.reveal.wish]);
  const copy = (): void => {
    const value = state.rows[focused.row - state.offset]?.[focused.column];
    if (value !== undefined) host.post({ type: 'copy', text: copied(value) });
  };
  return (
    <div class="preview">
      <header class="preview-head">
        <h1><Visible text={state.name} /></h1>
        <span class="faint"><Visible text={state.datastore} /></span>
      </header>
      <NoticeBox notice={state.notice} />
      {state.notes.length > 0 && <ul class="notes">{state.notes.map((note) => <li key={note}><Visible text={note} /></li>)}</ul>}
      <Toolbar state={state} />
      {rowsKnown(state) === 0
        ? <p class="nothing">{state.filter === '' ? l10n.t('This container has no rows.') : l10n.t('No row fits the filter.')}</p>
        : <Grid state={state} focused={focused} onFocus={setFocused} onCopy={copy} />}
      {rowsKnown(state) > 0 && <Detail state={state} focused={focused} />}
    </div>
  );
}
