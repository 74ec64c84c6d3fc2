import fc from 'fast-check';
import type { FieldType } from '../../../src/core/api/schemas/container';

export type Kind =
  | 'tinyint' | 'bigint' | 'ubigint' | 'hugeint' | 'money' | 'precise' | 'float' | 'double'
  | 'text' | 'formatted' | 'written' | 'address' | 'entity' | 'bool' | 'date' | 'timestamp' | 'nanos' | 'zoned' | 'list';

/** A decimal as units and scale. */
export interface Fixed { readonly units: bigint; readonly scale: number }
/** Nanoseconds since 1970-01-01 UTC, or ±Infinity. */
export interface Instant { readonly nanos: bigint | number }
export type Cell = null | bigint | number | Fixed | string | boolean | Instant | readonly (number | null)[];

export const kinds: Readonly<Record<Kind, { type: FieldType; nativeType: string }>> = {
  tinyint: { type: 'Integral', nativeType: 'TINYINT' }, bigint: { type: 'Integral', nativeType: 'BIGINT' },
  ubigint: { type: 'Integral', nativeType: 'UBIGINT' }, hugeint: { type: 'Integral', nativeType: 'HUGEINT' },
  money: { type: 'Fractional', nativeType: 'DECIMAL(10,2)' }, precise: { type: 'Fractional', nativeType: 'DECIMAL(38,10)' },
  float: { type: 'Fractional', nativeType: 'FLOAT' }, double: { type: 'Fractional', nativeType: 'DOUBLE' },
  text: { type: 'String', nativeType: 'VARCHAR' }, formatted: { type: 'String', nativeType: 'VARCHAR' }, written: { type: 'String', nativeType: 'VARCHAR' },
  address: { type: 'String', nativeType: 'VARCHAR' }, entity: { type: 'String', nativeType: 'VARCHAR' }, bool: { type: 'Boolean', nativeType: 'BOOLEAN' }, date: { type: 'Date', nativeType: 'DATE' },
  timestamp: { type: 'Timestamp', nativeType: 'TIMESTAMP' }, nanos: { type: 'Timestamp', nativeType: 'TIMESTAMP_NS' },
  zoned: { type: 'Timestamp', nativeType: 'TIMESTAMP WITH TIME ZONE' }, list: { type: 'Array', nativeType: 'INTEGER[]' },
};

export const numberKinds: readonly Kind[] = ['tinyint', 'bigint', 'ubigint', 'hugeint', 'money', 'precise', 'float', 'double'];
export const timeKinds: readonly Kind[] = ['date', 'timestamp', 'nanos', 'zoned'];
export const scalarKinds: readonly Kind[] = [...numberKinds, ...timeKinds, 'text', 'bool'];

