import { randomUUID } from 'node:crypto';
import type { ContainerRun, ScanRun } from '../../../core/api/schemas/operation';
import type { StoredAnomaly, StoredContainer, StoredRecords } from '../../store/model';
import type { StoreWriter } from '../../store/port';
import type { FoundAnomaly } from './compose-anomalies';
import type { ScannedContainer } from './scan-one';
import { settleAnomalies, type Settled, type SettleOptions } from './settle-anomalies';

export const settleOptions = (body: ScanRun, whole: boolean): SettleOptions => ({
  ...body, whole, auto_resolve_passed_anomalies: body.auto_resolve_passed_anomalies && !body.incremental,
});

interface Occasion { readonly operationId: number; readonly user: string; readonly moment: string; readonly columns: readonly string[] }

function recordsOf(found: FoundAnomaly, columns: readonly string[]): StoredRecords | null {
  return found.rows.length > 0 ? { columns: [...columns], records: [...found.rows] } : null;
}

function current(found: FoundAnomaly, { operationId, moment }: Occasion): Pick<StoredAnomaly,
  'operation_id' | 'last_seen' | 'message' | 'failed_checks' | 'anomalous_records_count' | 'fingerprint' | 'weight'> {
  return {
    operation_id: operationId, last_seen: moment, message: found.message, failed_checks: [...found.failedChecks],
    anomalous_records_count: found.count, fingerprint: found.fingerprint, weight: found.weight,
  };
}

async function writeOne(tx: StoreWriter, settled: Settled, container: StoredContainer, occasion: Occasion): Promise<void> {
  if (settled.act === 'create') {
    await tx.saveAnomaly({
      uuid: randomUUID(), datastore_id: container.datastore_id, container_id: container.id, type: settled.found.type, status: 'Active',
      created: occasion.moment, description: null, tags: [...container.tags], ...current(settled.found, occasion),
    }, recordsOf(settled.found, occasion.columns), occasion.user);
  } else if (settled.act === 'archive') {
    await tx.saveAnomaly({ ...settled.known, status: settled.status }, null, occasion.user);
  } else if (settled.act === 'silence') {
    await tx.saveAnomaly({ ...settled.known, last_seen: occasion.moment }, null, occasion.user);
  } else {
    const reopen = settled.act === 'see' && settled.reopen;
    await tx.saveAnomaly({ ...settled.known, ...(reopen ? { status: 'Active' } : {}), ...current(settled.found, occasion) },
      recordsOf(settled.found, occasion.columns), occasion.user);
  }
}

/** Writes what the scan of one container found: anomalies, the state of its checks, metrics, checkpoint, the container itself. */
export async function writeScan(
  tx: StoreWriter, container: StoredContainer, scanned: ScannedContainer, run: ContainerRun, body: ScanRun, operation: { id: number; triggered_by: string },
): Promise<void> {
  const now = await tx.container(container.id);
  // Deleted while it was scanned: there is nothing left to belong to.
  if (!now) return;
  const moment = run.end_time ?? run.start_time ?? container.created;
  const { scan, bound } = scanned;
  const occasion: Occasion = { operationId: operation.id, user: operation.triggered_by, moment, columns: scan.columns };
  for (const settled of settleAnomalies(scanned.found, await tx.anomalies(container.id), scan.outcomes, settleOptions(body, bound.whole))) {
    await writeOne(tx, settled, now, occasion);
  }
  const checks = new Map((await tx.allChecks(container.id)).map((check) => [check.id, check]));
  for (const outcome of scan.outcomes) {
    const check = checks.get(outcome.checkId);
    if (check && outcome.result !== 'error') await tx.saveCheck({ ...check, is_passing: outcome.result === 'passed', last_asserted: moment });
    for (const [key, value] of Object.entries(outcome.metrics ?? {})) {
      await tx.saveMetric({ container_id: container.id, check_id: outcome.checkId, key, value, captured: moment, operation_id: operation.id });
    }
  }
  if (bound.whole) await tx.saveMetric({ container_id: container.id, check_id: null, key: 'rows', value: scan.rows, captured: moment, operation_id: operation.id });
  if (bound.checkpoint) await tx.saveCheckpoint({ ...bound.checkpoint, container_id: container.id, operation_id: operation.id });
  await tx.saveContainer({ ...now, last_scanned: moment, last_error: null, records: bound.whole ? scan.rows : now.records });
  await tx.saveContainerRun({ ...run, operation_id: operation.id, container_id: container.id });
}
