import type { AnomalyToHost, ShownAnomaly, ShownCheck } from '../../src/core/protocol/anomaly-panel';
import { LinkButton } from '../ui/button';
import { count } from '../ui/format';
import { useHost } from '../panel/host';
import { Icon } from '../ui/icon';
import { l10n } from '../ui/l10n';
import { Section } from '../ui/section';
import { Tag } from '../ui/tag';

function Check({ check }: { check: ShownCheck }) {
  const host = useHost<AnomalyToHost>();
  const compared = check.expected !== null || check.found !== null;
  return (
    <li class="check">
      <div class="check-head">
        <Icon name="failed" label={l10n.t('Failed')} />
        <Tag>{check.rule}</Tag>
        {check.fields.map((field) => <code key={field}>{field}</code>)}
        {check.rows !== null && <span class="faint">{check.rows === 1 ? l10n.t('1 row') : l10n.t('{0} rows', count(check.rows))}</span>}
        <span class="end"><LinkButton onClick={() => host.post({ type: 'openCheck', id: check.id })} title={l10n.t('Open check {0}', `#${check.id}`)}>{l10n.t('Open Check')}</LinkButton></span>
      </div>
      <p>{check.message}</p>
      {compared && (
        <dl class="compared">
          <div><dt>{l10n.t('Expected')}</dt><dd>{check.expected ?? '—'}</dd></div>
          <div><dt>{l10n.t('Found')}</dt><dd>{check.found ?? '—'}</dd></div>
        </dl>
      )}
      {check.filter && <p class="faint">{l10n.t('Only rows where')} <code>{check.filter}</code></p>}
      {check.description && check.description !== check.message && <p class="faint">{check.description}</p>}
    </li>
  );
}

/** The checks that the anomaly breaks, each with what it asks for and what was found. */
export function Checks({ anomaly }: { anomaly: ShownAnomaly }) {
  if (!anomaly.checks.length) return null;
  return (
    <Section title={l10n.t('Failed Checks')} count={count(anomaly.checks.length)}>
      <ul class="checks">{anomaly.checks.map((check) => <Check key={check.id} check={check} />)}</ul>
    </Section>
  );
}