/** Card numbers, addresses and links, right and nearly right, alone and within other text. */
const formattedTexts: readonly string[] = [
  '4111111111111111', '4111 1111 1111 1111', '4111-1111-1111-1111', '4111 1111 1111 1112', '5500005555555559', '378282246310005', '6011000990139424',
  '41111111111', '0000000000000000', '4111  1111 1111 1111', ' 4111111111111111', '4111111111111111x', '12345678901234567890', '４１１１１１１１１１１１１１１１', '79927398713',
  'card 4111 1111 1111 1111 and 378282246310005', 'a@b.co', 'mail to x.y+z@sub.example.org now', 'a@b', '@b.co', 'a@.co', 'a@-b.co', 'a@b.c', 'é@b.co', "o'hara@ex.ie",
  '123-45-6789', 'ssn 123-45-6789.', '000-12-3456', '666-12-3456', '665-12-3456', '900-12-3456', '123-00-4567', '123-45-0000', '1123-45-6789', '123-45-67890', '899-99-9999',
  'http://a', 'see HTTPS://Example.org/x?y=1', 'ftp://h', 'xhttp://a', 'http://', 'http:///a', 'https://-', 'file:///etc/passwd', 'http://ä', '',  ' ', 'none',
];
/** Values written as text in the manner of some type. */
const writtenTexts: readonly string[] = [
  '1', '-1', '+7', '007', '1.5', '.5', '5.', '.', '1e3', '1E-3', '1e', '0x1F', '1_000', '1,5', ' 1', '1 ', 'NaN', 'inf', 'true', 'FALSE', 'yes', '٣', '99999999999999999999999999999999999999999999',
  '2024-02-29', '2023-02-29', '0000-01-01', '1900-02-29', '2024-2-9', '2024-02-29T13:05:00Z', '2024-02-29 13:05', '2024-02-30 13:05', '2024-02-29 24:00', '2024-02-29 23:59:60',
  '2024-02-29T13:05:00.123456789+02:00', '2024-02-29T13:05:00+25:00', '2024-02-29T13', '2024-02-29 13:05:00-0530', '2024-02-29  13:05', '', ' ', 'abc',
];
const streets = ['12 Main Street', 'Hauptstr. 5', 'Broadway', '12', 'é 7', ''];
const places = ['Springfield', 'Springfield IL', 'Springfield IL 62701', 'IL 62701', '62701-1234', '10115 Berlin', 'SW1A 1AA', 'London SW1A 1AA', 'sw1a 1aa', 'Texas', 'new york', 'NY', 'in', 'OR', '1012 AB Amsterdam', '123 45 Lund', '7', ''];
const countries = ['USA', 'germany', 'U.S.A.', 'Atlantis', 'United  Kingdom', ''];
const entityNames = ['Smith Ltd', 'Smyth Ltd.', 'SMITH  LTD', 'Smith', 'Müller', 'Muller GmbH', 'Mueller', 'Robert', 'Rupert', 'Ashcraft', 'Ashcroft', 'Tymczak', 'Pfister', 'Pfizer', 'ca', 'abc', 'ab', '', '--', '日本', '日本 社', 'Ab Co', 'Co Ab', 'Schwsel', 'Schsel', 'İzmir', 'Izmir'];

const day = 86_400_000_000_000n;
export const cornerTexts: readonly string[] = [
  '', ' ', '  ', 'a', 'A', 'b', ' a', 'a ', 'é', 'e\u0301', '👍🏽', '日本', 'ﬁ', 'İ', 'ß', "o'clock", '"', 'a\nb', '\t', '\\', '%', '12', '-3', '1.5', '007',
  'NaN', 'null', 'true', '<b>', "'; DROP TABLE t; --", 'x'.repeat(30), '\u00a0', '\u200b',
];

function whole(bits: bigint, signed: boolean): fc.Arbitrary<Cell> {
  const [least, most] = signed ? [-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n] : [0n, 2n ** bits - 1n];
  const corners = [0n, 1n, -1n, 2n, 5n, 9_007_199_254_740_992n, 9_007_199_254_740_993n, -9_007_199_254_740_993n, least, most].filter((n) => n >= least && n <= most);
  return fc.oneof(fc.constantFrom(...corners), fc.bigInt({ min: -6n < least ? least : -6n, max: 6n }), fc.bigInt({ min: least, max: most }));
}

function fixed(width: number, scale: number): fc.Arbitrary<Cell> {
  const most = 10n ** BigInt(width) - 1n;
  const one = 10n ** BigInt(scale);
  const units = fc.oneof(fc.constantFrom(0n, 1n, -1n, one, -one, one / 2n, most, -most, 5n * one + 1n), fc.bigInt({ min: -6n * one, max: 6n * one }));
  return units.map((value) => ({ units: value, scale }));
}

const plainFloats = [0, -0, 1, -1, 0.1, 0.5, 2, 5, -2.5, 1e-7, NaN, Infinity, -Infinity, 9_007_199_254_740_992, 3.4e38];
const moments = [0n, -1n, 1n, -day, day, -10n * 365n * day, 19_000n * day, 19_000n * day + 123_456_000n, 11_016n * day, -25_567n * day];

