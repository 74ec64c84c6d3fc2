import { ceilUnits, floorUnits, parseDecimal, unitsText, type Decimal } from '../../core/rules/decimal';
import type { Comparison } from '../../core/rules/dialect';
import type { RuleColumn } from '../../core/rules/meaning';
import { momentText, parseMoment, type Moment } from '../../core/rules/moment';
import { constant, onGrid, outside, quotient } from './on-grid';
import { nanosecondRange, numberGrid, timeGrid } from './duckdb-types';

function compareFloat(sql: string, nativeType: string, operator: Comparison, text: string): string {
  const single = /^(FLOAT|REAL)$/i.test(nativeType.trim()) && Math.abs(Number(text)) <= 3.4028234e38;
  const type = single ? 'FLOAT' : 'DOUBLE';
  const value = single || nativeType.trim().toUpperCase() === 'DOUBLE' ? sql : `CAST(${sql} AS DOUBLE)`;
  const compared = `${value} ${operator} CAST('${Number(text)}' AS ${type})`;
  // NaN is above every number in DuckDB; an upper limit of infinity keeps it out.
  return operator === '>' || operator === '>=' ? `(${compared} AND ${value} <= CAST('infinity' AS ${type}))` : `(${compared})`;
}

export function compareNumber(sql: string, column: RuleColumn, operator: Comparison, text: string): string {
  const exact: Decimal | null = parseDecimal(text);
  if (!exact) throw new Error(`Not a decimal: ${text}`);
  const grid = numberGrid(column.nativeType);
  if (!grid) return compareFloat(sql, column.nativeType, operator, text);
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

/** A listed text as a literal of the column's type; null where no value of the type equals it. */
function literalOf(column: RuleColumn, value: string, quote: (text: string) => string): string | null {
  switch (column.type) {
    case 'String': return quote(value);
    case 'Boolean': return /^(true|false)$/i.test(value.trim()) ? value.trim().toUpperCase() : null;
    case 'Integral': case 'Fractional': return numberLiteral(column.nativeType, value);
    case 'Date': case 'Timestamp': return momentLiteral(column.nativeType, value);
    default: return null;
  }
}

function numberLiteral(nativeType: string, value: string): string | null {
  const exact = parseDecimal(value);
  const grid = numberGrid(nativeType);
  if (!exact) return null;
  if (!grid) {
    const single = /^(FLOAT|REAL)$/i.test(nativeType.trim());
    return Math.abs(Number(value)) > (single ? 3.4028234e38 : Number.MAX_VALUE) ? null : `CAST('${Number(value)}' AS ${single ? 'FLOAT' : 'DOUBLE'})`;
  }
  const units = floorUnits(exact, grid.scale);
  if (units !== ceilUnits(exact, grid.scale) || units < grid.least || units > grid.most) return null;
  return `CAST('${unitsText(units, grid.scale)}' AS ${nativeType})`;
}

function momentLiteral(nativeType: string, value: string): string | null {
  const moment = parseMoment(value);
  const { type, step } = timeGrid(nativeType);
  if (!moment || moment.micros % step !== 0n) return null;
  if (type === 'TIMESTAMP_NS' && (moment.micros < nanosecondRange.least || moment.micros > nanosecondRange.most)) return null;
  return `CAST('${momentText(moment, type === 'DATE')}${type === 'TIMESTAMPTZ' ? '+00' : ''}' AS ${type})`;
}

/** TRUE where the value equals one of the texts, read by the column's type. */
export function oneOf(sql: string, column: RuleColumn, values: readonly string[], quote: (text: string) => string): string {
  const literals = values.map((value) => literalOf(column, value, quote)).filter((one) => one !== null);
  return literals.length === 0 ? constant(sql, false) : `(${sql} IN (${literals.join(', ')}))`;
}

/** The texts as rows `t` with the values that they mean as `v`, NULL where they mean none. */
export function listedRows(column: RuleColumn, values: readonly string[], quote: (text: string) => string): string {
  const nothing = `CAST(NULL AS ${column.nativeType})`;
  const rows = values.map((value) => `(${literalOf(column, value, quote) ?? nothing}, ${quote(value)})`);
  return `(SELECT col0 AS v, col1 AS t FROM (VALUES ${rows.join(', ')}))`;
}
