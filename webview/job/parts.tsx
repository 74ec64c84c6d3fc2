import type { JobPart, ShownJob } from '../../src/core/protocol/job-panel';
import { count, duration } from '../ui/format';
import { l10n } from '../ui/l10n';
import { ProgressBar } from '../ui/progress';
import { Section } from '../ui/section';
import { Status } from '../ui/status';
import { Table } from '../ui/table';
import { Visible } from '../ui/visible';
import { humanize } from './names';

interface Column {
  title: string;
  number?: boolean;
  cell(part: JobPart): string | null;
}

/** What is worth a column depends on what the job did: only measured things get one. */
function columns(job: ShownJob): Column[] {
  const list: Column[] = [
    { title: l10n.t('Fields'), number: true, cell: (p) => (p.fields === null ? null : count(p.fields)) },
    { title: l10n.t('Checks'), number: true, cell: (p) => (p.checks === null ? null : count(p.checks)) },
    { title: l10n.t('Anomalies'), number: true, cell: (p) => (p.anomalies === null ? null : count(p.anomalies)) },
    { title: l10n.t('Change'), cell: (p) => (p.change === null ? null : humanize(p.change)) },
  ];
  return list.filter((column) => job.parts.some((part) => column.cell(part) !== null));
}

function Rows({ part }: { part: JobPart }) {
  const known = part.rows !== null && part.rowsTotal !== null && part.rowsTotal > 0 ? part.rows / part.rowsTotal : null;
  if (part.status !== 'Running') return <>{part.rows === null ? '—' : count(part.rows)}</>;
  const text = part.rowsTotal === null ? (part.rows === null ? null : count(part.rows))
    : part.rows === null ? l10n.t('{0} to read', count(part.rowsTotal)) : l10n.t('{0} of {1}', count(part.rows), count(part.rowsTotal));
  return (
    <>
      {text}
      <ProgressBar small fraction={part.fraction ?? known} label={l10n.t('Progress of {0}', part.name)} />
    </>
  );
}

function time(part: JobPart, now: number): string {
  if (part.started === null) return '—';
  return duration((part.ended ?? now) - part.started);
}

/** The job's containers: where each stands and what was measured. */
export function Parts({ job, now }: { job: ShownJob; now: number }) {
  if (!job.parts.length) return null;
  const extra = columns(job);
  const rows = job.parts.some((part) => part.rows !== null || part.status === 'Running');
  const messages = job.parts.some((part) => part.message);
  const head = (
    <>
      <th scope="col">{l10n.t('Container')}</th>
      <th scope="col">{l10n.t('Status')}</th>
      {rows && <th scope="col" class="number">{l10n.t('Rows')}</th>}
      {extra.map((column) => <th key={column.title} scope="col" class={column.number ? 'number' : undefined}>{column.title}</th>)}
      <th scope="col" class="number">{l10n.t('Duration')}</th>
      {messages && <th scope="col">{l10n.t('Message')}</th>}
    </>
  );
  return (
    <Section title={l10n.t('Containers')} count={count(job.parts.length)}>
      <Table label={l10n.t('Containers of this job')} head={head} tall>
        {job.parts.map((part, index) => (
          <tr key={`${index}:${part.name}`}>
            <th scope="row"><Visible text={part.name} /></th>
            <td><Status status={part.status} /></td>
            {rows && <td class="number"><Rows part={part} /></td>}
            {extra.map((column) => <td key={column.title} class={column.number ? 'number' : undefined}>{column.cell(part) ?? '—'}</td>)}
            <td class="number">{time(part, now)}</td>
            {messages && <td class="wrap">{part.message}</td>}
          </tr>
        ))}
      </Table>
    </Section>
  );
}
