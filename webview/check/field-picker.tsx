import { useState } from 'preact/hooks';
import type { FormField, FormRule } from '../../src/core/protocol/check-panel';
import { takes, type DraftProblem } from '../../src/core/protocol/check-rules';
import { Checkbox } from '../ui/checkbox';
import { Dropdown } from '../ui/dropdown';
import { count } from '../ui/format';
import { l10n } from '../ui/l10n';
import { Section } from '../ui/section';
import { TextField } from '../ui/text-field';
import { ProblemText, problemWords } from './problem-text';

interface Props {
  rule: FormRule;
  fields: readonly FormField[];
  chosen: readonly string[];
  problem: DraftProblem | undefined;
  change: (fields: string[]) => void;
}

const manyFields = 12;

function text(field: FormField): string {
  return field.type ? `${field.name} (${field.type})` : field.name;
}

function Several({ fields, chosen, change }: { fields: readonly FormField[]; chosen: readonly string[]; change: Props['change'] }) {
  const [search, setSearch] = useState('');
  const shown = fields.filter((field) => chosen.includes(field.name) || field.name.toLowerCase().includes(search.trim().toLowerCase()));
  return (
    <>
      {fields.length > manyFields && <TextField label={l10n.t('Search fields')} placeholder={l10n.t('Search fields')} value={search} onInput={setSearch} icon="search" />}
      <div class="field-list" role="group" aria-label={l10n.t('Fields')}>
        {shown.map((field) => (
          <Checkbox key={field.name} label={text(field)} checked={chosen.includes(field.name)}
            onChange={(on) => change(on ? [...chosen, field.name] : chosen.filter((name) => name !== field.name))} />
        ))}
      </div>
    </>
  );
}

/** The fields that the rule is applied to: of those, only the ones of a type that it takes. */
export function FieldPicker({ rule, fields, chosen, problem, change }: Props) {
  const fitting = fields.filter((field) => takes(rule, field) || chosen.includes(field.name));
  const left = fields.length - fitting.length;
  const gone = chosen.filter((name) => !fields.some((field) => field.name === name));
  const one = chosen[0] ?? '';
  return (
    <Section title={rule.fields === 'single' ? l10n.t('Field') : l10n.t('Fields')} count={rule.fields === 'multi' ? count(chosen.length) : undefined}>
      {rule.fields === 'single'
        ? <Dropdown label={l10n.t('Field')} value={one} help={problemWords(problem)} onChange={(name) => change(name ? [name] : [])}
            choices={[...(one ? [] : [{ value: '', text: l10n.t('Choose a field') }]), ...fitting.map((field) => ({ value: field.name, text: text(field) }))]} />
        : <Several fields={fitting} chosen={chosen} change={change} />}
      <ProblemText problem={problem} />
      {gone.length > 0 && <p class="wrong">{l10n.t('Not in the container any more: {0}', gone.join(', '))}</p>}
      {left > 0 && <p class="faint">{l10n.t('{0} fields of other types are left out; this rule takes {1}.', count(left), (rule.fieldTypes ?? []).join(', '))}</p>}
    </Section>
  );
}
