import type { ShownJob } from '../../src/core/protocol/job-panel';
import { count } from '../ui/format';
import { l10n } from '../ui/l10n';
import { Facts, Section } from '../ui/section';

/** The job's counters as the server measured them. */
export function Counters({ job }: { job: ShownJob }) {
  if (!job.counters.length) return null;
  return (
    <Section title={l10n.t('Counters')}>
      <Facts items={job.counters.map(({ name, value }) => ({ name, value: count(value) }))} />
    </Section>
  );
}
