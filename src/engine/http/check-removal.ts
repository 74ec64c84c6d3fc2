import type { EngineWriter } from '../store/engine-store';
import type { LoadedLists } from '../store/lists/load-lists';
import { idsOfCheck } from '../store/queries/anomalies';
import { isArchived } from '../store/tables';
import { found } from './found';
import type { Caller } from './handler';

export interface CheckRemoval { archive: boolean; status: 'Invalid' | 'Discarded'; delete_anomalies: boolean }

/**
 * Archives a check with its reason, or deletes it. With `delete_anomalies` its anomalies go the same way: archived with
 * the check's reason, or deleted; one that other checks found too stays, without this check. An archived check keeps
 * its place in anomalies, since its definition is still there to be shown.
 */
export async function removeCheck(
  tx: EngineWriter, lists: LoadedLists, id: number, options: CheckRemoval, caller: Caller, now: Date,
): Promise<void> {
  const check = await found(tx.source, 'checks', id);
  if (options.delete_anomalies) {
    const naming = [...(await tx.anomaliesById(idsOfCheck(lists, id))).values()].filter((anomaly) => anomaly.failed_checks.some((failed) => failed.check_id === id));
    const alone = naming.filter((anomaly) => anomaly.failed_checks.every((failed) => failed.check_id === id));
    if (options.archive) {
      await tx.setAnomalyStatus(alone.filter((anomaly) => !isArchived(anomaly.status)).map((anomaly) => anomaly.id), options.status, caller.name);
    } else {
      await tx.deleteAnomalies(alone.map((anomaly) => anomaly.id));
      for (const anomaly of naming) {
        const others = anomaly.failed_checks.filter((failed) => failed.check_id !== id);
        if (others.length > 0) await tx.saveAnomaly({ ...anomaly, failed_checks: others }, null, caller.name);
      }
    }
  }
  if (options.archive) await tx.saveCheck({ ...check, deleted_at: now.toISOString(), last_updated: now.toISOString(), archived_status: options.status });
  else await tx.deleteCheck(id);
}
