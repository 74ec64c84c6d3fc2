import { useEffect, useRef, useState } from 'preact/hooks';
import type { PreviewToHost, ShownPreview } from '../../src/core/protocol/preview-panel';
import { useHost } from '../panel/host';
import { Button, IconButton } from '../ui/button';
import { count } from '../ui/format';
import { Icon } from '../ui/icon';
import { l10n } from '../ui/l10n';
import { ProgressRing } from '../ui/progress';
import { TextField } from '../ui/text-field';

const onEnter = (act: () => void) => (event: KeyboardEvent): void => {
  if (event.key === 'Enter') act();
};

/** How many rows there are, in words. */
function extent(state: ShownPreview): string {
  if (state.total === null) return l10n.t('counting rows…');
  if (state.filter !== '') return state.total === 1 ? l10n.t('1 row matches') : l10n.t('{0} rows match', count(state.total));
  return state.total === 1 ? l10n.t('1 row') : l10n.t('{0} rows', count(state.total));
}

/** Filter, jump and refresh of the rows. */
export function Toolbar({ state }: { state: ShownPreview }) {
  const host = useHost<PreviewToHost>();
  const [filter, setFilter] = useState(state.filter);
  const [row, setRow] = useState('');
  // Enter may come before what was typed has been drawn.
  const typed = useRef({ filter: state.filter, row: '' });
  const type = (part: Partial<typeof typed.current>): void => {
    typed.current = { ...typed.current, ...part };
    setFilter(typed.current.filter);
    setRow(typed.current.row);
  };
  useEffect(() => { if (state.filterProblem === null) type({ filter: state.filter }); }, [state.filter]);
  const jump = (): void => {
    const number = Number(typed.current.row.replace(/[^\d]/g, ''));
    if (typed.current.row.trim() !== '' && number >= 1) host.post({ type: 'jump', row: Math.min(number - 1, Math.max(0, (state.total ?? number) - 1)) });
  };
  const apply = (): void => host.post({ type: 'filter', text: typed.current.filter });
  const problem = state.filterProblem;
  return (
    <div class="toolbar" role="toolbar" aria-label={l10n.t('Rows')}>
      <div class="toolbar-filter" onKeyDown={onEnter(apply)}>
        <TextField label={l10n.t('Filter by an SQL condition')} placeholder={l10n.t('Filter, for example amount < 0')} value={filter} onInput={(text) => type({ filter: text })} icon="search" mono />
        <Button onClick={apply}>{l10n.t('Filter')}</Button>
        {state.filter !== '' && <IconButton icon="cross" label={l10n.t('Show All Rows')} onClick={() => host.post({ type: 'filter', text: '' })} />}
      </div>
      <div class="toolbar-jump" onKeyDown={onEnter(jump)}>
        <TextField label={l10n.t('Go to row')} placeholder={l10n.t('Row')} value={row} onInput={(text) => type({ row: text })} />
        <Button onClick={jump}>{l10n.t('Go to Row')}</Button>
      </div>
      <span class="extent" role="status">{state.busy && <ProgressRing />}{extent(state)}</span>
      <IconButton icon="retry" label={l10n.t('Read Again')} onClick={() => host.post({ type: 'reload' })} />
      {problem !== null && <p class="filter-problem" role="alert"><Icon name="failed" />{problem}</p>}
    </div>
  );
}
