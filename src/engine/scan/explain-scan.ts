import { gatherFacts } from './gather-facts';
import { planSteps } from './plan';
import type { ExplainScan } from './container-scan';
import { prepareChecks } from './prepare-checks';
import { unbounded } from './scan-source';
import { scanWays } from './scan-ways';
import { stepStatement } from './step';

/**
 * How a scan of these checks would go now: what settles each check, and the statements in their order. Only statistics and the
 * first rows are looked at. Rows that the scan would keep first are not kept, so that what they would show about the columns
 * is left open.
 */
export const explainScan: ExplainScan = async (request) => {
  const { session, relation } = request;
  const { compiled, problems } = await prepareChecks(request);
  const ways = scanWays(session);
  const source = ways.rows(relation, unbounded);
  const { statements } = ways.explain(relation, compiled, source);
  const facts = await gatherFacts({ session, signal: undefined, relation, checks: compiled, from: source.from, copied: false });
  const plan = planSteps(compiled, facts);
  const byId = new Map(plan.checks.map((check) => [check.checkId, check]));
  return {
    checks: request.checks.map(({ id, rule, fields }) => {
      const planned = byId.get(id);
      return planned
        ? { id, rule, fields: [...fields], settled_by: planned.settledBy, reason: planned.reason }
        : { id, rule, fields: [...fields], settled_by: 'nothing', reason: problems.get(id)?.reason ?? 'It cannot be run.' };
    }),
    statements: [
      ...statements,
      ...plan.steps.map((step) => ({ name: step.name, purpose: step.purpose, sql: stepStatement(step).sql })),
    ],
  };
};
