import type { Session } from '../../../../sql/session';
import type { Column } from '../../../../sources/relation';
import { identifier } from '../../../../sql/quote';
import type { FieldStatistics } from '../../field-statistics';
import type { PreparedRows } from '../../prepare-rows';
import type { SampleValue } from './column-values';

/** How a field's values follow each other in the rows' order. */
export interface ColumnOrder {
  /** Rows whose value differs from the row before; null where it was not looked at. */
  readonly changes: number | null;
  /** Correlation of a number with the one of the row before, -1..1; null where there is none. */
  readonly serial: number | null;
}

/** Rows looked at, from the first on: neighbours are as alike there as anywhere. */
const rowsForOrder = 20_000;
const columnsAtOnce = 25;

const scalar = ({ type }: Column): boolean => ['String', 'Integral', 'Fractional', 'Boolean', 'Date', 'Timestamp'].includes(type);
const isNumber = ({ type }: Column): boolean => type === 'Integral' || type === 'Fractional';

/** SQL of a number without its far ends: a few outliers beside each other would look like an order of all. */
function clipped({ column, q1, q3 }: FieldStatistics, c: string): string {
  // What is squared for the correlation must not overflow.
  const safe = (value: string): string => `CASE WHEN abs(${c}::DOUBLE) < 1e150 THEN ${value} END`;
  if (q1 === null || q3 === null || !(q3 > q1) || !isNumber(column)) return safe(`${c}::DOUBLE`);
  return safe(`least(greatest(${c}::DOUBLE, ${q1 - 1.5 * (q3 - q1)}::DOUBLE), ${q3 + 1.5 * (q3 - q1)}::DOUBLE)`);
}

/** The order of every field, in one pass for some of them at a time. */
export async function columnOrders(session: Session, statistics: readonly FieldStatistics[], prepared: PreparedRows, signal: AbortSignal): Promise<ColumnOrder[]> {
  const result: ColumnOrder[] = statistics.map(() => ({ changes: null, serial: null }));
  for (let from = 0; from < statistics.length; from += columnsAtOnce) {
    const part = statistics.slice(from, from + columnsAtOnce).map((field, at) => ({ field, column: field.column, at: from + at, c: identifier(field.column.name) }));
    const value = (field: FieldStatistics, c: string): string => (isNumber(field.column) ? clipped(field, c) : c);
    const inner = part.flatMap(({ field, column, at, c }) => (scalar(column) ? [`${value(field, c)} AS v${at}`, `lag(${value(field, c)}) OVER w AS b${at}`] : []));
    if (inner.length === 0) continue;
    const outer = part.flatMap(({ column, at }) => (scalar(column) ? [`count(*) FILTER (v${at} IS DISTINCT FROM b${at}) AS c${at}`, ...(isNumber(column) ? [`corr(v${at}, b${at}) AS r${at}`] : [])] : []));
    const [row = {}] = await session.query(`SELECT ${outer.join(', ')} FROM (SELECT ${inner.join(', ')} FROM ${prepared.sample} WHERE ${prepared.position} < ${rowsForOrder} WINDOW w AS (ORDER BY ${prepared.position}))`, undefined, signal);
    for (const { at } of part) {
      const serial = row[`r${at}`];
      result[at] = { changes: row[`c${at}`] === undefined ? null : Number(row[`c${at}`]), serial: typeof serial === 'number' && Number.isFinite(serial) ? serial : null };
    }
  }
  return result;
}

/** Rows in order come in groups: the next row is of a new one, so that nothing closes the set of values. */
export function clustered({ values, order, field }: { readonly values: readonly SampleValue[] | null; readonly order: ColumnOrder; readonly field: FieldStatistics }): boolean {
  if (!values || order.changes === null) return false;
  const rows = Math.min(rowsForOrder, field.rows);
  const total = values.reduce((count, value) => count + value.rows, 0);
  const same = values.reduce((share, value) => share + (value.rows / total) ** 2, 0);
  return order.changes < 0.3 * rows * (1 - same);
}
