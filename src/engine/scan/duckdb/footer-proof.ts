import type { CompiledCheck } from '../../../core/rules/compiled';
import type { Proof, RuleColumn, Stat } from '../../../core/rules/meaning';
import { pathLiterals } from '../../sources/path-pattern';
import { identifier, literal } from '../../sql/quote';
import type { Relation } from '../../sources/relation';

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

/**
 * Of a footer only the number of nulls is taken for a proof. Least and greatest values leave out NaN, are cut for texts, and
 * have been written wrong by more than one library.
 */
function usable(stat: Stat, columns: ReadonlyMap<string, RuleColumn>): boolean {
  // A nested path is written with ", " in it, so a column of such a name could be taken for one.
  return stat.kind === 'nulls' && columns.has(stat.column) && !stat.column.includes(', ');
}

function attemptsOf(checks: readonly CompiledCheck[], columns: ReadonlyMap<string, RuleColumn>): Attempt[] {
  return checks.flatMap((check) => (check.meaning.kind === 'row' ? check.meaning.proofs : [])
    .filter((proof) => proof.stats.every((stat) => usable(stat, columns)))
    .map((proof) => ({ checkId: check.id, proof })));
}

const isColumn = (stat: Stat): string => `path_in_schema = ${literal(stat.column)}`;

/** A statement over the footers of Parquet files that proves checks without reading data. Null where there is nothing to try. */
export function footerProof(checks: readonly CompiledCheck[], relation: Relation): FooterProof | null {
  if (relation.kind !== 'parquet' || (relation.files?.length ?? 0) === 0) return null;
  const columns = new Map(relation.columns.map((column) => [column.name, column]));
  const attempts = attemptsOf(checks, columns);
  const names = new Map<string, { value: string; known: string; sql: string[] }>();
  const key = (stat: Stat): string => `${stat.kind} ${stat.column}`;
  for (const stat of attempts.flatMap((attempt) => attempt.proof.stats)) {
    if (names.has(key(stat))) continue;
    const value = identifier(`v${names.size}`);
    const known = identifier(`k${names.size}`);
    // Known where every row group of every file tells it.
    names.set(key(stat), { value, known, sql: [
      `sum(CASE WHEN ${isColumn(stat)} THEN stats_null_count END) AS ${value}`,
      `count(CASE WHEN ${isColumn(stat)} AND stats_null_count IS NOT NULL THEN 1 END) = count(DISTINCT (file_name, row_group_id)) AS ${known}`,
    ] });
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
