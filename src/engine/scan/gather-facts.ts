import type { CompiledCheck } from '../../core/rules/compiled';
import { domainCandidates, sampleStatement, smallColumns } from './domains';
import { hint } from './hint';
import type { PlanFacts } from './plan';
import { scanWays, type ProofRequest } from './scan-ways';

export interface FactsRequest extends ProofRequest {
  /** They are kept where they cost little to read by now. */
  readonly copied: boolean;
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
  const proven = new Set([...sure, ...await scanWays(request.session).proven(request)]);
  // Each look at a view computes it, so all checks that can share one pass do.
  const small = relation.kind === 'view' ? new Set<string>() : await smallDomains(request, checks.filter((check) => !proven.has(check.id)));
  return { from, texts, proven, small };
}
