import { randomUUID } from 'node:crypto';
import type { ContainerRun, ScanRun } from '../../../core/api/schemas/operation';
import type { StoredAnomaly, StoredContainer, StoredRecords } from '../../store/model';
import type { StoreWriter } from '../../store/port';
import type { FoundAnomaly } from './compose-anomalies';
import type { ScannedContainer } from './scan-one';
import { doubtful, identified, settleAnomalies, type Facts, type Scene, type Settled, type SettleOptions } from './settle-anomalies';

const settleOptions = (body: ScanRun, whole: boolean, keyed: boolean): SettleOptions => ({
  ...body, whole, keyed, auto_resolve_passed_anomalies: body.auto_resolve_passed_anomalies && !body.incremental,
});

interface Occasion { readonly operationId: number; readonly user: string; readonly moment: string; readonly columns: readonly string[] }

function recordsOf(found: FoundAnomaly, columns: readonly string[]): StoredRecords | null {
  return found.rows.length > 0 ? { columns: [...columns], records: [...found.rows] } : null;
}

function current(found: FoundAnomaly, { operationId, moment }: Occasion): Pick<StoredAnomaly,
  'type' | 'operation_id' | 'last_seen' | 'message' | 'failed_checks' | 'anomalous_records_count' | 'fingerprint' | 'weight'> {
  return {
    type: found.type, operation_id: operationId, last_seen: moment, message: found.message, failed_checks: [...found.failedChecks],
    anomalous_records_count: found.count, fingerprint: found.fingerprint, weight: found.weight,
  };
}

/** Writes what became of the anomalies, those first into which others were merged. */
async function writeSettled(tx: StoreWriter, settled: readonly Settled[], container: StoredContainer, occasion: Occasion): Promise<void> {
  const ids = new Map<FoundAnomaly, number>();
  const { user } = occasion;
  for (const one of settled) {
    if (one.act === 'archive') continue;
    const rows = one.act === 'silence' ? null : recordsOf(one.found, occasion.columns);
    const anomaly = one.act === 'create' ? {
      uuid: randomUUID(), datastore_id: container.datastore_id, container_id: container.id, status: 'Active', created: occasion.moment,
      description: null, tags: [...container.tags], ...current(one.found, occasion),
    } : one.act === 'silence' ? { ...one.known, last_seen: occasion.moment } : {
      ...one.known, ...(one.act === 'see' && one.reopen ? { status: 'Active', merged_into: null } : {}), ...current(one.found, occasion),
    };
    const { id } = await tx.saveAnomaly(anomaly, rows, user);
    if (!ids.has(one.found)) ids.set(one.found, id);
  }
  for (const one of settled) {
    if (one.act !== 'archive' || one.into === null) continue;
    await tx.saveAnomaly({ ...one.known, status: one.status, merged_into: ids.get(one.into) ?? null }, null, user);
  }
  await tx.setAnomalyStatus(settled.flatMap((one) => (one.act === 'archive' && one.into === null ? [one.known.id] : [])), 'Resolved', user);
}

/** Settles what a scan of a container found; gives how many anomalies are open because of it. */
async function settle(tx: StoreWriter, container: StoredContainer, scanned: ScannedContainer, active: ReadonlySet<number>, body: ScanRun, occasion: Occasion): Promise<number> {
  const { found, scan: { outcomes }, bound, keyed } = scanned;
  const known = await tx.knownAnomalies(container.id, found.map(({ fingerprint }) => fingerprint));
  const scene: Scene = { found, known, outcomes, active };
  const unsure = doubtful(scene);
  const records = await tx.recordsOf(unsure);
  const facts: Facts = { rows: new Map([...records].map(([id, kept]) => [id, kept.records])), touched: await tx.touchedAnomalies(unsure) };
  const settled = settleAnomalies(scene, facts, settleOptions(body, bound.whole, keyed));
  await writeSettled(tx, settled, container, occasion);
  return identified(settled);
}

/**
 * Writes what the scan of one container found: anomalies, the state of its checks, metrics, checkpoint, the container itself.
 * Gives how many anomalies are open because of it.
 */
export async function writeScan(
  tx: StoreWriter, container: StoredContainer, scanned: ScannedContainer, run: ContainerRun, body: ScanRun, operation: { id: number; triggered_by: string },
): Promise<number> {
  const now = await tx.container(container.id);
  // Deleted while it was scanned: there is nothing left to belong to.
  if (!now) return 0;
  const moment = run.end_time ?? run.start_time ?? container.created;
  const { scan, bound } = scanned;
  const occasion: Occasion = { operationId: operation.id, user: operation.triggered_by, moment, columns: scan.columns };
  const checks = new Map((await tx.allChecks(container.id)).map((check) => [check.id, check]));
  const active = new Set([...checks.values()].filter((check) => check.deleted_at === null && check.status === 'Active').map((check) => check.id));
  const count = await settle(tx, now, scanned, active, body, occasion);
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
  await tx.saveContainerRun({ ...run, anomaly_count: count, operation_id: operation.id, container_id: container.id });
  return count;
}
