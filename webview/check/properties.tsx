import type { CheckForm, FormProperty, FormRule, FormValue } from '../../src/core/protocol/check-panel';
import type { DraftProblem } from '../../src/core/protocol/check-rules';
import { Checkbox } from '../ui/checkbox';
import { Dropdown, type Choice } from '../ui/dropdown';
import { l10n } from '../ui/l10n';
import { Section } from '../ui/section';
import { TextArea } from '../ui/text-area';
import { TextField } from '../ui/text-field';
import type { Editing } from './draft';
import { ProblemText, problemWords } from './problem-text';

function choices(form: CheckForm, rule: FormRule, property: FormProperty): Choice[] | null {
  const named = (list: readonly { id: number; name: string }[]): Choice[] => list.map(({ id, name }) => ({ value: String(id), text: name }));
  switch (property.kind) {
    case 'enum': return property.values.map((value) => ({ value, text: value }));
    case 'datastore': return named(form.datastores);
    case 'container': return named(form.refContainers);
    case 'field': {
      const own = !rule.properties.some((other) => other.kind === 'container');
      return (own ? form.fields.map((field) => field.name) : form.refFields ?? []).map((value) => ({ value, text: value }));
    }
    default: return null;
  }
}

function placeholder(kind: string): string | undefined {
  if (kind === 'datetime') return l10n.t('2024-02-29 or 2024-02-29T13:05:00Z');
  return undefined;
}

function Input({ form, rule, property, problem, value, change }: {
  form: CheckForm; rule: FormRule; property: FormProperty; problem: DraftProblem | undefined; value: FormValue | undefined; change: (value: FormValue) => void;
}) {
  const help = [problemWords(problem), property.description].filter(Boolean).join(' ');
  const spoken = { label: property.title, help, wrong: problem !== undefined && problem.what !== 'needed' };
  const text = typeof value === 'string' ? value : '';
  const list = choices(form, rule, property);
  if (list) {
    const blank = text === '' || !property.required ? [{ value: '', text: property.required ? l10n.t('Choose…') : l10n.t('None') }] : [];
    return <Dropdown {...spoken} value={text} choices={[...blank, ...list]} onChange={change} />;
  }
  switch (property.kind) {
    case 'list':
      return <TextArea {...spoken} rows={4} mono value={(Array.isArray(value) ? value : []).join('\n')} placeholder={l10n.t('One value a line')}
        onInput={(typed) => change(typed === '' ? [] : typed.split('\n'))} />;
    case 'sql':
      return <TextArea {...spoken} rows={2} mono value={text} onInput={change} />;
    default:
      return <TextField {...spoken} value={text} onInput={change} placeholder={placeholder(property.kind)} mono={property.kind === 'string'} />;
  }
}

function One({ form, rule, property, editing }: { form: CheckForm; rule: FormRule; property: FormProperty; editing: Editing }) {
  const value = editing.draft.properties[property.path];
  const problem: DraftProblem | undefined = editing.problems.find((one) => one.at === property.path);
  const change = (next: FormValue): void => editing.change({ properties: { ...editing.draft.properties, [property.path]: next } });
  if (property.kind === 'boolean') {
    return (
      <div class="property">
        <Checkbox label={property.title} checked={value === true} onChange={change} />
        {property.description && <p class="faint indented">{property.description}</p>}
      </div>
    );
  }
  return (
    <div class="property">
      <p class="label">{property.title}{property.required ? null : <span class="faint"> {l10n.t('(optional)')}</span>}</p>
      <Input form={form} rule={rule} property={property} problem={problem} value={value} change={change} />
      <ProblemText problem={problem} />
      {property.description && <p class="faint">{property.description}</p>}
    </div>
  );
}

/** The rule's own properties, each with the input that suits its kind. */
export function Properties({ form, rule, editing }: { form: CheckForm; rule: FormRule; editing: Editing }) {
  if (!rule.properties.length) return null;
  return (
    <Section title={l10n.t('Properties')}>
      <div class="properties">
        {rule.properties.map((property) => <One key={property.path} form={form} rule={rule} property={property} editing={editing} />)}
      </div>
    </Section>
  );
}
