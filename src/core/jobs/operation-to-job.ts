import type { Operation, OperationStatus } from '../api/schemas/operation';
import { kindName, partsOf, runRequests } from '../operations/kinds';
import type { Job, JobProgress } from './job';
import { notChecked, statusOfResult } from './results';

/** Properties of a request that say where it works, not how. */
const places = new Set(['type', 'datastore_id', 'datastore_ids', 'container_names', 'container_tags']);
/** What a server that does not give the request back gives of it beside. */
const settings = [...new Set([...runRequests.flatMap((request) => Object.keys(request.shape)), 'asset_type'])].filter((key) => !places.has(key));

function number(value: number | null | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** Share of work done, from what the server measured: its own share, rows where it knows them, otherwise whole containers. */
export function progressOf(status: OperationStatus | null | undefined, ended: boolean): JobProgress {
  const containersDone = number(status?.containers_analyzed);
  const containersTotal = number(status?.total_containers);
  const records = number(status?.records_processed);
  const recordsTotal = number(status?.records_total);
  const by = (done: number | null, total: number | null): number | null =>
    done !== null && total !== null && total > 0 ? Math.min(1, Math.max(0, done / total)) : null;
  const fraction = ended ? 1 : by(number(status?.fraction), 1) ?? by(records, recordsTotal) ?? by(containersDone, containersTotal);
  return { fraction, containersDone, containersTotal, records, recordsTotal };
}

/** Renders one operation as a {@link Job}. An operation with an end time is never Running, whatever its result says. */
export function operationToJob(operation: Operation, serverId: string): Job {
  const known = statusOfResult(operation.result);
  const status = known ?? 'Running';
  const loose = operation as Record<string, unknown>;
  const parts = partsOf(operation);
  return {
    key: `${serverId}:${operation.id}`, serverId, id: operation.id,
    type: kindName(operation.type),
    asset: { datastoreId: operation.datastore?.id ?? null, name: operation.datastore?.name ?? '' },
    containers: (operation.containers ?? []).map((c) => c.name),
    status, cancelling: false, rawResult: operation.result,
    progress: progressOf(operation.status, status === 'Completed'),
    phase: status === 'Running' ? operation.status?.phase ?? null : null,
    warning: status === 'Completed' && ((operation.status?.containers_failed ?? 0) > 0 || (operation.status?.containers_not_checked ?? 0) > 0
      || parts.some((p) => p.result === 'failure' || p.result === notChecked)),
    message: operation.message ?? null,
    problem: operation.problem
      ? { reason: operation.problem.reason, remedy: operation.problem.remedy ?? null, detail: operation.problem.detail ?? null }
      : status === 'Failed' ? { reason: operation.message ?? 'The server gave no reason.', remedy: null, detail: null } : null,
    created: operation.created, started: operation.start_time ?? null, ended: operation.end_time ?? null,
    triggeredBy: operation.triggered_by ?? null,
    configuration: operation.configuration
      ?? Object.fromEntries(settings.filter((key) => loose[key] !== undefined).map((key) => [key, loose[key]])),
    counters: operation.status ?? {}, parts,
  };
}
