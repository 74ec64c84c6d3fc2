import { ofContainer, type MetricName } from '../../../core/metrics/captured';
import { identifier } from '../../sql/quote';
import type { Session } from '../../sql/session';
import type { Column, Relation } from '../../sources/relation';
import { isNested, isNumber } from '../profile/field-statistics';
import { finiteDouble } from '../profile/measures/finite';

export interface MeasuredMetric { readonly name: MetricName; readonly field: string | null; readonly value: number }

type FieldMetric = Exclude<MetricName, 'row_count'>;
interface Wanted { readonly name: FieldMetric; readonly column: Column; readonly sql: string }

/** Aggregates of one statement; the rows of a wider table are read again. */
const aggregatesAtOnce = 200;

/** The aggregate of a metric of a field; null where its type has none. Numbers that are not finite are left out. */
function aggregate(name: FieldMetric, column: Column, percentile: number): string | null {
  const c = identifier(column.name);
  if (name === 'null_percent') return `100.0 * (count(*) - count(${c})) / count(*)`;
  if (name === 'distinct_count') return isNested(column) ? null : `count(DISTINCT ${c})`;
  if (name === 'duplicate_count') return isNested(column) ? null : `count(${c}) - count(DISTINCT ${c})`;
  if (!isNumber(column)) return null;
  const number = finiteDouble(column, c);
  switch (name) {
    case 'min': return `min(${number})`;
    case 'max': return `max(${number})`;
    case 'mean': return `avg(${number})`;
    case 'sum': return `sum(${number})`;
    case 'stddev': return `CASE WHEN max(abs(${number})) < 1e150 THEN stddev_samp(${number}) END`;
    case 'percentile': return `quantile_cont(${number}, ${percentile / 100})`;
  }
}

/** Measures a container; a metric without a value (of no rows, of a type that has none) is left out. */
export async function measureMetrics(
  session: Session, relation: Relation, choice: { metrics: readonly MetricName[]; fields: ReadonlySet<string> | null; percentile: number }, signal: AbortSignal,
): Promise<{ rows: number; measured: MeasuredMetric[] }> {
  const wanted: Wanted[] = relation.columns.filter((column) => choice.fields?.has(column.name) ?? true).flatMap((column) =>
    choice.metrics.filter((name): name is FieldMetric => !ofContainer(name)).flatMap((name) => {
      const sql = aggregate(name, column, choice.percentile);
      return sql === null ? [] : [{ name, column, sql }];
    }));
  const measured: MeasuredMetric[] = [];
  let rows = 0;
  for (let from = 0; from === 0 || from < wanted.length; from += aggregatesAtOnce) {
    const some = wanted.slice(from, from + aggregatesAtOnce);
    const list = ['count(*)', ...some.map(({ sql }) => `(${sql})::DOUBLE`)].map((sql, at) => `${sql} AS m${at}`);
    const { rows: [row = []] } = await session.table(`SELECT ${list.join(', ')} FROM ${relation.from}`, undefined, signal);
    if (from === 0) rows = Number(row[0] ?? 0);
    some.forEach(({ name, column }, at) => {
      const value = row[at + 1];
      if (value !== null && value !== undefined && Number.isFinite(Number(value))) measured.push({ name, field: column.name, value: Number(value) });
    });
  }
  return { rows, measured: choice.metrics.some(ofContainer) ? [{ name: 'row_count', field: null, value: rows }, ...measured] : measured };
}
