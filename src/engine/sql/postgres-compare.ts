import { ceilUnits, floorUnits, parseDecimal, unitsText } from '../../core/rules/decimal';
import type { Comparison } from '../../core/rules/dialect';
import type { RuleColumn } from '../../core/rules/meaning';
import { momentText, parseMoment, type Moment } from '../../core/rules/moment';
import { constant, onGrid, outside, quotient, signed, type NumberGrid } from './on-grid';

/** By names in small letters: what rules compute themselves is told in capitals. */
const grids: ReadonlyMap<string, NumberGrid> = new Map([['smallint', signed(16n)], ['integer', signed(32n)], ['bigint', signed(64n)]]);

/** How the values of a number type are kept: whole numbers within bounds, numbers of any size and scale (or NaN), or floating. */
export type NumberKind = NumberGrid | 'numeric' | 'real' | 'double precision';

export function numberKind(nativeType: string): NumberKind {
  const name = nativeType.toLowerCase();
  if (name === 'real') return name;
  return grids.get(name) ?? (name === 'double precision' || name === 'double' ? 'double precision' : 'numeric');
}

/** A number as a literal of a floating type. */
function floatLiteral(text: string, kind: 'real' | 'double precision'): string {
  // The server refuses what rounds to nothing there.
  return `'${kind === 'real' ? Math.fround(Number(text)) : Number(text)}'::${kind}`;
}

export function compareNumber(sql: string, column: RuleColumn, operator: Comparison, text: string): string {
  const exact = parseDecimal(text);
  if (!exact) throw new Error(`Not a decimal: ${text}`);
  const kind = numberKind(column.nativeType);
  if (typeof kind === 'object') {
    const target = onGrid(operator, floorUnits(exact, kind.scale), ceilUnits(exact, kind.scale));
    if ('always' in target) return constant(sql, target.always);
    const known = outside(operator, target.bound, kind.least, kind.most);
    return known !== null ? constant(sql, known) : `(${sql} ${operator} '${target.bound}'::bigint)`;
  }
  const wide = kind === 'real' && Math.abs(Number(text)) > 3.4028234e38;
  const literal = kind === 'numeric' ? `'${text}'::numeric` : floatLiteral(text, wide ? 'double precision' : kind);
  // NaN is above every number.
  return operator === '>' || operator === '>=' ? `(${sql} ${operator} ${literal} AND ${sql} <> 'NaN')` : `(${sql} ${operator} ${literal})`;
}

const timeType = (nativeType: string): 'date' | 'timestamp' | 'timestamptz' => {
  if (nativeType === 'date') return 'date';
  return nativeType.endsWith('with time zone') ? 'timestamptz' : 'timestamp';
};
/** Microseconds between two values of a type. */
const stepOf = (type: ReturnType<typeof timeType>): bigint => (type === 'date' ? 86_400_000_000n : 1n);

export function compareMoment(sql: string, column: RuleColumn, operator: Comparison, moment: Moment): string {
  const type = timeType(column.nativeType);
  const step = stepOf(type);
  const { floor, ceil } = quotient(moment.micros, step);
  const target = onGrid(operator, floor, ceil);
  if ('always' in target) return constant(sql, target.always);
  return `(${sql} ${operator} ${momentLiteral(type, { micros: target.bound * step })})`;
}

function momentLiteral(type: ReturnType<typeof timeType>, moment: Moment): string {
  return `'${momentText(moment, type === 'date')}${type === 'timestamptz' ? '+00' : ''}'::${type}`;
}

function numberLiteral(nativeType: string, value: string): string | null {
  const exact = parseDecimal(value);
  const kind = numberKind(nativeType);
  if (!exact) return null;
  if (kind === 'numeric') return `'${value.trim()}'::numeric`;
  if (typeof kind === 'object') {
    const units = floorUnits(exact, kind.scale);
    if (units !== ceilUnits(exact, kind.scale) || units < kind.least || units > kind.most) return null;
    return `'${unitsText(units, kind.scale)}'::${nativeType}`;
  }
  return Math.abs(Number(value)) > (kind === 'real' ? 3.4028234e38 : Number.MAX_VALUE) ? null : floatLiteral(value, kind);
}

/** A listed text as a literal of the column's type; null where no value of the type equals it. */
function literalOf(column: RuleColumn, value: string, quote: (text: string) => string): string | null {
  switch (column.type) {
    case 'String': return value.includes('\0') ? null : quote(value);
    case 'Boolean': return /^(true|false)$/i.test(value.trim()) ? value.trim().toUpperCase() : null;
    case 'Integral': case 'Fractional': return numberLiteral(column.nativeType, value);
    case 'Date': case 'Timestamp': {
      const moment = parseMoment(value);
      const type = timeType(column.nativeType);
      return moment && moment.micros % stepOf(type) === 0n ? momentLiteral(type, moment) : null;
    }
    default: return null;
  }
}

/** TRUE where the value equals one of the texts, read by the column's type. */
export function oneOf(sql: string, column: RuleColumn, values: readonly string[], quote: (text: string) => string): string {
  const literals = values.map((value) => literalOf(column, value, quote)).filter((one) => one !== null);
  return literals.length === 0 ? constant(sql, false) : `(${sql} IN (${literals.join(', ')}))`;
}

/** The texts as rows `t` with the values that they mean as `v`, NULL where they mean none. */
export function listedRows(column: RuleColumn, values: readonly string[], quote: (text: string) => string): string {
  // A number of digits would make others overflow.
  const type = column.type === 'String' ? 'text' : column.nativeType.replace(/^numeric\(.*\)$/, 'numeric');
  const rows = values.map((value) => `(CAST(${literalOf(column, value, quote) ?? 'NULL'} AS ${type}), CAST(${quote(value)} AS text))`);
  return `(SELECT column1 AS v, column2 AS t FROM (VALUES ${rows.join(', ')}) AS listed)`;
}
