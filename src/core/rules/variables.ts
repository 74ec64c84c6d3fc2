import { propertyInfos } from './catalogue';
import type { Rule } from './rule';

const whole = /^\s*\{\{\s*([\p{L}_][\p{L}\p{N}_.-]*)\s*\}\}\s*$/u;

/**
 * Properties that consist of nothing but `{{name}}` get the value of that check variable, if there is one. Names of fields are left alone,
 * and so is SQL: the guard fills variables in as literals, where they cannot become code.
 */
export function withVariables(
  rule: Rule, properties: Record<string, unknown>, variables: Readonly<Record<string, string | number | boolean>>,
): Record<string, unknown> {
  const plain = new Set(propertyInfos(rule).filter((info) => info.kind === 'sql' || info.kind === 'field').map((info) => info.name));
  const fill = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(fill);
    const name = typeof value === 'string' ? whole.exec(value)?.[1] : undefined;
    if (name === undefined) return value;
    return Object.hasOwn(variables, name) ? variables[name] : value;
  };
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, plain.has(key) ? value : fill(value)]));
}
