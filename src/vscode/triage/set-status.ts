import * as vscode from 'vscode';
import type { AnomalyFilter, QualityBackend } from '../../backend/port';
import type { AnomalyStatus } from '../../core/api/schemas/anomaly-status';
import { anomalyStatus } from '../../core/api/schemas/anomaly-status';
import type { Anomaly } from '../../core/api/schemas/anomaly';
import { everyPage } from '../data/every-page';
import { anomalyCount, anomalyStatusWord } from '../words';

/** So many are changed by one call. */
const atOnce = 1000;

/** All anomalies that a filter lets through. `pageSize`: the most that the server gives at once. Throws PlumblineError. */
export async function everyAnomaly(backend: QualityBackend, filter: AnomalyFilter, pageSize: number): Promise<Anomaly[]> {
  return (await everyPage((page, size) => backend.anomalies({ ...filter, page, size }), Number.MAX_SAFE_INTEGER, pageSize)).items;
}

/** Gives each anomaly its status, all of one status together. Throws PlumblineError; what was changed before that stays. */
export async function writeStatuses(backend: QualityBackend, wanted: ReadonlyMap<number, AnomalyStatus>): Promise<void> {
  for (const status of new Set(wanted.values())) {
    const ids = [...wanted].filter(([, one]) => one === status).map(([id]) => id);
    for (let from = 0; from < ids.length; from += atOnce) await backend.setAnomalyStatus(ids.slice(from, from + atOnce), status);
  }
}

/** The statuses that anomalies have now, to go back to; those of a kind that cannot be set are left out. */
export function statusesOf(anomalies: readonly Anomaly[]): Map<number, AnomalyStatus> {
  return new Map(anomalies.flatMap((anomaly) => {
    const known = anomalyStatus.safeParse(anomaly.status);
    return known.success ? [[anomaly.id, known.data] as const] : [];
  }));
}

/** What was done, in a sentence. */
export function doneText(count: number, status: AnomalyStatus): string {
  return count === 1 ? vscode.l10n.t('1 anomaly is now {0}.', anomalyStatusWord(status)) : vscode.l10n.t('{0} are now {1}.', anomalyCount(count), anomalyStatusWord(status));
}
