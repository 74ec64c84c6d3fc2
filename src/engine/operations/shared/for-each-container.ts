import type { ContainerRun } from '../../../core/api/schemas/operation';
import { PlumblineError, problemText, toProblem, type Problem } from '../../../core/errors';
import type { ReportWork } from '../../sql/work-progress';
import type { StoredContainer } from '../../store/model';
import type { OperationContext } from '../runner';

export interface ContainerFailure { readonly container: StoredContainer; readonly problem: Problem }

export interface Collected<T> {
  readonly done: { container: StoredContainer; result: T; run: ContainerRun }[];
  readonly failed: (ContainerFailure & { run: ContainerRun })[];
}

export interface Effort {
  /** How much work each container is in comparison with the others, in their order. */
  readonly weights: readonly number[];
  /** How many containers the operation has, with those that it leaves alone. */
  readonly all?: number;
}

/**
 * Works through containers one after another. One that fails is kept with its problem and the others go on; only an abort
 * ends the work. Told live: containers, failures, the share of the work that is done, what is being done, and the rows of
 * containers that are through: only those were counted.
 */
export async function forEachContainer<T>(
  context: OperationContext, containers: readonly StoredContainer[],
  work: (container: StoredContainer, report: ReportWork) => Promise<{ result: T; rows: number; run: Partial<ContainerRun> }>,
  { weights, all = containers.length }: Effort,
): Promise<Collected<T>> {
  const collected: Collected<T> = { done: [], failed: [] };
  const known = containers.every((container) => container.records !== null);
  let expected = known ? containers.reduce((sum, container) => sum + (container.records ?? 0), 0) : null;
  let finished = 0;
  let weighed = 0;
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const tell = (share: number, weight: number, phase: string | null): void => context.report({
    total_containers: all, containers_analyzed: collected.done.length + collected.failed.length, containers_failed: collected.failed.length,
    records_processed: finished, fraction: whole > 0 ? (weighed + share * weight) / whole : null, phase,
    ...(expected === null ? {} : { records_total: Math.max(expected, finished) }),
  });
  tell(0, 0, null);
  for (const [at, container] of containers.entries()) {
    const weight = weights[at] ?? 0;
    const start = context.now().toISOString();
    const base: ContainerRun = {
      operation_id: context.operation.id, created: start, start_time: start, result: 'running',
      container: { id: container.id, name: container.name, container_type: container.container_type },
    };
    context.reportContainer({ ...base, records_total: container.records });
    const end = (run: Partial<ContainerRun>): ContainerRun => ({ ...base, ...run, end_time: context.now().toISOString() });
    try {
      const { result, rows, run } = await work(container, (share, phase) => {
        context.reportContainer({ ...base, fraction: share, phase });
        tell(share, weight, containers.length > 1 ? `${container.name}: ${phase}` : phase);
      });
      if (expected !== null) expected += rows - (container.records ?? 0);
      finished += rows;
      const ended = end({ result: 'success', records_processed: rows, records_total: rows, ...run });
      collected.done.push({ container, result, run: ended });
      context.reportContainer(ended);
    } catch (error) {
      if (context.signal.aborted || PlumblineError.is(error, 'aborted')) throw error;
      const problem = toProblem(error);
      if (expected !== null) expected -= container.records ?? 0;
      context.log('warn', `${container.name}: ${problemText(problem)}${problem.detail ? `\n${problem.detail}` : ''}`);
      const ended = end({ result: 'failure', message: problemText(problem) });
      collected.failed.push({ container, problem, run: ended });
      context.reportContainer(ended);
    }
    weighed += weight;
    tell(0, 0, null);
  }
  return collected;
}

/** One sentence for all containers that failed; null when none did. */
export function failureText(failed: readonly ContainerFailure[]): string | null {
  const [first] = failed;
  if (!first) return null;
  if (failed.length === 1) return `${first.container.name}: ${problemText(first.problem)}`;
  return `${failed.length} containers failed: ${failed.slice(0, 5).map(({ container }) => container.name).join(', ')}${failed.length > 5 ? ', …' : ''}. First: ${problemText(first.problem)}`;
}
