import { ceilUnits, floorUnits, parseDecimal, unitsText, type Decimal } from '../../core/rules/decimal';
import type { Comparison } from '../../core/rules/dialect';
import type { RuleColumn } from '../../core/rules/meaning';
import { momentText, parseMoment, type Moment } from '../../core/rules/moment';
import { nanosecondRange, numberGrid, timeGrid } from './duckdb-types';

/** TRUE or FALSE for every value, NULL for null. */
function constant(sql: string, value: boolean): string {
  return value ? `(${sql} IS NOT NULL OR NULL)` : `(${sql} IS NULL AND NULL)`;
}

/** What a value on a grid must be compared with instead of a bound that may lie between two steps. */
function onGrid(operator: Comparison, floor: bigint, ceil: bigint): { bound: bigint } | { always: boolean } {
  switch (operator) {
    case '<': case '>=': return { bound: ceil };
    case '<=': case '>': return { bound: floor };
    default: return floor === ceil ? { bound: floor } : { always: operator === '<>' };
  }
}

/** The answer for a bound outside the range of the type, null where it lies inside. */
function outside(operator: Comparison, bound: bigint, least: bigint, most: bigint): boolean | null {
  if (bound > most) return operator === '<' || operator === '<=' || operator === '<>';
  if (bound < least) return operator === '>' || operator === '>=' || operator === '<>';
  return null;
}

function quotient(value: bigint, step: bigint): { floor: bigint; ceil: bigint } {
  const whole = value / step;
  const floor = value < 0n && whole * step !== value ? whole - 1n : whole;
  return { floor, ceil: floor * step === value ? floor : floor + 1n };
}

function compareFloat(sql: string, nativeType: string, operator: Comparison, text: string): string {
  const single = /^(FLOAT|REAL)$/i.test(nativeType.trim()) && Math.abs(Number(text)) <= 3.4028234e38;
  const type = single ? 'FLOAT' : 'DOUBLE';
  const value = single || nativeType.trim().toUpperCase() === 'DOUBLE' ? sql : `CAST(${sql} AS DOUBLE)`;
  const compared = `${value} ${operator} CAST('${text}' AS ${type})`;
  // NaN is above every number in DuckDB; an upper limit of infinity keeps it out.
  return operator === '>' || operator === '>=' ? `(${compared} AND ${value} <= CAST('infinity' AS ${type}))` : `(${compared})`;
}

export function compareNumber(sql: string, column: RuleColumn, operator: Comparison, text: string): string {
  const exact: Decimal | null = parseDecimal(text);
  if (!exact) throw new Error(`Not a decimal: ${text}`);
  const grid = numberGrid(column.nativeType);
  if (!grid) return compareFloat(sql, column.nativeType, operator, text.trim());
  const target = onGrid(operator, floorUnits(exact, grid.scale), ceilUnits(exact, grid.scale));
  if ('always' in target) return constant(sql, target.always);
  const known = outside(operator, target.bound, grid.least, grid.most);
  if (known !== null) return constant(sql, known);
  return `(${sql} ${operator} CAST('${unitsText(target.bound, grid.scale)}' AS ${column.nativeType}))`;
}

export function compareMoment(sql: string, column: RuleColumn, operator: Comparison, moment: Moment): string {
  const { type, step } = timeGrid(column.nativeType);
  const { floor, ceil } = quotient(moment.micros, step);
  const target = onGrid(operator, floor, ceil);
  if ('always' in target) return constant(sql, target.always);
  const micros = target.bound * step;
  if (type === 'TIMESTAMP_NS') {
    const known = outside(operator, micros, nanosecondRange.least, nanosecondRange.most);
    if (known !== null) return constant(sql, known);
  }
  const text = momentText({ micros }, type === 'DATE');
  return `(${sql} ${operator} CAST('${text}${type === 'TIMESTAMPTZ' ? '+00' : ''}' AS ${type}))`;
}

function equalText(sql: string, column: RuleColumn, value: string): string | null {
  switch (column.type) {
    case 'Integral': case 'Fractional': return parseDecimal(value) ? compareNumber(sql, column, '=', value) : null;
    case 'Date': case 'Timestamp': {
      const moment = parseMoment(value);
      return moment ? compareMoment(sql, column, '=', moment) : null;
    }
    case 'Boolean': return /^(true|false)$/i.test(value.trim()) ? `(${sql} = ${value.trim().toUpperCase()})` : null;
    default: return null;
  }
}

/** TRUE where the value equals one of the texts, read by the column's type. */
export function oneOf(sql: string, column: RuleColumn, values: readonly string[], quote: (text: string) => string): string {
  if (column.type === 'String') return `(${sql} IN (${values.map(quote).join(', ')}))`;
  const equals = values.map((value) => equalText(sql, column, value)).filter((one) => one !== null);
  return equals.length === 0 ? constant(sql, false) : `(${equals.join(' OR ')})`;
}
