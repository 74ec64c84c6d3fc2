import type { Aligned } from '../../core/rules/dialect';
import type { RuleColumn } from '../../core/rules/meaning';
import { utc } from './duckdb-times';
import { numberGrid } from './duckdb-types';
import type { NumberGrid } from './on-grid';

type Wrap = (sql: string) => string;
const same: Wrap = (sql) => sql;
const cast = (type: string): Wrap => (sql) => `CAST(${sql} AS ${type})`;

const isNumber = (column: RuleColumn): boolean => column.type === 'Integral' || column.type === 'Fractional';
const isTime = (column: RuleColumn): boolean => column.type === 'Date' || column.type === 'Timestamp';

/** Digits before the point that the values of a grid can have. */
function wholeDigits(grid: NumberGrid): number {
  const most = grid.most > -grid.least ? grid.most : -grid.least;
  return (most / 10n ** BigInt(grid.scale)).toString().length;
}

/** One type that holds the values of both grids exactly; null where there is none. */
function commonType(a: NumberGrid, b: NumberGrid): string | null {
  const scale = Math.max(a.scale, b.scale);
  const digits = Math.max(wholeDigits(a), wholeDigits(b));
  if (scale > 0) return digits + scale <= 38 ? `DECIMAL(38,${scale})` : null;
  const huge = numberGrid('HUGEINT')!;
  return [a, b].every((one) => one.least >= huge.least && one.most <= huge.most) ? 'HUGEINT' : 'BIGNUM';
}

export function align(a: RuleColumn, b: RuleColumn): Aligned | null {
  if (a.nativeType === b.nativeType) return { left: same, right: same, column: a };
  if (isNumber(a) && isNumber(b)) {
    const [left, right] = [numberGrid(a.nativeType), numberGrid(b.nativeType)];
    const type = left && right ? commonType(left, right) : 'DOUBLE';
    return type === null ? null : { left: cast(type), right: cast(type), column: { name: a.name, type: 'Fractional', nativeType: type } };
  }
  if (isTime(a) && isTime(b)) return { left: (sql) => utc(sql, a), right: (sql) => utc(sql, b), column: { name: a.name, type: 'Timestamp', nativeType: 'TIMESTAMP' } };
  return a.type === b.type && (a.type === 'String' || a.type === 'Boolean') ? { left: same, right: same, column: a } : null;
}

/** Whole numbers are summed as numbers of any size; decimals keep their scale; floating numbers are floating. */
export function sum(sql: string, column: RuleColumn): { sql: string; column: RuleColumn } {
  const grid = numberGrid(column.nativeType);
  const wide = grid !== null && grid.scale === 0 && wholeDigits(grid) > 20;
  const total = (value: string, nativeType: string): { sql: string; column: RuleColumn } =>
    ({ sql: `coalesce(sum(${value}), CAST(0 AS ${nativeType}))`, column: { name: 'sum', type: column.type, nativeType } });
  if (!grid) return total(`CAST(${sql} AS DOUBLE)`, 'DOUBLE');
  if (wide) return total(`CAST(${sql} AS BIGNUM)`, 'BIGNUM');
  return grid.scale === 0 ? total(sql, 'HUGEINT') : total(sql, `DECIMAL(38,${grid.scale})`);
}
