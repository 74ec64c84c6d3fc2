import { createHash, randomUUID } from 'node:crypto';
import type { ContainerRun } from '../../../core/api/schemas/operation';
import type { StoredContainer } from '../../store/model';
import type { StoreWriter } from '../../store/port';
import { severity } from '../scan/severity';
import { outsideText, type JudgedMetric } from './judge-metrics';

/** One anomaly a series: it goes on while the value stays outside. */
const fingerprintOf = (key: string): string => createHash('sha256').update(JSON.stringify(['metric', key])).digest('hex');

/**
 * Writes what was captured of one container: the values with what was expected, an anomaly for each that lies outside, and
 * the end of those whose value is as expected again. Gives how many anomalies are open because of it.
 */
export async function writeCapture(
  tx: StoreWriter, container: StoredContainer, judged: readonly JudgedMetric[], run: ContainerRun, operation: { id: number; triggered_by: string }, captured: string,
): Promise<number> {
  const now = await tx.container(container.id);
  if (!now) return 0;
  const prints = new Map(judged.map((metric) => [fingerprintOf(metric.key), metric]));
  const open = (await tx.knownAnomalies(container.id, [...prints.keys()])).filter(({ status }) => status === 'Active' || status === 'Acknowledged');
  let found = 0;
  for (const [fingerprint, metric] of prints) {
    const { key, name, field, value, band, outside } = metric;
    await tx.saveMetric({
      container_id: container.id, check_id: null, key, value, captured, operation_id: operation.id, metric: name, field,
      expected: band?.expected ?? null, lower: band?.lower ?? null, upper: band?.upper ?? null, method: band?.method ?? null, outside,
    });
    if (!outside) continue;
    found += 1;
    const known = open.find((anomaly) => anomaly.fingerprint === fingerprint);
    const current = { operation_id: operation.id, last_seen: captured, message: outsideText(metric) };
    await tx.saveAnomaly(known ? { ...known, ...current } : {
      ...current, uuid: randomUUID(), datastore_id: container.datastore_id, container_id: container.id, type: 'shape', status: 'Active', created: captured,
      description: null, failed_checks: [], anomalous_records_count: null, fingerprint, weight: severity('shape', null, null, 1), tags: [...now.tags],
    }, null, operation.triggered_by);
  }
  const over = open.filter(({ status, fingerprint }) => status === 'Active' && prints.get(fingerprint)?.outside === false).map(({ id }) => id);
  await tx.setAnomalyStatus(over, 'Resolved', operation.triggered_by);
  await tx.saveContainer({ ...now, last_error: null });
  await tx.saveContainerRun({ ...run, anomaly_count: found, operation_id: operation.id, container_id: container.id });
  return found;
}
