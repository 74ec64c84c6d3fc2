import * as vscode from 'vscode';
import type { Container } from '../../core/api/schemas/container';
import type { Job, JobStatus } from '../../core/jobs/job';

const good = 'testing.iconPassed';
const bad = 'testing.iconFailed';
const odd = 'list.warningForeground';

function icon(name: string, color?: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(name, color === undefined ? undefined : new vscode.ThemeColor(color));
}

export const icons = {
  local: icon('vm'), remote: icon('cloud'), problem: icon('error', bad), retry: icon('refresh'), log: icon('output'),
  folder: icon('folder'), database: icon('database'), more: icon('fold-down'), previous: icon('fold-up'), check: icon('checklist'), group: icon('calendar'), container: icon('table'),
} as const;

export function jobIcon(job: Job): vscode.ThemeIcon {
  if (job.cancelling) return icon('circle-slash');
  return job.status === 'Completed' && job.warning ? icon('warning', odd) : jobStatusIcon(job.status);
}

export function jobStatusIcon(status: JobStatus): vscode.ThemeIcon {
  switch (status) {
    case 'Pending': return icon('watch');
    case 'Running': return icon('loading~spin');
    case 'Completed': return icon('pass', good);
    case 'Failed': return icon('error', bad);
    case 'Cancelled': return icon('circle-slash');
  }
}

/** How a container does: cannot be read, gone, breaks checks, holds them, or not looked at yet. */
export function containerIcon(container: Container): vscode.ThemeIcon {
  if (container.last_error) return icon('error', bad);
  if (container.missing) return icon('question', odd);
  if ((container.metrics?.active_anomalies ?? 0) > 0) return icon('warning', odd);
  // Scanned once, but nothing would be checked now: that is not green.
  if (container.metrics?.last_scanned && container.metrics.active_checks !== 0) return icon('pass', good);
  return icon(container.container_type === 'file' ? 'file' : 'table');
}

const anomalyIcons: Record<string, vscode.ThemeIcon> = {
  Active: icon('warning', odd), Acknowledged: icon('eye'), Resolved: icon('pass', good),
  Invalid: icon('circle-slash'), Duplicate: icon('copy'), Discarded: icon('trash'),
};
export function anomalyIcon(status: string): vscode.ThemeIcon {
  return anomalyIcons[status] ?? icon('question');
}

const fieldIcons: Record<string, string> = {
  Integral: 'symbol-number', Fractional: 'symbol-number', Boolean: 'symbol-boolean', String: 'symbol-string', Date: 'calendar',
  Timestamp: 'calendar', Time: 'clock', Binary: 'file-binary', Array: 'symbol-array', Struct: 'symbol-structure', MapType: 'symbol-object',
};
export function fieldIcon(type: string | null | undefined): vscode.ThemeIcon {
  return icon(fieldIcons[type ?? ''] ?? 'symbol-field');
}
