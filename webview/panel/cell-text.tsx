import type { Cell } from '../../src/core/protocol/anomaly-panel';
import { l10n } from '../ui/l10n';
import { Visible } from '../ui/visible';

/** A value of the user's data in words where it is none that can be read: missing, empty, blank. Null for all others. */
export function oddValue(value: Cell): string | null {
  if (value === null) return l10n.t('null');
  if (value === '') return l10n.t('empty text');
  return typeof value === 'string' && value.trim() === '' ? l10n.t('{0} blank characters', value.length) : null;
}

/** A value as text in one line, at most `most` characters of it. */
export function CellText({ value, most }: { value: Cell; most: number }) {
  const odd = oddValue(value);
  if (odd !== null) return <span class="odd">{odd}</span>;
  if (typeof value !== 'string') return <span class={typeof value === 'number' ? 'figure' : undefined}>{String(value)}</span>;
  // Cut so that no pair of surrogates is taken apart.
  const cut = value.length > most ? `${value.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…` : value;
  return <span class="text"><Visible text={cut} /></span>;
}
