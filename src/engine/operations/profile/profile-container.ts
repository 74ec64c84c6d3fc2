import type { ProfileRun } from '../../../core/api/schemas/operation';
import type { FieldProfile } from '../../../core/api/schemas/container';
import { workProgress, type ReportWork } from '../../duckdb/work-progress';
import type { Relation } from '../../scan/port';
import type { Source } from '../../sources/open-source';
import type { StoredContainer } from '../../store/model';
import { rowBound } from '../shared/row-bound';
import { fieldStatistics, isNumber, type FieldStatistics } from './field-statistics';
import { levels, rowsToLearnFrom } from './infer/candidate';
import { inferChecks, type Proposal } from './infer/infer-checks';
import { prepareRows } from './prepare-rows';
import { valueCounts, type ValueCount } from './value-counts';

export interface ContainerProfile {
  readonly rows: number;
  /** All rows were looked at, not only some by a bound or a limit. */
  readonly whole: boolean;
  readonly fields: readonly Omit<FieldProfile, 'id'>[];
  /** Share of values that are present, 0..1; null without rows. */
  readonly completeness: number | null;
  readonly proposals: readonly Proposal[];
  readonly timings: [string, number][];
}

/** A number where a number can hold it exactly, else its text. */
function bound(statistics: FieldStatistics, value: string | null): number | string | null {
  if (value === null || !isNumber(statistics.column)) return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  return statistics.column.type === 'Integral' && !Number.isSafeInteger(number) ? value : number;
}

function profileOf(field: FieldStatistics, counts: readonly ValueCount[] | undefined, histogramLimit: number, created: string): Omit<FieldProfile, 'id'> {
  const { column, rows, present } = field;
  const distinct = counts ? counts.length : field.distinct;
  return {
    name: column.name, created, field_type: column.type, type_declared: true,
    completeness: rows > 0 ? present / rows : null,
    approximate_distinct_values: distinct,
    mean: field.mean, min: bound(field, field.min), max: bound(field, field.max), sum: field.sum, std_dev: field.stdDev,
    min_length: field.minLength, max_length: field.maxLength,
    unique_distinct_ratio: distinct === null || present === 0 ? null : distinct / present,
    q1: field.q1, median: field.median, q3: field.q3,
    histogram_buckets: counts && counts.length <= histogramLimit
      ? counts.map(({ value, count }) => ({ value: value.length > 200 ? `${value.slice(0, 200)}…` : value, count, ratio: rows > 0 ? count / rows : null })) : null,
  };
}

/** What the parts of a profile take in comparison with each other, on tables of some million rows. */
const efforts = { read: 28, statistics: 25, values: 7, checks: 40 } as const;
const phases = { read: 'reading rows', statistics: 'measuring fields', values: 'counting values', checks: 'looking for checks' } as const;

/** Profiles one container. `report` gets the share of the work done and what is being done. */
export async function profileContainer(
  source: Source, relation: Relation, container: StoredContainer, body: ProfileRun,
  options: { now: Date; signal: AbortSignal; report: ReportWork },
): Promise<ContainerProfile> {
  const { session } = source;
  const { signal, now } = options;
  const timings: [string, number][] = [];
  const progress = workProgress(session, options.report);
  progress.plan(Object.values(efforts));
  const timed = async <T>(name: keyof typeof efforts, work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    try { return name === 'checks' ? await work() : await progress.during(efforts[name], phases[name], work); } finally { timings.push([name, Math.round(performance.now() - start)]); }
  };
  const limit = body.max_records_analyzed_per_partition;
  const level = levels[body.ai_effort];
  const tried = body.percent_testing_threshold;
  const where = rowBound(container, relation, body);
  const prepared = await timed('read', () => prepareRows(session, relation, where, limit, Math.min(rowsToLearnFrom(level), body.max_count_testing_sample ?? Infinity), signal));
  try {
    const statistics = await timed('statistics', () => fieldStatistics(session, relation.columns, prepared, signal));
    const counts = await timed('values', () => valueCounts(session, relation.columns, prepared, signal, tried));
    const proposals = await timed('checks', () => inferChecks(session, statistics, counts, prepared, {
      level, now, relation, ...(tried === undefined ? {} : { tried }), during: (share, what, work) => progress.during(efforts.checks * share, what === null ? phases.checks : `${phases.checks}: ${what}`, work),
    }, signal));
    const cells = statistics.length * prepared.rows;
    return {
      rows: prepared.rows, whole: where === null && limit < 0, proposals, timings,
      fields: statistics.map((field) => profileOf(field, counts.get(field.column.name), body.histogram_max_distinct_values, now.toISOString())),
      completeness: cells > 0 ? statistics.reduce((sum, field) => sum + field.present, 0) / cells : null,
    };
  } finally {
    await prepared.drop();
  }
}
