import type { PreviewToHost, ShownPreview } from '../../src/core/protocol/preview-panel';
import { oddValue } from '../panel/cell-text';
import { useHost } from '../panel/host';
import { LinkButton } from '../ui/button';
import { count } from '../ui/format';
import { l10n } from '../ui/l10n';
import { Visible } from '../ui/visible';
import type { Focused } from './grid';

/** A value as it is copied: text as it is, nothing for null. */
export function copied(value: ShownPreview['rows'][number][number]): string {
  return value === null ? '' : String(value);
}

/** The value in focus as a whole, and what can be done with it. */
export function Detail({ state, focused }: { state: ShownPreview; focused: Focused }) {
  const host = useHost<PreviewToHost>();
  const column = state.columns[focused.column];
  const cells = state.rows[focused.row - state.offset];
  if (!column || !cells) return <section class="detail" aria-label={l10n.t('Value')} />;
  const value = cells[focused.column] ?? null;
  const number = state.numbers[focused.row - state.offset];
  const copy = (text: string): void => host.post({ type: 'copy', text });
  const odd = oddValue(value);
  return (
    <section class="detail" aria-label={l10n.t('Value')}>
      <div class="detail-head">
        <strong><Visible text={column.name} /></strong>
        <span class="faint">{column.nativeType}</span>
        {number !== null && number !== undefined && <span class="faint">{l10n.t('row {0}', count(number + 1))}</span>}
        <span class="end row">
          <LinkButton onClick={() => copy(copied(value))}>{l10n.t('Copy Value')}</LinkButton>
          <LinkButton onClick={() => copy(JSON.stringify(Object.fromEntries(state.columns.map(({ name }, at) => [name, cells[at] ?? null]))))}>{l10n.t('Copy Row')}</LinkButton>
          <LinkButton title={l10n.t('The {0} values that are loaded', count(state.rows.length))}
            onClick={() => copy(state.rows.map((row) => copied(row[focused.column] ?? null)).join('\n'))}>{l10n.t('Copy Column')}</LinkButton>
          <LinkButton onClick={() => host.post({ type: 'createCheck', field: column.name })}>{l10n.t('New Check')}</LinkButton>
        </span>
      </div>
      <div class="detail-value" tabIndex={0} role="group" aria-label={l10n.t('Whole value')}>
        {odd !== null ? <span class="odd">{odd}</span> : <span class="text whole"><Visible text={String(value)} lines /></span>}
      </div>
    </section>
  );
}
