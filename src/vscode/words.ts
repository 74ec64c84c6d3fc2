import * as vscode from 'vscode';
import { formatCount } from '../core/format/figures';
import type { AnomalyStatus } from '../core/api/schemas/anomaly-status';
import type { AnomalyCounts } from './data/open-anomalies';
import type { Job, JobStatus } from '../core/jobs/job';

export function statusWord(status: JobStatus): string {
  switch (status) {
    case 'Pending': return vscode.l10n.t('Pending');
    case 'Running': return vscode.l10n.t('Running');
    case 'Completed': return vscode.l10n.t('Completed');
    case 'Failed': return vscode.l10n.t('Failed');
    case 'Cancelled': return vscode.l10n.t('Cancelled');
  }
}

/** Where a job stands, also while it is being cancelled. */
export function jobWord(job: Pick<Job, 'status' | 'cancelling'>): string {
  return job.cancelling ? vscode.l10n.t('Cancelling') : statusWord(job.status);
}

export function anomalyStatusWord(status: string): string {
  const words: Record<AnomalyStatus, string> = {
    Active: vscode.l10n.t('Active'), Acknowledged: vscode.l10n.t('Acknowledged'), Resolved: vscode.l10n.t('Resolved'),
    Invalid: vscode.l10n.t('Invalid'), Duplicate: vscode.l10n.t('Duplicate'), Discarded: vscode.l10n.t('Discarded'),
  };
  return words[status as AnomalyStatus] ?? status;
}

export function anomalyTypeWord(type: string): string {
  if (type === 'record') return vscode.l10n.t('record');
  return type === 'shape' ? vscode.l10n.t('shape') : type;
}

/** "1 anomaly", "3 anomalies": the two forms go through the bundle, so that a translation may differ. */
export function anomalyCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 anomaly') : vscode.l10n.t('{0} anomalies', formatCount(count, vscode.env.language));
}

/** "12 of 4,800 anomalies" where a filter shows a part of them, "3 anomalies shown" where it shows archived ones. */
export function anomalyShare({ shown, open, filtered, part }: AnomalyCounts): string {
  const count = (number: number): string => formatCount(number, vscode.env.language);
  if (!filtered) return anomalyCount(open);
  return part ? vscode.l10n.t('{0} of {1} anomalies', count(shown), count(open)) : vscode.l10n.t('{0} shown', anomalyCount(shown));
}
