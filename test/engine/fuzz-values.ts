import type { randomFrom } from '../../scripts/lib/random';

export type Random = ReturnType<typeof randomFrom>;
export type Schema = Readonly<Record<string, unknown>>;

export const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

/** Words that mean something to a store with the files of the tests: names, rules, expressions. */
const meaningful = [
  'shop', 'orders', 'customers', 'payments', 'id', 'amount', 'price', 'who', 'mail', 'day', 'notNull', 'between', 'unique', 'satisfiesExpression', 'matchesPattern',
  'amount > 3', 'id % 2 = 0 AND who IS NOT NULL', 'sum(amount)', 'Active', 'Acknowledged', 'Resolved', 'Invalid', 'Draft', 'Discarded', 'sync', 'profile', 'scan',
  'files', 'duckdb', 'asc', 'desc', 'only', 'include', '2026-01-01', '2026-01-01T10:00:00Z', '5',
];
const hostile = [
  '', ' ', '\u0000', '\ud800', '\u001b[31m', '\u202egnp', '<img src=x onerror=1>', "'; DROP TABLE checks; --", '"', '\\', '%', '{{x}}', '../../etc/passwd', 'a/b', 'NaN',
  '1e309', '-0', '9007199254740993', '[]', '{}', 'null', 'true', '(((((', ')', "'", '*', '--', '/*', 'constructor', '__proto__', 'é📏', 'x'.repeat(3000),
];
const numbers = [0, -0, 1, -1, 2, 3, 0.5, 100, 1000, 1001, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, -(2 ** 53), 1e21, 1e308, -1e308, 5e-324];

export const anyText = (random: Random): string => (random() < 0.6 ? pick(random, meaningful) : pick(random, hostile));
const anyNumber = (random: Random): number => (random() < 0.6 ? 1 + Math.floor(random() * 12) : pick(random, numbers));

/** A value of no particular kind. */
export function anything(random: Random, depth = 0): unknown {
  const kind = Math.floor(random() * (depth > 2 ? 5 : 8));
  switch (kind) {
    case 0: return null;
    case 1: return random() < 0.5;
    case 2: return anyNumber(random);
    case 3: case 4: return anyText(random);
    case 5: return Array.from({ length: Math.floor(random() * 4) }, () => anything(random, depth + 1));
    case 6: return Object.fromEntries(Array.from({ length: Math.floor(random() * 4) }, () => [anyText(random), anything(random, depth + 1)]));
    default: return random() < 0.98 ? [] : Array.from({ length: 3000 }, (_, at) => at);
  }
}

/** A value as a schema wants it, in most cases: lengths, patterns and what schemas cannot say are not minded. */
export function valueOf(schema: Schema, root: Schema, random: Random): unknown {
  if (typeof schema.$ref === 'string') {
    const target = schema.$ref.split('/').slice(1).reduce<unknown>((at, part) => (at as Schema | undefined)?.[part], root);
    return target ? valueOf(target as Schema, root, random) : anything(random);
  }
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return pick(random, schema.enum);
  const choices = (schema.anyOf ?? schema.oneOf ?? schema.allOf) as Schema[] | undefined;
  if (choices) return valueOf(pick(random, choices), root, random);
  if ('default' in schema && random() < 0.2) return schema.default;
  switch (Array.isArray(schema.type) ? pick(random, schema.type as string[]) : schema.type) {
    case 'null': return null;
    case 'boolean': return random() < 0.5;
    case 'integer': case 'number': return Math.min(Number(schema.maximum ?? 1e9), Math.max(Number(schema.minimum ?? -1e9), 1 + Math.floor(random() * 12)));
    case 'string': return anyText(random);
    case 'array': return Array.from({ length: Math.floor(random() * 4) }, () => valueOf((schema.items as Schema | undefined) ?? {}, root, random));
    case 'object': {
      const required = new Set((schema.required as string[] | undefined) ?? []);
      const properties = Object.entries((schema.properties as Record<string, Schema> | undefined) ?? {}).filter(([name]) => required.has(name) || random() < 0.3);
      return Object.fromEntries(properties.map(([name, property]) => [name, valueOf(property, root, random)]));
    }
    default: return anything(random);
  }
}

/** The value with something wrong in one place of it. */
export function spoiled(value: unknown, random: Random): unknown {
  if (typeof value !== 'object' || value === null || random() < 0.2) return anything(random);
  if (Array.isArray(value)) {
    if (value.length === 0) return [anything(random)];
    const at = Math.floor(random() * value.length);
    return value.map((one: unknown, index) => (index === at ? spoiled(one, random) : one));
  }
  const entries = Object.entries(value);
  if (entries.length === 0 || random() < 0.2) return { ...value, [anyText(random)]: anything(random) };
  const at = Math.floor(random() * entries.length);
  if (random() < 0.3) return Object.fromEntries(entries.filter((_, index) => index !== at));
  return Object.fromEntries(entries.map(([name, one], index) => [name, index === at ? spoiled(one, random) : one]));
}
