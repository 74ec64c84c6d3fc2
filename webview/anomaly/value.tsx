import { useState } from 'preact/hooks';
import type { Cell } from '../../src/core/protocol/anomaly-panel';
import { CellText } from '../panel/cell-text';
import { LinkButton } from '../ui/button';
import { Icon } from '../ui/icon';
import { l10n } from '../ui/l10n';
import { Visible } from '../ui/visible';

const short = 80;

/** A value of the user's data, always as text: what is missing, empty or blank is told apart in words. */
function Text({ value }: { value: Cell }) {
  const [whole, setWhole] = useState(false);
  if (typeof value !== 'string' || value.length <= short || value.trim() === '') return <CellText value={value} most={short} />;
  return (
    <span class={whole ? 'text whole' : 'text'}>
      {whole ? <Visible text={value} lines /> : <CellText value={value} most={short} />}{' '}
      <LinkButton onClick={() => setWhole(!whole)}>{whole ? l10n.t('Less') : l10n.t('More')}</LinkButton>
    </span>
  );
}

export function Value({ value, failing }: { value: Cell; failing: boolean }) {
  if (!failing) return <Text value={value} />;
  return <span class="marked"><Icon name="failed" label={l10n.t('Failing value')} /><Text value={value} /></span>;
}
