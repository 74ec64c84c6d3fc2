import type { AnomalyToHost, ShownAnomaly, ShownRows } from '../../src/core/protocol/anomaly-panel';
import { useEffect, useState } from 'preact/hooks';
import { Button, LinkButton } from '../ui/button';
import { Checkbox } from '../ui/checkbox';
import { count } from '../ui/format';
import { useHost, useKept } from '../panel/host';
import { Icon } from '../ui/icon';
import { l10n } from '../ui/l10n';
import { MessageBox } from '../ui/message-box';
import { Section } from '../ui/section';
import { Table } from '../ui/table';
import { TextField } from '../ui/text-field';
import { Visible } from '../ui/visible';
import { Value } from './value';

function failingColumns(rows: ShownRows): Set<number> {
  return new Set(rows.rows.flatMap((row) => row.marks.map((mark) => mark.column)));
}

/** "10 of 1,234 rows": what is shown and what there is. */
function extent(rows: ShownRows, total: number | null): string {
  const shown = count(rows.rows.length);
  return total !== null && total > rows.rows.length ? l10n.t('{0} of {1} rows', shown, count(total)) : rows.rows.length === 1 ? l10n.t('1 row') : l10n.t('{0} rows', shown);
}

function RowsTable({ rows, anomaly, onlyFailing }: { rows: ShownRows; anomaly: ShownAnomaly; onlyFailing: boolean }) {
  const host = useHost<AnomalyToHost>();
  const failing = failingColumns(rows);
  // Failing fields come first: in a wide table they would otherwise lie out of sight.
  const all = rows.columns.map((name, index) => ({ name, index }));
  const columns = [...all.filter(({ index }) => failing.has(index)), ...(onlyFailing ? [] : all.filter(({ index }) => !failing.has(index)))];
  const checks = new Map(anomaly.checks.map((check) => [check.id, check]));
  const head = (
    <>
      <th scope="col" class="row-id">{l10n.t('Row')}</th>
      {columns.map(({ name, index }) => (
        <th key={index} scope="col" class={failing.has(index) ? 'failing' : undefined}>
          {failing.has(index) && <Icon name="failed" label={l10n.t('Has failing values')} />}<span><Visible text={name} /></span>
        </th>
      ))}
    </>
  );
  return (
    <Table label={l10n.t('Failing rows')} head={head} tall>
      {rows.rows.map((row) => {
        const marks = new Map(row.marks.map((mark) => [mark.column, mark.checks]));
        return (
          <tr key={row.id}>
            <th scope="row" class="row-id">
              {/^\d{1,15}$/.test(row.id) && row.id !== '0'
                ? <LinkButton title={l10n.t('Open row {0} in the preview', row.id)} onClick={() => host.post({ type: 'openRow', row: Number(row.id) })}>{row.id}</LinkButton> : row.id}
            </th>
            {columns.map(({ index }) => {
              const broken = marks.get(index);
              const why = broken?.map((id) => checks.get(id)).flatMap((check) => (check ? [`${check.rule}: ${check.message}`] : [])).join('\n');
              return (
                <td key={index} class={broken ? 'failing' : undefined} title={broken ? why || l10n.t('This value breaks a check.') : undefined}>
                  <Value value={row.cells[index] ?? null} failing={broken !== undefined} />
                </td>
              );
            })}
          </tr>
        );
      })}
    </Table>
  );
}

/** Milliseconds without a key after which columns are searched. */
const typingPause = 250;

/** Finds columns by a part of their name; failing ones stay. */
function ColumnSearch({ value }: { value: ShownRows }) {
  const host = useHost<AnomalyToHost>();
  const [text, setText] = useState(value.searched);
  useEffect(() => {
    if (text.trim() === value.searched) return undefined;
    const timer = setTimeout(() => host.post({ type: 'findColumns', text: text.slice(0, 200) }), typingPause);
    return () => clearTimeout(timer);
  }, [text]);
  return <TextField label={l10n.t('Find columns')} placeholder={l10n.t('Find columns')} value={text} onInput={setText} />;
}

/** The failing rows that were kept, their failing cells marked by icon, underline and colour. */
export function Rows({ anomaly }: { anomaly: ShownAnomaly }) {
  const host = useHost<AnomalyToHost>();
  const [onlyFailing, setOnlyFailing] = useKept('onlyFailing', (raw) => (typeof raw === 'boolean' ? raw : null), false);
  const { rows } = anomaly;
  const title = l10n.t('Source Records');
  if (rows === null) return <Section title={title}><p class="faint" role="status">{l10n.t('Loading…')}</p></Section>;
  if ('problem' in rows) return <Section title={title}><MessageBox tone="error"><p>{rows.problem}</p></MessageBox></Section>;
  const value = rows.value;
  if (!value.rows.length) return <Section title={title}><p class="faint">{l10n.t('The server kept no rows of this anomaly.')}</p></Section>;
  return (
    <Section title={title} count={extent(value, anomaly.rowCount)}
      actions={(
        <span class="row">
          <ColumnSearch value={value} />
          <Checkbox label={l10n.t('Only failing fields')} checked={onlyFailing} onChange={setOnlyFailing} />
        </span>
      )}>
      <RowsTable rows={value} anomaly={anomaly} onlyFailing={onlyFailing} />
      <div class="row below">
        {value.more && <Button disabled={anomaly.busy} onClick={() => host.post({ type: 'loadMoreRows' })}>{l10n.t('Load More Rows')}</Button>}
        <Button disabled={anomaly.busy} onClick={() => host.post({ type: 'exportRows' })}>{l10n.t('Export Rows…')}</Button>
        {value.columnsLeftOut > 0 && <span class="faint">{value.searched === ''
          ? l10n.t('{0} more columns: find them by their names.', count(value.columnsLeftOut)) : l10n.t('{0} columns do not match.', count(value.columnsLeftOut))}</span>}
      </div>
    </Section>
  );
}
