import type { CompiledCheck } from '../../core/rules/compiled';
import type { Proof, RuleColumn, Stat } from '../../core/rules/meaning';
import { pathLiterals } from '../sources/path-pattern';
import { identifier, literal } from '../sources/quote';
import type { Relation } from './port';
import { exactInFooter } from './proof';

/** A check and one way to see from Parquet footers that no row breaks it. */
interface Attempt {
  readonly checkId: number;
  readonly proof: Proof;
}

export interface FooterProof {
  readonly sql: string;
  /** The check that each column of the result proves where it is TRUE. */
  readonly checkIds: readonly number[];
}

function usable(stat: Stat, columns: ReadonlyMap<string, RuleColumn>): boolean {
  const column = columns.get(stat.column);
  // A nested path is written with ", " in it, so a column of such a name could be taken for one.
  if (stat.kind === 'rows' || !column || stat.column.includes(', ')) return false;
  return stat.kind === 'nulls' || (stat.kind === 'min' || stat.kind === 'max') && exactInFooter(column);
}

function attemptsOf(checks: readonly CompiledCheck[], columns: ReadonlyMap<string, RuleColumn>): Attempt[] {
  return checks.flatMap((check) => (check.meaning.kind === 'row' ? check.meaning.proofs : [])
    .filter((proof) => proof.stats.every((stat) => usable(stat, columns)))
    .map((proof) => ({ checkId: check.id, proof })));
}

/** SQL of a statistic over all row groups of all files. */
function aggregate(stat: Stat, column: RuleColumn): string {
  const here = `path_in_schema = ${literal(stat.column)}`;
  if (stat.kind === 'nulls') return `sum(CASE WHEN ${here} THEN stats_null_count END)`;
  return `${stat.kind}(TRY_CAST(CASE WHEN ${here} THEN stats_${stat.kind}_value END AS ${column.nativeType}))`;
}

/** SQL: every row group of every file tells this statistic. A group of nothing but nulls has no bounds and needs none. */
function told(stat: Stat, column: RuleColumn): string {
  const here = `path_in_schema = ${literal(stat.column)}`;
  const one = stat.kind === 'nulls' ? 'stats_null_count IS NOT NULL'
    : `(TRY_CAST(stats_${stat.kind}_value AS ${column.nativeType}) IS NOT NULL OR stats_null_count = num_values)`;
  return `count(CASE WHEN ${here} AND ${one} THEN 1 END) = count(DISTINCT (file_name, row_group_id))`;
}

/**
 * A statement over the footers of several Parquet files that proves checks without reading data; DuckDB's optimizer does so
 * for one file only. Null where there is nothing to try.
 */
export function footerProof(checks: readonly CompiledCheck[], relation: Relation): FooterProof | null {
  if (relation.kind !== 'parquet' || (relation.files?.length ?? 0) < 2) return null;
  const columns = new Map(relation.columns.map((column) => [column.name, column]));
  const attempts = attemptsOf(checks, columns);
  const names = new Map<string, { value: string; known: string; sql: string[] }>();
  const key = (stat: Stat): string => `${stat.kind} ${stat.column}`;
  for (const stat of attempts.flatMap((attempt) => attempt.proof.stats)) {
    const column = columns.get(stat.column);
    if (!column || names.has(key(stat))) continue;
    const value = identifier(`v${names.size}`);
    const known = identifier(`k${names.size}`);
    names.set(key(stat), { value, known, sql: [`${aggregate(stat, column)} AS ${value}`, `${told(stat, column)} AS ${known}`] });
  }
  if (attempts.length === 0) return null;
  const named = (stat: Stat): { value: string; known: string } => names.get(key(stat)) ?? { value: 'NULL', known: 'false' };
  const list = attempts.map(({ proof }) => [...proof.stats.map((stat) => named(stat).known), `(${proof.holds((stat) => named(stat).value)})`].join(' AND '));
  return {
    sql: `SELECT ${list.map((sql, i) => `${sql} AS p${i}`).join(', ')}\nFROM (SELECT ${[...names.values()].flatMap((name) => name.sql).join(', ')}\n`
      + `FROM parquet_metadata(${pathLiterals(relation.files ?? [])}))`,
    checkIds: attempts.map((attempt) => attempt.checkId),
  };
}
