import { PlumblineError } from '../../core/errors';
import type { CompiledCheck } from '../../core/rules/compiled';
import { isSessionLost, type Session } from '../sql/session';
import { footerProof } from './duckdb/footer-proof';
import { domainCandidates, sampleStatement, smallColumns } from './domains';
import type { PlanFacts } from './plan';
import type { Relation } from '../sources/relation';
import { emptyBranches, proofAttempts, proofStatements } from './duckdb/proof';

export interface FactsRequest {
  readonly session: Session;
  readonly signal: AbortSignal | undefined;
  readonly relation: Relation;
  readonly checks: readonly CompiledCheck[];
  /** The rows looked at. */
  readonly from: string;
  /** They are in a temporary table by now. */
  readonly copied: boolean;
}

/** A hint is worth having but never needed: where it cannot be had, the plan goes without. */
async function hint<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (PlumblineError.is(error) && !isSessionLost(error)) throw error;
    return otherwise;
  }
}

/** Proofs that need no statistics, because the type of the column or the parameters of the check decide. */
async function provenByThemselves({ session, signal, checks }: FactsRequest): Promise<readonly number[]> {
  const sure = checks.flatMap((check) => (check.meaning.kind === 'row' ? check.meaning.proofs : [])
    .filter((proof) => proof.stats.length === 0).map((proof) => ({ id: check.id, sql: proof.holds(() => 'NULL') })));
  if (sure.length === 0) return [];
  return hint(async () => {
    const { rows: [row = []] } = await session.table(`SELECT ${sure.map(({ sql }, i) => `(${sql}) AS p${i}`).join(', ')}`, undefined, signal);
    return sure.filter((_, i) => row[i] === true).map(({ id }) => id);
  }, []);
}

async function provenByFooters({ session, signal, relation, checks }: FactsRequest): Promise<readonly number[]> {
  const proof = footerProof(checks, relation);
  if (!proof) return [];
  return hint(async () => {
    const { rows: [row = []] } = await session.table(proof.sql, undefined, signal);
    return proof.checkIds.filter((_, i) => row[i] === true);
  }, []);
}

async function provenByOptimizer({ session, signal, relation, checks, from }: FactsRequest): Promise<ReadonlySet<number>> {
  const proven = new Set<number>();
  for (const { sql, attempts } of proofStatements(proofAttempts(checks, relation), from)) {
    await hint(async () => {
      const { rows } = await session.table(sql, undefined, signal);
      const empty = emptyBranches(String(rows[0]?.[1] ?? ''), attempts.length);
      for (const index of empty) attempts[index]?.checkIds.forEach((id) => proven.add(id));
    }, undefined);
  }
  return proven;
}

async function smallDomains({ session, signal, relation, from }: FactsRequest, checks: readonly CompiledCheck[]): Promise<ReadonlySet<string>> {
  const columns = domainCandidates(checks, relation);
  if (columns.length === 0) return new Set();
  return hint(async () => {
    const { rows } = await session.table(sampleStatement(columns, from), undefined, signal);
    return smallColumns(columns, (rows[0] ?? []).map(Number));
  }, new Set());
}

/**
 * What can be known before counting, at the cost of milliseconds: which checks the source's own statistics prove clean, and which
 * columns have few values. Text files that are read directly tell nothing before they are read.
 */
export async function gatherFacts(request: FactsRequest): Promise<PlanFacts> {
  const { relation, checks, from, copied } = request;
  const text = relation.kind === 'csv' || relation.kind === 'json';
  const texts = new Set(relation.columns.filter((column) => column.nativeType === 'VARCHAR').map((column) => column.name));
  const sure = await provenByThemselves(request);
  if (text && !copied) return { from, texts, proven: new Set(sure), small: new Set() };
  const proven = new Set([...sure, ...await provenByFooters(request), ...await provenByOptimizer(request)]);
  // Each look at a view computes it, so all checks that can share one pass do.
  const small = relation.kind === 'view' ? new Set<string>() : await smallDomains(request, checks.filter((check) => !proven.has(check.id)));
  return { from, texts, proven, small };
}
