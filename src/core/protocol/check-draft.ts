import type { CheckCreate, QualityCheck } from '../api/schemas/check';
import type { CheckDraft, FormProperty, FormRule, FormValue } from './check-panel';

type Plain = Record<string, unknown>;

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function at(properties: Plain, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, key) => (isPlain(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined), properties);
}

function put(properties: Plain, path: string, value: unknown): Plain {
  const [key = '', ...rest] = path.split('.');
  if (!rest.length) return { ...properties, [key]: value };
  const inner = Object.hasOwn(properties, key) ? properties[key] : undefined;
  return { ...properties, [key]: put(isPlain(inner) ? inner : {}, rest.join('.'), value) };
}

function without(properties: Plain, path: string): Plain {
  const [key = '', ...rest] = path.split('.');
  if (!Object.hasOwn(properties, key)) return properties;
  const { [key]: inner, ...others } = properties;
  const left = rest.length && isPlain(inner) ? without(inner, rest.join('.')) : {};
  return Object.keys(left).length ? { ...others, [key]: left } : others;
}

/** A saved or default value as the form holds it; undefined where the form has no way to show it. */
export function toFormValue(kind: string, value: unknown): FormValue | undefined {
  if (value === null || value === undefined) return kind === 'list' ? [] : kind === 'boolean' ? false : '';
  if (kind === 'boolean') return typeof value === 'boolean' ? value : undefined;
  if (kind === 'list') {
    return Array.isArray(value) && value.every((item) => ['string', 'number', 'boolean'].includes(typeof item)) ? value.map(String) : undefined;
  }
  return typeof value === 'object' ? undefined : String(value);
}

/** Typed text as the wire carries it: numbers as numbers where nothing is lost, ids as whole numbers; undefined for nothing. */
function toWire(property: FormProperty, value: FormValue): unknown {
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.length ? value : undefined;
  const text = value.trim();
  if (text === '') return undefined;
  if (!['number', 'container', 'datastore'].includes(property.kind)) return property.kind === 'string' || property.kind === 'sql' ? value : text;
  const number = Number(text);
  const exact = Number.isFinite(number) && number.toString() === text.replace(/^\+/, '').replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
  return exact ? number : text;
}

/** The properties as the server takes them. What the form does not know of stays as it was in `original`. */
export function toProperties(rule: FormRule, values: Readonly<Record<string, FormValue>>, original: Readonly<Plain> = {}): Plain {
  return rule.properties.reduce<Plain>((properties, property) => {
    if (!Object.hasOwn(values, property.path)) return properties;
    const value = toWire(property, values[property.path]!);
    return value === undefined ? without(properties, property.path) : put(properties, property.path, value);
  }, { ...original });
}

/** The form's values of a rule's properties, from a check's or, where there are none, the rule's defaults. */
export function toFormValues(rule: FormRule, properties: Readonly<Plain>): Record<string, FormValue> {
  return Object.fromEntries(rule.properties.flatMap((property) => {
    const value = toFormValue(property.kind, at(properties, property.path));
    return value === undefined ? [] : [[property.path, value] as const];
  }));
}

/** A saved check as the form's draft. */
export function draftOf(check: QualityCheck, rule: FormRule | undefined): CheckDraft {
  const properties = rule ? toFormValues(rule, check.properties ?? {}) : {};
  return {
    rule: check.rule_type, fields: (check.fields ?? []).map((field) => field.name), properties, filter: check.filter ?? '',
    coverage: check.coverage === null || check.coverage === undefined ? '' : String(Number((check.coverage * 100).toPrecision(12))),
    description: check.description ?? '', status: check.status === 'Draft' ? 'Draft' : 'Active',
  };
}

/** The typed percentage as a share 0..1; null for none. */
export function coverageOf(text: string): number | null {
  const typed = text.trim().replace(/%$/, '').trim();
  return typed === '' ? null : Number((Number(typed) / 100).toPrecision(12));
}

/** The draft as the server takes it. Only what the rule knows is sent. */
export function toCheck(draft: CheckDraft, rule: FormRule, containerId: number, original: Readonly<Plain> = {}): CheckCreate {
  return {
    container_id: containerId, rule: draft.rule, fields: rule.fields === 'none' ? [] : draft.fields,
    properties: toProperties(rule, draft.properties, original),
    filter: rule.filter && draft.filter.trim() !== '' ? draft.filter.trim() : null,
    coverage: rule.coverage ? coverageOf(draft.coverage) : null,
    description: draft.description.trim(), status: draft.status,
  };
}
