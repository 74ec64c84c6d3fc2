import { fail } from '../errors';
import { propertyInfos } from './catalogue';
import type { Rule } from './rule';

const whole = /^\s*\{\{\s*([\p{L}_][\p{L}\p{N}_.-]*)\s*\}\}\s*$/u;

/**
 * Properties that consist of nothing but `{{name}}` get the value of that check variable. SQL is left alone: the guard
 * fills variables in as literals, where they cannot become code.
 */
export function withVariables(
  rule: Rule, properties: Record<string, unknown>, variables: Readonly<Record<string, string | number | boolean>>,
): Record<string, unknown> {
  const sql = new Set(propertyInfos(rule).filter((info) => info.kind === 'sql').map((info) => info.name));
  const fill = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => fill(item, path));
    const name = typeof value === 'string' ? whole.exec(value)?.[1] : undefined;
    if (name === undefined) return value;
    return Object.hasOwn(variables, name) ? variables[name]
      : fail('bad-request', `There is no check variable "${name}".`, { remedy: 'Give it with the scan as check_variables.', place: { path: `properties.${path}` } });
  };
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, sql.has(key) ? value : fill(value, key)]));
}
