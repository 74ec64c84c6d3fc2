import type { JobPart, ShownJob } from '../../src/core/protocol/job-panel';
import { dateTime, duration } from '../ui/format';
import { l10n } from '../ui/l10n';
import { Section } from '../ui/section';
import { Visible } from '../ui/visible';
import { humanize } from './names';

interface Line {
  name: string;
  from: number;
  to: number;
  kind: 'wait' | 'run' | 'part';
  spans: JobPart['spans'];
}

const most = 50;

/** Waiting, running, and each container within, on one scale from creation to the end (or now). */
function lines(job: ShownJob, now: number): Line[] {
  const end = job.ended ?? now;
  const list: Line[] = [];
  if (job.created !== null) list.push({ name: l10n.t('Queued'), from: job.created, to: job.started ?? end, kind: 'wait', spans: [] });
  if (job.started !== null) list.push({ name: l10n.t('Running'), from: job.started, to: end, kind: 'run', spans: [] });
  for (const part of job.parts.slice(0, most)) {
    if (part.started !== null) list.push({ name: part.name, from: part.started, to: part.ended ?? end, kind: 'part', spans: part.spans });
  }
  return list;
}

/** Where the time went. Bars are a picture of the figures beside them, so they are hidden from screen readers. */
export function Timing({ job, now }: { job: ShownJob; now: number }) {
  const all = lines(job, now);
  if (!all.length) return null;
  const start = Math.min(...all.map((line) => line.from));
  const whole = Math.max(1, Math.max(...all.map((line) => line.to)) - start);
  const hidden = job.parts.length - most;
  return (
    <Section title={l10n.t('Timing')}>
      <ul class="timing">
        {all.map((line, index) => (
          <li key={`${index}:${line.name}`} class={line.kind} title={l10n.t('{0} to {1}', dateTime(line.from), dateTime(line.to))}>
            <span class="timing-name"><Visible text={line.name} /></span>
            <span class="timing-bar" aria-hidden="true">
              <span style={{ left: `${((line.from - start) / whole) * 100}%`, width: `${(Math.max(0, line.to - line.from) / whole) * 100}%` }} />
            </span>
            <span class="timing-ms">{duration(line.to - line.from)}</span>
            {line.spans.length > 0 && (
              <span class="timing-spans">{line.spans.map((s) => `${humanize(s.name)} ${duration(s.ms)}`).join(' · ')}</span>
            )}
          </li>
        ))}
      </ul>
      {hidden > 0 && <p class="faint">{l10n.t('{0} more containers are in the table above.', hidden)}</p>}
    </Section>
  );
}
