import { z } from 'zod';

type Values = Record<string, unknown>;
const isObject = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The schema behind what only adds a default, an optional or a transformation to it. */
export function innermost(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) return innermost(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodPipe) return innermost((schema.in instanceof z.ZodTransform ? schema.out : schema.in) as z.ZodType);
  return schema;
}

/** May this field be left out, while null is not a value of its own? Then null says the same as leaving it out. */
const mayBeAbsent = (field: z.ZodType): boolean => field.safeParse(undefined).success && !field.safeParse(null).success;

/**
 * A body without the nulls that mean "not given": clients in other languages send one for every optional field. A field for
 * which null is a value keeps it, and so does one that is required, which is then refused.
 */
export function withoutNulls(schema: z.ZodType, value: unknown): unknown {
  const inner = innermost(schema);
  if (inner instanceof z.ZodArray && Array.isArray(value)) return value.map((item) => withoutNulls(inner.element as z.ZodType, item));
  if (inner instanceof z.ZodUnion) return (inner.options as z.ZodType[]).reduce((left, option) => withoutNulls(option, left), value);
  if (!(inner instanceof z.ZodObject) || !isObject(value)) return value;
  const shape = inner.shape as Record<string, z.ZodType>;
  return Object.fromEntries(Object.entries(value).flatMap(([name, given]) => {
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (field === undefined) return [[name, given]];
    return given === null && mayBeAbsent(field) ? [] : [[name, withoutNulls(field, given)]];
  }));
}
