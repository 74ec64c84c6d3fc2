import { useState } from 'preact/hooks';
import type { Cell } from '../../src/core/protocol/anomaly-panel';
import { LinkButton } from '../ui/button';
import { Icon } from '../ui/icon';
import { l10n } from '../ui/l10n';
import { Visible } from '../ui/visible';

const short = 80;

/** A value of the user's data, always as text: what is missing, empty or blank is told apart in words. */
function Text({ value }: { value: Cell }) {
  const [whole, setWhole] = useState(false);
  if (value === null) return <span class="odd">{l10n.t('null')}</span>;
  if (typeof value !== 'string') return <span class={typeof value === 'number' ? 'figure' : undefined}>{String(value)}</span>;
  if (value === '') return <span class="odd">{l10n.t('empty text')}</span>;
  if (value.trim() === '') return <span class="odd">{l10n.t('{0} blank characters', value.length)}</span>;
  if (value.length <= short) return <span class="text"><Visible text={value} /></span>;
  return (
    <span class={whole ? 'text whole' : 'text'}>
      {whole ? <Visible text={value} lines /> : <><Visible text={value.slice(0, short).replace(/[\ud800-\udbff]$/, '')} />…</>}{' '}
      <LinkButton onClick={() => setWhole(!whole)}>{whole ? l10n.t('Less') : l10n.t('More')}</LinkButton>
    </span>
  );
}

export function Value({ value, failing }: { value: Cell; failing: boolean }) {
  if (!failing) return <Text value={value} />;
  return <span class="marked"><Icon name="failed" label={l10n.t('Failing value')} /><Text value={value} /></span>;
}
