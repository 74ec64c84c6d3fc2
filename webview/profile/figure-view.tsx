import type { ProfileToHost, ShownFigure } from '../../src/core/protocol/profile-panel';
import { CellText } from '../panel/cell-text';
import { useHost } from '../panel/host';
import { LinkButton } from '../ui/button';
import { l10n } from '../ui/l10n';
import { Section } from '../ui/section';
import { Table } from '../ui/table';
import { Drawing } from './drawing';
import { figureWords } from './words';

function Numbers({ figure, onOpen }: { figure: ShownFigure; onOpen: (row: number) => void }) {
  const { title, head } = figureWords(figure.kind);
  const opens = figure.openable.some(Boolean);
  return (
    <>
      <Table label={title} tall={figure.rows.length > 12}
        head={<>{head.map((text) => <th key={text} scope="col">{text}</th>)}{opens && <th scope="col">{l10n.t('Records')}</th>}</>}>
        {figure.rows.map((row, at) => (
          <tr key={at}>
            {row.map((cell, column) => <td key={column}><CellText value={cell} most={120} /></td>)}
            {opens && <td>{figure.openable[at] && <LinkButton title={l10n.t('Show the records of {0}', String(row[0] ?? ''))} onClick={() => onOpen(at)}>{l10n.t('Show Rows')}</LinkButton>}</td>}
          </tr>
        ))}
      </Table>
      {figure.more > 0 && <p class="faint">{l10n.t('{0} more are not listed.', figure.more)}</p>}
    </>
  );
}

/** A picture with its numbers, and the ways from it to the data. */
export function FigureView({ figure, about }: { figure: ShownFigure; about: string }) {
  const host = useHost<ProfileToHost>();
  const { title } = figureWords(figure.kind);
  const open = (row: number): void => host.post({ type: 'openRows', figure: figure.kind, row });
  return (
    <Section title={title} actions={figure.hasSql ? <LinkButton title={l10n.t('Copy the SQL of {0}', title)} onClick={() => host.post({ type: 'copySql', figure: figure.kind })}>{l10n.t('Copy SQL')}</LinkButton> : undefined}>
      {figure.sampled && <p class="faint">{l10n.t('Of the sample.')}</p>}
      {figure.drawing
        ? <><Drawing drawing={figure.drawing} label={l10n.t('{0} of {1}', title, about)} openable={figure.openable} onOpen={open} /><details><summary>{l10n.t('Numbers')}</summary><Numbers figure={figure} onOpen={open} /></details></>
        : <Numbers figure={figure} onOpen={open} />}
    </Section>
  );
}
