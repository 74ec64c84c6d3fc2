import type { ShownJob } from '../../src/core/protocol/job-panel';
import { l10n } from '../ui/l10n';
import { Facts, Section } from '../ui/section';
import { humanize } from './names';

function shown(key: string, value: string): string {
  if (key === 'max_records_analyzed_per_partition' && value === '-1') return l10n.t('All');
  if (value === 'true') return l10n.t('Yes');
  if (value === 'false') return l10n.t('No');
  return value;
}

/** What the job was started with. */
export function Configuration({ job }: { job: ShownJob }) {
  if (!job.configuration.length) return null;
  return (
    <Section title={l10n.t('Configuration')}>
      <Facts items={job.configuration.map(({ key, value }) => ({ name: humanize(key), value: shown(key, value), title: key }))} />
    </Section>
  );
}
