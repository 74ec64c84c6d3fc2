import * as vscode from 'vscode';
import { formatCount } from '../core/format/figures';
import type { AnomalyStatus } from '../core/api/schemas/anomaly-status';
import type { JobStatus } from '../core/jobs/job';

export function statusWord(status: JobStatus): string {
  switch (status) {
    case 'Pending': return vscode.l10n.t('Pending');
    case 'Running': return vscode.l10n.t('Running');
    case 'Completed': return vscode.l10n.t('Completed');
    case 'Failed': return vscode.l10n.t('Failed');
    case 'Cancelled': return vscode.l10n.t('Cancelled');
  }
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
