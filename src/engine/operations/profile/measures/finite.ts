import type { Column } from '../../../sources/relation';
import { isFloat } from '../field-statistics';

/** Numbers of which squares can be added up in a DOUBLE, however many there are. */
const summable = '1e150';

/** The integers and decimals whose sum of any number of rows fits no type that is exact. */
function isWide({ nativeType }: Column): boolean {
  return nativeType.endsWith('HUGEINT') || Number(/^DECIMAL\((\d+)/.exec(nativeType)?.[1] ?? 0) > 27;
}

/** A column's finite numbers that can be added up: one NaN or infinity would make a mean meaningless, an overflow ends the statement. */
export function summableNumber(column: Column, c: string): string {
  if (isFloat(column)) return `CASE WHEN abs(${c}) < ${summable} THEN ${c}::DOUBLE END`;
  return isWide(column) ? `${c}::DOUBLE` : c;
}

/** True where a column has finite numbers that cannot be added up. */
export const tooLarge = (c: string): string => `bool_or(isfinite(${c}) AND abs(${c}) >= ${summable})`;

/** A column's finite numbers as DOUBLE. */
export function finiteDouble(column: Column, c: string): string {
  return isFloat(column) ? `CASE WHEN isfinite(${c}) THEN ${c}::DOUBLE END` : `${c}::DOUBLE`;
}
