import type { ContainerRun, OperationStatus } from '../../../core/api/schemas/operation';
import { PlumblineError, problemText, toProblem, type Problem } from '../../../core/errors';
import type { StoredContainer } from '../../store/model';
import type { OperationContext } from '../runner';

export interface ContainerFailure { readonly container: StoredContainer; readonly problem: Problem }

export interface Collected<T> {
  readonly done: { container: StoredContainer; result: T; run: ContainerRun }[];
  readonly failed: (ContainerFailure & { run: ContainerRun })[];
}

/** What one container's work tells while it runs: rows read so far, rows there are to read (null while unknown), share of its work done. */
export type ReportRows = (processed: number, total: number | null, share: number) => void;

/**
 * Works through containers one after another. One that fails is kept with its problem and the others go on; only an abort
 * ends the work. `all`: how many containers the operation has, with those that it leaves alone. Counters are live: containers, failures and rows (`records_processed` of `records_total`).
 */
export async function forEachContainer<T>(
  context: OperationContext, containers: readonly StoredContainer[],
  work: (container: StoredContainer, report: ReportRows) => Promise<{ result: T; rows: number; run: Partial<ContainerRun> }>,
  all = containers.length,
): Promise<Collected<T>> {
  const collected: Collected<T> = { done: [], failed: [] };
  const known = containers.every((container) => container.records !== null);
  let expected = known ? containers.reduce((sum, container) => sum + (container.records ?? 0), 0) : null;
  let finished = 0;
  const status = (rows: number, share: number): OperationStatus => {
    const analyzed = collected.done.length + collected.failed.length;
    const total = expected === null ? null : Math.max(expected, finished + rows);
    // By rows where all containers' rows are known, since containers differ in size; otherwise each container weighs the same.
    const fraction = total ? (finished + rows) / total : (analyzed + share) / Math.max(1, containers.length);
    return {
      total_containers: all, containers_analyzed: analyzed, containers_failed: collected.failed.length,
      records_processed: finished + rows, fraction: Math.min(1, fraction), ...(total === null ? {} : { records_total: total }),
    };
  };
  context.report(status(0, 0));
  for (const container of containers) {
    const start = context.now().toISOString();
    const base: ContainerRun = {
      operation_id: context.operation.id, created: start, start_time: start, result: 'running',
      container: { id: container.id, name: container.name, container_type: container.container_type },
    };
    context.reportContainer(base);
    const end = (run: Partial<ContainerRun>): ContainerRun => ({ ...base, ...run, end_time: context.now().toISOString() });
    try {
      const { result, rows, run } = await work(container, (processed, total, share) => {
        context.reportContainer({ ...base, records_processed: processed, records_total: total });
        context.report(status(processed, share));
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
    context.report(status(0, 0));
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
