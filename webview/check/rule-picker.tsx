import { useState } from 'preact/hooks';
import type { CheckForm, FormRule } from '../../src/core/protocol/check-panel';
import { takes } from '../../src/core/protocol/check-rules';
import { Button, LinkButton } from '../ui/button';
import { count } from '../ui/format';
import { l10n } from '../ui/l10n';
import { Section } from '../ui/section';
import { Tag } from '../ui/tag';
import { TextField } from '../ui/text-field';

interface Props {
  form: CheckForm;
  rule: FormRule | undefined;
  canChange: boolean;
  choose: (rule: FormRule | null) => void;
}

/** Every word must be found in name, title or description. */
function matches(rule: FormRule, search: string): boolean {
  const hay = `${rule.rule} ${rule.title} ${rule.description}`.toLowerCase();
  return search.toLowerCase().split(/\s+/).every((word) => hay.includes(word));
}

function Chosen({ rule, canChange, choose }: { rule: FormRule; canChange: boolean; choose: Props['choose'] }) {
  return (
    <div class="chosen">
      <div>
        <p class="row"><strong>{rule.title}</strong><Tag>{rule.rule}</Tag></p>
        <p class="faint">{rule.description}</p>
      </div>
      {canChange && <Button onClick={() => choose(null)}>{l10n.t('Change Rule')}</Button>}
    </div>
  );
}

/** Choosing a rule by reading and searching; for a form opened for a field, those that take it. */
export function RulePicker({ form, rule, canChange, choose }: Props) {
  const [search, setSearch] = useState('');
  const [all, setAll] = useState(false);
  if (rule) return <Section title={l10n.t('Rule')}><Chosen rule={rule} canChange={canChange} choose={choose} /></Section>;
  if (!canChange) return null;
  const field = form.fields.find((one) => one.name === form.field);
  const fitting = form.rules.filter((one) => !field || all || takes(one, field));
  const found = fitting.filter((one) => matches(one, search));
  const left = form.rules.length - fitting.length;
  return (
    <Section title={l10n.t('Rule')} count={count(found.length)}>
      <TextField label={l10n.t('Search rules')} placeholder={l10n.t('Search by name or meaning')} value={search} onInput={setSearch} icon="search" focus />
      <ul class="rules" aria-label={l10n.t('Rules')}>
        {found.map((one) => (
          <li key={one.rule}>
            <button type="button" onClick={() => choose(one)}>
              <span class="row"><strong>{one.title}</strong><Tag>{one.rule}</Tag></span>
              <span class="faint">{one.description}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p class="faint" role="status">{l10n.t('No rule matches.')}</p>}
      {field && left > 0 && (
        <p class="faint">{l10n.t('{0} more rules do not take {1}.', count(left), field.name)}{' '}<LinkButton onClick={() => setAll(true)}>{l10n.t('Show All')}</LinkButton></p>
      )}
    </Section>
  );
}
