import { PlumblineError, type Problem } from '../../core/errors';
import { isSessionLost, type Session } from '../sql/session';
import type { SqlValue } from '../sql/values';
import { checkProblem } from './check-problem';
import type { WorkProgress } from '../sql/work-progress';
import { checksOf, narrowed, stepStatement, type Step } from './step';

/** What the steps gave, by check and key of output. */
export interface Measured {
  rows: number | null;
  readonly values: Map<number, Map<string, SqlValue>>;
  readonly problems: Map<number, Problem>;
  readonly timings: (readonly [string, number])[];
}

export interface StepContext {
  readonly session: Session;
  readonly signal: AbortSignal;
  readonly progress: WorkProgress;
  /** Reads all columns that checks touch and nothing else; fails where the source itself cannot be read. */
  readonly probe: string;
  /** Makes anew what the steps read from, where the session lost it. */
  readonly ready: () => Promise<void>;
}

export function newMeasured(): Measured {
  return { rows: null, values: new Map(), problems: new Map(), timings: [] };
}

function keep(measured: Measured, step: Step, columns: readonly number[], row: readonly SqlValue[]): void {
  for (const [i, output] of step.outputs.entries()) {
    const value = row[columns[i] ?? -1] ?? null;
    if (output.checkId === null) measured.rows = Number(value);
    else {
      const values = measured.values.get(output.checkId) ?? new Map<string, SqlValue>();
      values.set(output.key, value);
      measured.values.set(output.checkId, values);
    }
  }
}

async function bindErrors(context: StepContext, step: Step): Promise<Map<number, unknown>> {
  const found = new Map<number, unknown>();
  for (const id of checksOf(step)) {
    try {
      await context.ready();
      await context.session.query(`EXPLAIN ${stepStatement(narrowed(step, new Set([id]))).sql}`, undefined, context.signal);
    } catch (error) {
      if (PlumblineError.is(error, 'aborted')) throw error;
      found.set(id, error);
    }
  }
  return found;
}

/**
 * Runs a step. Where it fails, or crashes what it runs in, because of some of its checks, those get a problem and the others are run again without them:
 * checks that do not bind are found without reading; of the rest, halves are tried until the culprits are alone. Before any
 * check is blamed for a value, the source is read without checks: if that fails as well, its error is thrown.
 */
async function runStep(context: StepContext, step: Step, measured: Measured, probed = false): Promise<void> {
  if (step.outputs.length === 0) return;
  const { sql, columns } = stepStatement(step);
  try {
    await context.ready();
    const { rows } = await context.session.table(sql, undefined, context.signal);
    keep(measured, step, columns, rows[0] ?? []);
    return;
  } catch (error) {
    const ids = checksOf(step);
    const { faultOf } = context.session;
    const { kind } = faultOf(error);
    const tooLarge = kind === 'memory' && step.outputs.every((output) => output.checkId !== null);
    const lost = isSessionLost(error);
    if (PlumblineError.is(error) && !lost || ids.length === 0 || (kind === 'source' || kind === 'memory') && !tooLarge) throw error;
    const without = async (bad: ReadonlyMap<number, unknown>): Promise<void> => {
      for (const [id, cause] of bad) {
        measured.problems.set(id, checkProblem(cause, faultOf(cause)));
        measured.values.delete(id);
      }
      await runStep(context, narrowed(step, new Set(ids.filter((id) => !bad.has(id)))), measured, probed);
    };
    if (kind === 'statement') {
      const bad = await bindErrors(context, step);
      if (bad.size > 0) return await without(bad);
    }
    if (tooLarge && ids.length === 1) return await without(new Map(ids.map((id) => [id, error])));
    if (!probed) {
      await context.ready();
      await context.session.query(context.probe, undefined, context.signal);
    }
    if (ids.length === 1) return await without(new Map(ids.map((id) => [id, error])));
    const half = Math.ceil(ids.length / 2);
    await runStep(context, narrowed(step, new Set(ids.slice(0, half))), measured, true);
    await runStep(context, narrowed({ ...step, outputs: step.outputs.filter((o) => o.checkId !== null) }, new Set(ids.slice(half))), measured, true);
  }
}

/** Runs all steps one after another; problems of single checks are kept, errors of the source are thrown. */
export async function runSteps(context: StepContext, steps: readonly Step[], measured: Measured): Promise<void> {
  for (const step of steps) {
    const started = performance.now();
    await context.progress.during(step.weight, step.phase, () => runStep(context, step, measured));
    measured.timings.push([step.name, Math.round(performance.now() - started)]);
  }
}
