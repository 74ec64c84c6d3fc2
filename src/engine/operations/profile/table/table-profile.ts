import type { ContainerProfile } from '../../../../core/api/schemas/container-profile';
import type { FieldProfile } from '../../../../core/api/schemas/field-profile';
import type { Relation } from '../../../sources/relation';
import type { Session } from '../../../sql/session';
import type { FieldStatistics } from '../field-statistics';
import type { SampleCodes } from '../infer/facts/sample-codes';
import type { PreparedRows } from '../prepare-rows';
import { correlations, type Correlation } from './correlations';
import { dependenciesOf } from './dependencies';
import { duplicates } from './duplicates';
import { fieldOrders, sequences, type FieldOrder, type Sequence } from './field-order';
import { keysOf, type Key } from './keys';
import { storage } from './partitions';
import { periodText, timeGaps } from './time-gaps';
import type { Gaps } from './time-periods';

/** What was found out about fields among each other, and about the table as a whole. */
export interface TableFindings {
  readonly correlations: readonly Correlation[];
  readonly orders: ReadonlyMap<string, FieldOrder>;
  readonly gaps: ReadonlyMap<string, Gaps>;
  readonly sequences: ReadonlyMap<string, Sequence>;
  readonly keys: readonly Key[];
  /** Fields of which no value repeats, as far as that was seen on all rows. */
  readonly unique: ReadonlySet<string>;
  readonly table: Pick<ContainerProfile, 'bytes' | 'last_modified' | 'partitions' | 'partitions_count' | 'duplicate_records' | 'duplicate_error' | 'keys' | 'dependencies' | 'correlations'>;
}

/** Looks at fields beside each other. `codes` gives rows of the sample as numbers. */
export async function tableFindings(
  session: Session, relation: Relation, statistics: readonly FieldStatistics[], prepared: PreparedRows, codes: () => Promise<SampleCodes>, signal: AbortSignal,
): Promise<TableFindings> {
  const pairs = await correlations(session, statistics, prepared, signal);
  const orders = await fieldOrders(session, statistics, prepared, signal);
  const gaps = await timeGaps(session, statistics, prepared, signal);
  const keys = await keysOf(session, statistics, orders, prepared, signal);
  const unique = new Set([
    ...keys.flatMap(({ fields, exact }) => (exact && fields.length === 1 ? fields : [])),
    ...statistics.filter(({ distinct, distinctExact, present }) => distinctExact && distinct === present).map(({ column }) => column.name),
    ...[...orders].filter(([, { strict, exact }]) => strict && exact).map(([name]) => name),
  ]);
  const ordered = await sequences(session, statistics, unique, prepared, signal);
  const equal = await duplicates(session, relation.columns, prepared, keys.some(({ exact }) => exact), signal);
  const stored = await storage(session, relation, prepared.rows, signal);
  const coded = await codes();
  const dependencies = dependenciesOf(coded, coded.step === 1 && prepared.sampleRows === prepared.rows);
  return {
    correlations: pairs, orders, gaps, keys, unique, sequences: ordered,
    table: {
      bytes: stored.bytes, last_modified: stored.lastModified, partitions: stored.partitions?.map((part) => ({ ...part })) ?? null, partitions_count: stored.count,
      duplicate_records: equal.rows, duplicate_error: equal.error,
      keys: keys.map(({ fields, exact }) => ({ fields: [...fields], is_exact: exact })),
      dependencies: dependencies.map(({ mostBreaking, ...one }) => ({ ...one, most_breaking: mostBreaking })),
      correlations: pairs.map(({ field, other, coefficient, error, records }) => ({ field, other, coefficient, error, records })),
    },
  };
}

/** What the findings say of one field. `threshold`: the least correlation, either way, that is told. */
export function fieldFindings(field: FieldStatistics, { correlations: pairs, orders, gaps, sequences: steps }: TableFindings, threshold: number): Pick<FieldProfile, 'field_correlations' | 'regression_models' | 'order' | 'sequence' | 'gaps'> {
  const { name } = field.column;
  const own = pairs.filter(({ field: a, other, coefficient }) => (a === name || other === name) && Math.abs(coefficient) >= threshold)
    .map((pair) => ({ pair, other: pair.field === name ? pair.other : pair.field, line: pair.field === name ? pair.back : pair.forth }))
    .sort((a, b) => Math.abs(b.pair.coefficient) - Math.abs(a.pair.coefficient));
  const measured = pairs.some(({ field: a, other }) => a === name || other === name);
  const order = orders.get(name);
  const found = gaps.get(name);
  const sequence = steps.get(name);
  return {
    field_correlations: measured ? own.map(({ pair, other }) => ({ field_name: other, coefficient: pair.coefficient, error: pair.error })) : null,
    regression_models: measured ? own.map(({ pair, other, line }) => ({ field_name: other, ...line, r_squared: pair.coefficient ** 2 })) : null,
    order: order ? { direction: order.direction, strict: order.strict, is_exact: order.exact } : null,
    sequence: sequence ? { ...sequence } : null,
    gaps: found ? {
      unit: found.unit.name, periods: found.periods, missing: found.missing,
      longest: found.longest.map(({ from, to, periods }) => ({ from: periodText(found, from), to: periodText(found, to), periods })),
    } : null,
  };
}