function instants(step: bigint, farCorners: readonly (bigint | number)[]): fc.Arbitrary<Cell> {
  const floor = (value: bigint): bigint => (value < 0n && value % step !== 0n ? value / step - 1n : value / step) * step;
  return fc.oneof(fc.constantFrom(...moments.map(floor), ...farCorners), fc.bigInt({ min: -2n * day, max: 2n * day }).map(floor), fc.bigInt({ min: 18_900n, max: 21_000n }).map((d) => floor(d * day + 3_600_000_000_000n)))
    .map((nanos) => ({ nanos }));
}

const year = (y: number): bigint => { const d = new Date(0); d.setUTCFullYear(y, 0, 1); return BigInt(d.getTime()) * 1_000_000n; };
const far = [year(1), year(1582), year(9999), Infinity, -Infinity];

const valueOf: Readonly<Record<Kind, fc.Arbitrary<Cell>>> = {
  tinyint: whole(8n, true), bigint: whole(64n, true), ubigint: whole(64n, false), hugeint: whole(128n, true),
  money: fixed(10, 2), precise: fixed(38, 10),
  float: fc.oneof(fc.constantFrom(...plainFloats), fc.float({ min: -6, max: 6 })).map(Math.fround),
  double: fc.oneof(fc.constantFrom(...plainFloats, 1.7976931348623157e308, 5e-324), fc.double({ min: -6, max: 6 })),
  text: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...cornerTexts) }, { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }).filter((s) => !s.includes('\0')) }),
  formatted: fc.constantFrom(...formattedTexts), written: fc.constantFrom(...writtenTexts), entity: fc.constantFrom(...entityNames),
  address: fc.oneof(
    fc.tuple(fc.constantFrom(...streets), fc.array(fc.constantFrom(...places), { maxLength: 2 }), fc.constantFrom(...countries)).map(([a, b, c]) => [a, ...b, c].join(', ')),
    fc.array(fc.constantFrom(...streets, ...places, ...countries), { maxLength: 4 }).map((all) => all.join(' ,\t'))),
  bool: fc.boolean(), date: instants(day, far), timestamp: instants(1000n, far), nanos: instants(1n, [year(1700), year(2200)]), zoned: instants(1000n, far),
  list: fc.array(fc.oneof(fc.constantFrom(1, 2), fc.constant(null)), { maxLength: 2 }),
};

/** Cells of one column: a quarter null, and drawn from few values so that they repeat. */
export function cellsOf(kind: Kind, count: number): fc.Arbitrary<Cell[]> {
  return fc.array(valueOf[kind], { minLength: 1, maxLength: 7 }).chain((pool) =>
    fc.array(fc.oneof({ weight: 1, arbitrary: fc.constant<Cell>(null) }, { weight: 4, arbitrary: fc.constantFrom(...pool) }), { minLength: count, maxLength: count }));
}

const quote = (text: string): string => `'${text.replace(/'/g, "''")}'`;
export const fixedText = ({ units, scale }: Fixed): string => {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, digits.length - scale)}.${digits.slice(digits.length - scale)}`;
};

/** A cell as SQL of DuckDB. */
export function cellSql(cell: Cell, kind: Kind): string {
  const cast = (text: string): string => `CAST(${quote(text)} AS ${kinds[kind].nativeType})`;
  if (cell === null) return `CAST(NULL AS ${kinds[kind].nativeType})`;
  if (typeof cell === 'boolean') return String(cell);
  if (typeof cell === 'string') return quote(cell);
  if (typeof cell === 'bigint') return cast(cell.toString());
  if (typeof cell === 'number') return cast(Object.is(cell, -0) ? '-0.0' : String(cell));
  if ('units' in cell) return cast(fixedText(cell));
  if (!('nanos' in cell)) return `CAST([${cell.map(String).join(', ')}] AS INTEGER[])`;
  if (typeof cell.nanos === 'number') return cast(cell.nanos > 0 ? 'infinity' : '-infinity');
  if (kind === 'nanos') return `make_timestamp_ns(${cell.nanos})`;
  const micros = `make_timestamp(CAST(${cell.nanos / 1000n} AS BIGINT))`;
  return kind === 'zoned' ? `timezone('UTC', ${micros})` : `CAST(${micros} AS ${kinds[kind].nativeType})`;
}
