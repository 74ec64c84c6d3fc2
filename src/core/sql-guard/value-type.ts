import type { FieldType } from '../api/schemas/container';

/**
 * What a part of an expression gives, as far as it can be told without the source. `number` is any of whole, decimal and
 * floating; `other` is anything but a truth; `unknown` may be anything, also a truth.
 */
export type ValueType =
  | 'boolean' | 'whole' | 'decimal' | 'floating' | 'number' | 'text' | 'date' | 'timestamp' | 'time' | 'interval' | 'list' | 'struct' | 'json' | 'binary' | 'other' | 'unknown';

const ofFields: Readonly<Record<FieldType, ValueType>> = {
  Unknown: 'unknown', Integral: 'whole', Fractional: 'number', Boolean: 'boolean', String: 'text', Date: 'date', Timestamp: 'timestamp', Time: 'time',
  Binary: 'binary', Array: 'list', Struct: 'struct', MapType: 'unknown',
};

/** The type of a field, told closer by the source's own word for it where that is known. */
export function fieldValueType(type: FieldType, nativeType?: string): ValueType {
  const word = nativeType?.trim().toLowerCase() ?? '';
  if (type === 'Fractional' && word !== '') return /^(float|double|real)/.test(word) ? 'floating' : 'decimal';
  if (/^jsonb?$/.test(word)) return 'json';
  if (word === 'interval') return 'interval';
  return ofFields[type];
}

const ofCasts: Readonly<Record<string, ValueType>> = {
  DECIMAL: 'decimal', FLOAT: 'floating', DOUBLE: 'floating', VARCHAR: 'text', BOOLEAN: 'boolean', DATE: 'date', TIME: 'time', TIMESTAMP: 'timestamp',
  TIMESTAMPTZ: 'timestamp', INTERVAL: 'interval', UUID: 'unknown', JSON: 'json', BLOB: 'binary',
};

/** The type of a cast to a type by its name as the tree has it. */
export const castValueType = (name: string): ValueType => ofCasts[name] ?? 'whole';

const numbers: readonly ValueType[] = ['whole', 'decimal', 'floating', 'number'];
export const isNumber = (type: ValueType): boolean => numbers.includes(type);

/** The one type of several parts of which one is given, e.g. the branches of a CASE. */
export function commonType(types: readonly ValueType[]): ValueType {
  const [first = 'unknown', ...rest] = [...new Set(types)];
  if (rest.length === 0) return first;
  return [first, ...rest].every(isNumber) ? 'number' : 'unknown';
}
