import type { RuleSpec } from '../api/schemas/check';
import { toFormValue } from './check-draft';
import type { CheckDraft, FormField, FormRule } from './check-panel';

/** A rule as the server describes it, as the form needs it. A rule that says nothing of filter and coverage takes both. */
export function formRuleOf(spec: RuleSpec): FormRule {
  return {
    rule: spec.rule, title: spec.title || spec.rule, description: spec.rule_description, fields: spec.fields,
    fieldTypes: spec.fields_type_filter?.length ? spec.fields_type_filter : null, scope: spec.scope ?? null,
    filter: spec.supports_filter ?? true, coverage: spec.supports_coverage ?? true,
    properties: spec.properties.map((p) => ({
      path: p.map_to || p.field, title: p.title, kind: p.type, required: p.required, description: p.description ?? null, values: p.values ?? [],
      initial: toFormValue(spec, p.type, p.default ?? null) ?? null,
    })),
  };
}

/** The draft of a rule that was just chosen: its defaults, and of the fields those that it takes. */
export function withRule(draft: CheckDraft, rule: FormRule, fields: readonly FormField[]): CheckDraft {
  const fitting = draft.fields.filter((name) => fields.some((field) => field.name === name && takes(rule, field)));
  return {
    ...draft, rule: rule.rule, fields: rule.fields === 'single' ? fitting.slice(0, 1) : fitting,
    properties: Object.fromEntries(rule.properties.flatMap((p) => (p.initial === null ? [] : [[p.path, p.initial]]))),
  };
}

/** Whether a rule takes a field; a type that is not known is never in the way. */
export function takes(rule: FormRule, field: FormField): boolean {
  if (rule.fields === 'none') return false;
  return rule.fieldTypes === null || field.type === null || field.type === 'Unknown' || rule.fieldTypes.includes(field.type);
}

/** What is missing or malformed in a draft, by the part of the form that shows it. */
export interface DraftProblem {
  /** `rule`, `fields`, `coverage`, or the path of a property. */
  readonly at: string;
  readonly what: 'needed' | 'no-number' | 'no-share' | 'no-choice';
}

/** Finds what can be told without asking the server, so that it is told at once. */
export function draftProblems(draft: CheckDraft, rule: FormRule | undefined): DraftProblem[] {
  if (!rule) return [{ at: 'rule', what: 'needed' }];
  const problems: DraftProblem[] = [];
  if (rule.fields !== 'none' && draft.fields.length === 0) problems.push({ at: 'fields', what: 'needed' });
  for (const property of rule.properties) {
    const value = draft.properties[property.path];
    const empty = value === undefined || (typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.every((line) => line === ''));
    if (empty) {
      if (property.required && property.kind !== 'boolean') problems.push({ at: property.path, what: 'needed' });
    } else if (property.kind === 'number' && typeof value === 'string' && !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value.trim())) {
      problems.push({ at: property.path, what: 'no-number' });
    } else if (property.kind === 'enum' && property.values.length && typeof value === 'string' && !property.values.includes(value)) {
      problems.push({ at: property.path, what: 'no-choice' });
    }
  }
  if (rule.coverage && draft.coverage.trim() !== '') {
    const typed = draft.coverage.trim().replace(/%$/, '').trim();
    if (!/^\d+(\.\d+)?$/.test(typed) || Number(typed) > 100) problems.push({ at: 'coverage', what: 'no-share' });
  }
  return problems;
}
