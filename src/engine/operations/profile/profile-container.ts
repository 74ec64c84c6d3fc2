import type { ProfileRun } from '../../../core/api/schemas/operation';
import { workProgress, type ReportWork } from '../../sql/work-progress';
import type { Relation } from '../../sources/relation';
import type { Source } from '../../sources/open-source';
import type { StoredContainer } from '../../store/model';
import { rowBound } from '../shared/row-bound';
import { distributions } from './distributions';
import { fieldProfileOf, type MeasuredField } from './field-profile';
import { fieldFormats } from './formats';
import { levels, rowsToLearnFrom } from './infer/candidate';
import { sampleCodes, type SampleCodes } from './infer/facts/sample-codes';
import { tableFacts } from './infer/facts/table-facts';
import { inferChecks, type Proposal } from './infer/infer-checks';
import { fieldStatistics } from './measures/run-measures';
import { prepareRows } from './prepare-rows';
import { fieldFindings, tableFindings, type TableFindings } from './table/table-profile';
import { valueCounts } from './value-counts';

export interface ContainerProfile {
  readonly rows: number;
  /** All rows were looked at, not only some by a bound or a limit. */
  readonly whole: boolean;
  readonly fields: readonly MeasuredField[];
  /** Share of values that are present, 0..1; null without rows. */
  readonly completeness: number | null;
  /** Records that estimates rest on, null where on all. */
  readonly sampled: number | null;
  readonly table: TableFindings['table'];
  readonly proposals: readonly Proposal[];
  readonly timings: [string, number][];
}

/** What the parts of a profile take in comparison with each other, on tables of some million rows. */
const efforts = { read: 28, statistics: 25, values: 7, formats: 4, distributions: 1, fields: 15, checks: 20 } as const;
const phases = { read: 'reading rows', statistics: 'measuring fields', values: 'counting values', formats: 'reading formats', distributions: 'drawing histograms', fields: 'comparing fields', checks: 'looking for checks' } as const;

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
    const formats = await timed('formats', () => fieldFormats(session, relation.columns, prepared, signal));
    const bins = await timed('distributions', () => distributions(session, statistics, prepared, signal));
    let coded: Promise<SampleCodes> | undefined;
    const { facts, codes, findings } = await timed('fields', async () => {
      const known = await tableFacts(session, relation, statistics, counts, prepared, { level, now, tried }, signal);
      const coding = (): Promise<SampleCodes> => coded ??= sampleCodes(known);
      return { facts: known, codes: coding, findings: await tableFindings(session, relation, statistics, prepared, coding, signal) };
    });
    const proposals = await timed('checks', () => inferChecks(facts, codes, {
      unique: findings.unique, during: (share, what, work) => progress.during(efforts.checks * share, what === null ? phases.checks : `${phases.checks}: ${what}`, work),
    }));
    const cells = statistics.length * prepared.rows;
    return {
      rows: prepared.rows, sampled: prepared.sampleRows < prepared.rows ? prepared.sampleRows : null, table: findings.table, whole: where === null && limit < 0, proposals, timings,
      fields: statistics.map((field) => {
        const { name } = field.column;
        const beside = fieldFindings(field, findings, body.high_correlation_threshold);
        const tallies = { counts: counts.get(name), formats: formats.get(name), distribution: bins.get(name), beside };
        return fieldProfileOf(field, tallies, body.histogram_max_distinct_values, now.toISOString());
      }),
      completeness: cells > 0 ? statistics.reduce((sum, field) => sum + field.present, 0) / cells : null,
    };
  } finally {
    await prepared.drop();
  }
}
