import { z } from 'zod';
import { parseDecimal } from './decimal';
import { parseMoment, type Moment } from './moment';

/** What a form shows for a property. */
export type PropertyKind = 'number' | 'string' | 'boolean' | 'datetime' | 'list' | 'enum' | 'field' | 'container' | 'datastore' | 'sql' | 'group';

/** What is known of a property beside its schema; read back with `schema.meta()`. */
export interface PropertyMeta {
  readonly title: string;
  readonly description: string;
  readonly kind: PropertyKind;
  readonly values?: readonly string[];
}

function described<S extends z.ZodType>(schema: S, kind: PropertyKind, title: string, description: string, values?: readonly string[]): S {
  return schema.meta({ title, description, kind, ...(values ? { values } : {}) }) as S;
}

const maxDouble = 1.7976931348623157e308;

/** An exact decimal: a number, or text for what a JSON number cannot hold. Gives the text, unrounded. */
export function amount(title: string, description: string): z.ZodType<string> {
  const schema = z.union([z.number(), z.string()], 'must be a number').transform((value, context) => {
    const text = String(value).trim();
    if (!parseDecimal(text) || Math.abs(Number(text)) > maxDouble) {
      context.addIssue({ code: 'custom', message: 'must be a number' });
      return z.NEVER;
    }
    return text;
  });
  return described(schema, 'number', title, description);
}

/** A whole number within bounds. */
export function whole(title: string, description: string, min = 0, max = Number.MAX_SAFE_INTEGER): z.ZodType<number> {
  const schema = z.union([z.number(), z.string().regex(/^-?\d+$/).transform(Number)], 'must be a whole number')
    .pipe(z.number().int('must be a whole number').min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));
  return described(schema, 'number', title, description);
}

/** A finite number that need not be exact. */
export function real(title: string, description: string, min = -maxDouble, max = maxDouble): z.ZodType<number> {
  const schema = z.union([z.number(), z.string().trim().min(1).transform(Number)], 'must be a number')
    .pipe(z.number('must be a number').min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));
  return described(schema, 'number', title, description);
}

export function flag(title: string, description: string, initial: boolean): z.ZodType<boolean> {
  return described(z.boolean('must be true or false').default(initial), 'boolean', title, description);
}

/** A date or timestamp in ISO 8601; without a zone it is UTC. */
export function moment(title: string, description: string): z.ZodType<Moment> {
  const schema = z.string('must be a date or timestamp').transform((text, context) => {
    const value = parseMoment(text);
    if (!value) {
      context.addIssue({ code: 'custom', message: 'must be a date or timestamp such as 2024-02-29 or 2024-02-29T13:05:00Z' });
      return z.NEVER;
    }
    return value;
  });
  return described(schema, 'datetime', title, description);
}

export function words(title: string, description: string, kind: PropertyKind = 'string'): z.ZodType<string> {
  return described(z.string('must be a text').min(1, 'must not be empty'), kind, title, description);
}

/** A list of values, at least one; numbers and booleans become text. */
export function list(title: string, description: string): z.ZodType<string[]> {
  const item = z.union([z.string(), z.number(), z.boolean()], 'must be a list of texts or numbers').transform(String);
  return described(z.array(item, 'must be a list').min(1, 'must not be empty').max(10_000, 'must hold at most 10000 values'), 'list', title, description);
}

export function choice<const T extends string>(title: string, description: string, values: readonly [T, ...T[]]): z.ZodType<T> {
  return described(z.enum(values, `must be one of ${values.join(', ')}`), 'enum', title, description, values) as z.ZodType<T>;
}

/** A named group of properties, e.g. a comparator. */
export function group<S extends z.ZodRawShape>(title: string, description: string, shape: S): z.ZodType<z.output<z.ZodObject<S>>> {
  return described(z.strictObject(shape), 'group', title, description) as unknown as z.ZodType<z.output<z.ZodObject<S>>>;
}

/** A property that may be left out; keeps title and description. */
export function optional<T>(schema: z.ZodType<T>): z.ZodType<T | undefined> {
  return schema.optional().meta(schema.meta() ?? {}) as z.ZodType<T | undefined>;
}

/** A property with a value where none is given; keeps title and description. */
export function initially<T>(schema: z.ZodType<T>, value: NonNullable<T>): z.ZodType<T> {
  return schema.default(value as never).meta(schema.meta() ?? {}) as z.ZodType<T>;
}

/** The whole of a rule's properties. Unknown names are refused, so that a misspelt one is noticed. */
export function properties<S extends Record<string, z.ZodType>>(shape: S): z.ZodType<{ [K in keyof S]: z.output<S[K]> }> {
  return z.strictObject(shape) as unknown as z.ZodType<{ [K in keyof S]: z.output<S[K]> }>;
}

export const none = properties({});
