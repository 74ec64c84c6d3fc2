import type { ProfileToHost, ShownProposal } from '../../src/core/protocol/profile-panel';
import { useHost } from '../panel/host';
import { LinkButton } from '../ui/button';
import { l10n } from '../ui/l10n';
import { Section } from '../ui/section';
import { Tag } from '../ui/tag';
import { Visible } from '../ui/visible';

function Proposal({ check }: { check: ShownProposal }) {
  const host = useHost<ProfileToHost>();
  const judge = (what: 'accept' | 'loosen' | 'reject') => () => host.post({ type: 'judge', check: check.id, what });
  return (
    <li class="proposal">
      <div class="row"><Tag>{check.rule}</Tag><strong><Visible text={check.description || check.fields.join(', ')} /></strong>{check.draft && <span class="faint">{l10n.t('Draft')}</span>}</div>
      <ul class="evidence">
        {check.evidence.map((text) => <li key={text}><Visible text={text} /></li>)}
        {check.confidence !== null && <li>{l10n.t('Holds in at least {0} % of the records, with 95 % certainty.', Math.floor(check.confidence * 1000) / 10)}</li>}
        {check.tried !== null && <li>{check.tried}</li>}
      </ul>
      <div class="row">
        {check.draft && <LinkButton onClick={judge('accept')} title={l10n.t('Scans use it from now on')}>{l10n.t('Accept')}</LinkButton>}
        <LinkButton onClick={judge('loosen')} title={l10n.t('Opens the form; a check that you change is yours')}>{l10n.t('Loosen…')}</LinkButton>
        <LinkButton onClick={judge('reject')} title={l10n.t('Archives it; it is not proposed again')}>{l10n.t('Reject')}</LinkButton>
      </div>
    </li>
  );
}

/** Checks that profiles inferred, each with why it exists. */
export function Proposals({ checks }: { checks: readonly ShownProposal[] }) {
  if (checks.length === 0) return null;
  return (
    <Section title={l10n.t('Inferred checks')} count={String(checks.length)}>
      <ul>{checks.map((check) => <Proposal key={check.id} check={check} />)}</ul>
    </Section>
  );
}
