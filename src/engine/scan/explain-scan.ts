import { footerProof } from './duckdb/footer-proof';
import { gatherFacts } from './gather-facts';
import { planSteps } from './plan';
import type { ExplainScan } from './container-scan';
import { prepareChecks } from './prepare-checks';
import { proofAttempts, proofStatements } from './duckdb/proof';
import { scanSource, unbounded } from './scan-source';
import { stepStatement } from './step';
import { copyStatement, shouldCopy } from './duckdb/text-copy';

/**
 * How a scan of these checks would go now: what settles each check, and the statements in their order. Only statistics and the
 * first rows are looked at. A text file that the scan would copy first is not copied, so that what its copy would show about
 * the columns is left open.
 */
export const explainScan: ExplainScan = async (request) => {
  const { session, relation } = request;
  const { compiled, problems } = await prepareChecks(request);
  const source = scanSource(relation, unbounded);
  const copied = shouldCopy(relation, compiled);
  const facts = await gatherFacts({ session, signal: undefined, relation, checks: compiled, from: source.from, copied: false });
  const plan = planSteps(compiled, facts);
  const byId = new Map(plan.checks.map((check) => [check.checkId, check]));
  const attempts = relation.kind === 'csv' || relation.kind === 'json' ? [] : proofStatements(proofAttempts(compiled, relation), source.from);
  const footers = footerProof(compiled, relation);
  return {
    checks: request.checks.map(({ id, rule, fields }) => {
      const planned = byId.get(id);
      return planned
        ? { id, rule, fields: [...fields], settled_by: planned.settledBy, reason: planned.reason }
        : { id, rule, fields: [...fields], settled_by: 'nothing', reason: problems.get(id)?.reason ?? 'It cannot be run.' };
    }),
    statements: [
      ...copied ? [{ name: 'copy', purpose: 'Reads the text once; all other statements then read this copy, whose own statistics may settle more checks.', sql: copyStatement(source, 'copy') }] : [],
      ...footers ? [{ name: 'footers', purpose: 'Asks the footers of the Parquet files which checks are clean; reads no data.', sql: footers.sql }] : [],
      ...attempts.map(({ sql }) => ({ name: 'statistics', purpose: 'Asks the optimizer which checks the source\'s own statistics prove clean; reads no data.', sql })),
      ...plan.steps.map((step) => ({ name: step.name, purpose: step.purpose, sql: stepStatement(step).sql })),
    ],
  };
};
