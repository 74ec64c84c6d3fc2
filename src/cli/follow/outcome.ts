import type { Operation } from '../../core/api/schemas/operation';
import { isFinal, notChecked } from '../../core/jobs/results';
import { partsOf } from '../../core/operations/kinds';
import { exitCode } from '../exit-codes';

/** Ended: its result says so, or it has an end time, whatever a server calls its state. */
export function hasEnded(operation: Operation): boolean {
  return isFinal(operation.result) || Boolean(operation.end_time);
}

/** Containers that failed, by the counter or by the parts, whichever the server gives. */
export function failedContainers(operation: Operation): number {
  return Math.max(operation.status?.containers_failed ?? 0, partsOf(operation).filter((p) => p.result === 'failure').length);
}

/** Containers of which a scan checked nothing: they could not be read, or have no checks. */
export function uncheckedContainers(operation: Operation): number {
  return Math.max(operation.status?.containers_not_checked ?? 0, partsOf(operation).filter((p) => p.result === notChecked).length);
}

/** The exit code of ended operations: the worst of them. Anomalies count only where asked for. */
export function outcomeCode(operations: readonly Operation[], failOnAnomalies: boolean): number {
  const results = operations.map((o) => o.result.toLowerCase());
  if (results.some((r) => r !== 'success' && r !== 'aborted')) return exitCode.failed;
  if (results.includes('aborted')) return exitCode.aborted;
  if (operations.some((o) => failedContainers(o) > 0)) return exitCode.containersFailed;
  if (failOnAnomalies && operations.some((o) => (o.status?.anomalies_identified ?? 0) > 0)) return exitCode.anomalies;
  return exitCode.success;
}
