import { fail } from '../../core/errors';
import { workProgress } from '../sql/work-progress';
import { identifier } from '../sql/quote';
import { failingCheck } from './failing-predicate';
import { gatherFacts } from './gather-facts';
import { outcomeOf } from './outcomes';
import { planSteps } from './plan';
import type { CheckOutcome, ContainerScan, ContainerScanRequest, ScanContainer } from './container-scan';
import { prepareChecks, touchedColumns } from './prepare-checks';
import { newMeasured, runSteps } from './run-steps';
import { scanWays } from './scan-ways';

/** Share of a scan's work that finding failing rows is expected to take, in comparison with the counting steps. */
const rowsShare = 0.3;

async function scanPrepared(request: ContainerScanRequest): Promise<ContainerScan> {
  const { session, relation, signal, rowLimit } = request;
  const progress = workProgress(session, request.onProgress);
  const { compiled, problems } = await prepareChecks(request);
  const bound = { where: request.bound, maxRecords: request.maxRecords };
  const measured = newMeasured();
  for (const [id, problem] of problems) measured.problems.set(id, problem);
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    const result = await work();
    measured.timings.push([name, Math.round(performance.now() - started)]);
    return result;
  };
  const ways = scanWays(session);
  const started = performance.now();
  const copy = await ways.keepRows({ session, relation, checks: compiled, bound, progress, signal });
  if (copy) measured.timings.push(['read text', Math.round(performance.now() - started)]);
  const source = copy?.source ?? ways.rows(relation, bound);
  try {
    const facts = await timed('statistics', () => gatherFacts({ session, signal, relation, checks: compiled, from: source.from, copied: copy !== null }));
    const { steps } = planSteps(compiled, facts);
    const counting = steps.reduce((sum, step) => sum + step.weight, 0);
    progress.plan([...steps.map((step) => step.weight), counting * rowsShare]);
    const touched = touchedColumns(compiled, relation).map((name) => `count(${identifier(name)})`);
    const probe = `SELECT ${['count(*)', ...touched].join(', ')} FROM ${source.from} AS scanned`;
    const ready = copy?.ready ?? (() => Promise.resolve());
    await runSteps({ session, signal, progress, probe, ready }, steps, measured);
    const byId = new Map(compiled.map((check) => [check.id, outcomeOf(check, measured)]));
    const outcomes = request.checks.map((input): CheckOutcome => byId.get(input.id) ?? {
      checkId: input.id, result: 'error', rows: null, failing: null, message: null, expected: null, found: null,
      ...(problems.has(input.id) ? { problem: problems.get(input.id)! } : {}),
    });
    const failed = compiled.flatMap((check) => {
      const outcome = byId.get(check.id);
      const named = outcome?.result === 'failed' ? failingCheck(check, outcome.failing, source) : null;
      return named ? [named] : [];
    });
    await ready();
    const rows = failed.length === 0 ? [] : await timed('failing rows', () => progress.during(counting * rowsShare, 'finding failing rows', () => ways.failingRows({
      session, signal, relation, source, checks: failed, limit: rowLimit,
    })));
    progress.finish();
    return { rows: measured.rows ?? 0, outcomes, failingRows: rows, columns: relation.columns.map((column) => column.name), timings: measured.timings };
  } finally {
    await copy?.release();
  }
}

/**
 * Scans one container: settles all checks in as few statements as possible and finds the first failing rows of those that fail.
 * Throws `aborted` when the signal fires, and the source's own error when the source cannot be read; a check that cannot run
 * is an outcome of its own and hinders no other.
 */
export const scanContainer: ScanContainer = async (request) => {
  if (request.signal.aborted) fail('aborted', 'The operation was cancelled.');
  return scanPrepared(request);
};
