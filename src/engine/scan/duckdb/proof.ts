import type { CompiledCheck } from '../../../core/rules/compiled';
import type { Relation } from '../../sources/relation';

/** Checks whose predicate DuckDB's optimizer may see to be empty from the statistics of a table. */
export interface ProofAttempt {
  readonly checkIds: readonly number[];
  /** SQL predicate as DuckDB's optimizer sees through it best. */
  readonly predicate: string;
}

const branches = 100;

/**
 * Which checks are worth an attempt: all row checks but regular expressions. Of Parquet files, and of views, which may read
 * some, no statistics come this way: what footers say is for {@link footerProof}.
 */
export function proofAttempts(checks: readonly CompiledCheck[], relation: Relation): ProofAttempt[] {
  if (relation.kind === 'parquet' || relation.kind === 'view') return [];
  const floats = new Set(relation.columns.filter((column) => /^(FLOAT|DOUBLE)/i.test(column.nativeType)).map((column) => column.name));
  const byPredicate = new Map<string, number[]>();
  for (const check of checks) {
    const { meaning } = check;
    if (meaning.kind !== 'row' || meaning.cost === 'regex') continue;
    // The many parts of a comparison with floats are seen through only as a whole, all others only part by part.
    const predicate = meaning.columns.some((name) => floats.has(name)) ? `(${meaning.fails}) IS TRUE` : `(${meaning.fails})`;
    byPredicate.set(predicate, [...byPredicate.get(predicate) ?? [], check.id]);
  }
  return [...byPredicate].map(([predicate, checkIds]) => ({ checkIds, predicate }));
}

/** EXPLAIN statements that read no data: one branch an attempt, in groups. */
export function proofStatements(attempts: readonly ProofAttempt[], from: string): { sql: string; attempts: readonly ProofAttempt[] }[] {
  const groups: { sql: string; attempts: readonly ProofAttempt[] }[] = [];
  for (let start = 0; start < attempts.length; start += branches) {
    const group = attempts.slice(start, start + branches);
    const selects = group.map((attempt, i) => `SELECT 0 AS ${branchName(i)} FROM ${from} WHERE ${attempt.predicate}`);
    groups.push({ sql: `EXPLAIN (FORMAT json)\n${selects.join('\nUNION ALL\n')}`, attempts: group });
  }
  return groups;
}

function branchName(index: number): string {
  return `plumbline_proof_${index}`;
}

interface PlanNode { readonly name: string; readonly projections: unknown; readonly children: readonly unknown[] }

function planNode(value: unknown): PlanNode | null {
  if (typeof value !== 'object' || value === null) return null;
  const { name, children, extra_info: info } = value as { name?: unknown; children?: unknown; extra_info?: unknown };
  const projections = typeof info === 'object' && info !== null ? (info as { Projections?: unknown }).Projections : undefined;
  return typeof name === 'string' ? { name, projections, children: Array.isArray(children) ? children : [] } : null;
}

/**
 * Which of `count` branches the optimizer found to be empty. Cautious: unless the plan has exactly one child a branch, in
 * order, and each of them is either empty or carries its branch's name, nothing counts as proven.
 */
export function emptyBranches(plan: string, count: number): ReadonlySet<number> {
  const parsed: unknown = JSON.parse(plan);
  const top = Array.isArray(parsed) && parsed.length === 1 ? planNode(parsed[0]) : null;
  if (!top) return new Set();
  if (count === 1) return new Set(top.name === 'EMPTY_RESULT' ? [0] : []);
  if (top.name === 'EMPTY_RESULT') return new Set(Array.from({ length: count }, (_, i) => i));
  if (top.name !== 'UNION' || top.children.length !== count) return new Set();
  const empty = new Set<number>();
  for (const [i, child] of top.children.entries()) {
    const node = planNode(child);
    if (node?.name === 'EMPTY_RESULT') empty.add(i);
    else if (node?.projections !== branchName(i)) return new Set();
  }
  return empty;
}
