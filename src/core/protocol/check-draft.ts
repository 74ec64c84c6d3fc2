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

/** Lists of rules without fields name fields, some with their type: such an item is `{"name": …, "type": …}`, a line of JSON. */
function listsObjects(rule: Pick<FormRule, 'fields'>): boolean {
  return rule.fields === 'none';
}

function objectIn(line: string): Plain | null {
  try {
    const parsed: unknown = line.trimStart().startsWith('{') ? JSON.parse(line) : null;
    return isPlain(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** A saved or default value as the form holds it; undefined where the form has no way to show it. */
export function toFormValue(rule: Pick<FormRule, 'fields'>, kind: string, value: unknown): FormValue | undefined {
  if (value === null || value === undefined) return kind === 'list' ? [] : kind === 'boolean' ? false : '';
  if (kind === 'boolean') return typeof value === 'boolean' ? value : undefined;
  if (kind === 'list') {
    const known = (item: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof item) || (listsObjects(rule) && isPlain(item));
    return Array.isArray(value) && value.every(known) ? value.map((item) => (isPlain(item) ? JSON.stringify(item) : String(item))) : undefined;
  }
  return typeof value === 'object' ? undefined : String(value);
}

/** Whether a switch within a group stands as it does where the group is left out: sending it would make the group. */
function isIdle(property: FormProperty, value: FormValue, original: Readonly<Plain>): boolean {
  return typeof value === 'boolean' && property.path.includes('.') && value === (property.initial ?? false) && at(original, property.path) === undefined;
}

/** A value that was not edited stays exactly as the server has it. */
function isUntouched(rule: FormRule, property: FormProperty, value: FormValue, original: Readonly<Plain>): boolean {
  const held = at(original, property.path);
  return held !== undefined && JSON.stringify(toFormValue(rule, property.kind, held)) === JSON.stringify(value);
}

/** Typed text as the wire carries it: numbers as numbers where nothing is lost, ids as whole numbers; undefined for nothing. */
function toWire(rule: FormRule, property: FormProperty, value: FormValue): unknown {
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value)) {
    // The empty line at the end is where the next value would be typed.
    const lines = value.at(-1) === '' ? value.slice(0, -1) : value;
    return lines.length ? lines.map((line) => (listsObjects(rule) ? objectIn(line) ?? line : line)) : undefined;
  }
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
    const typed = values[property.path]!;
    if (isIdle(property, typed, original) || isUntouched(rule, property, typed, original)) return properties;
    const value = toWire(rule, property, typed);
    return value === undefined ? without(properties, property.path) : put(properties, property.path, value);
  }, { ...original });
}

/** The form's values of a rule's properties, from those of a check. */
export function toFormValues(rule: FormRule, properties: Readonly<Plain>): Record<string, FormValue> {
  return Object.fromEntries(rule.properties.flatMap((property) => {
    const held = at(properties, property.path);
    // A switch that is not set stands where the server's default puts it.
    const value = held === undefined && property.kind === 'boolean' ? property.initial ?? false : toFormValue(rule, property.kind, held);
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
