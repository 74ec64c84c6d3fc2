import * as vscode from 'vscode';
import { problemText, type Problem } from '../../core/errors';
import type { Job } from '../../core/jobs/job';
import type { EndedJob } from '../../core/jobs/job-store';
import { kindOf } from '../../core/operations/kinds';
import type { PipelineStep } from '../../core/operations/pipeline';
import type { NotificationLevel } from '../settings';
import { operationWord } from '../job-kinds';
import { anomalyCount } from '../words';

/** Whether the end of a job is worth a message. `mine` are those that the user started here; their failures too. */
export function wantsToast(level: NotificationLevel, { job, mine }: EndedJob): boolean {
  if (level === 'all') return true;
  if (level === 'mine') return mine;
  return level === 'failures' && mine && job.status === 'Failed';
}

export interface JobEndedMessage {
  readonly kind: 'info' | 'warning' | 'error';
  readonly text: string;
  /** Anomalies that the job found. */
  readonly found: number;
  /** The one container that was profiled: there is something to look at. */
  readonly profiled?: { readonly datastoreId: number; readonly name: string };
}

/** One sentence about how a job ended. */
export function jobEndedMessage(job: Job): JobEndedMessage {
  const what = operationWord(job.type);
  const where = job.asset.name;
  const found = job.counters.anomalies_identified ?? 0;
  if (job.status === 'Failed') {
    const reason = [job.problem?.reason, job.problem?.remedy].filter(Boolean).join(' ');
    return { kind: 'error', found, text: vscode.l10n.t('{0} of {1} failed: {2}', what, where, reason) };
  }
  if (job.status === 'Cancelled') return { kind: 'info', found, text: vscode.l10n.t('{0} of {1} was cancelled.', what, where) };
  if (job.warning) {
    return { kind: 'warning', found, text: vscode.l10n.t('{0} of {1} left something out: {2}', what, where, job.message ?? '') };
  }
  if (kindOf(job.type)?.findsAnomalies) {
    return found === 0
      ? { kind: 'info', found, text: vscode.l10n.t('{0} of {1} is done: no anomalies found.', what, where) }
      : { kind: 'warning', found, text: vscode.l10n.t('{0} of {1} is done: {2} found.', what, where, anomalyCount(found)) };
  }
  const [name, other] = job.containers;
  const profiled = job.type === 'profile' && name !== undefined && other === undefined && job.asset.datastoreId !== null ? { profiled: { datastoreId: job.asset.datastoreId, name } } : {};
  return { kind: 'info', found, text: vscode.l10n.t('{0} of {1} is done.', what, where), ...profiled };
}

/** One sentence about where a pipeline stopped, and why. */
export function pipelineStoppedMessage(job: Job, step: PipelineStep, problem: Problem | null): JobEndedMessage {
  const found = 0;
  const at = operationWord(step);
  if (problem) return { kind: 'error', found, text: vscode.l10n.t('The pipeline of {0} stopped: {1} could not be started. {2}', job.asset.name, at, problemText(problem)) };
  if (job.status === 'Cancelled') return { kind: 'info', found, text: vscode.l10n.t('The pipeline of {0} was cancelled at {1}.', job.asset.name, at) };
  if (job.status === 'Completed') return { kind: 'warning', found, text: vscode.l10n.t('The pipeline of {0} stopped before {1}, because another server was selected.', job.asset.name, at) };
  const reason = [job.problem?.reason, job.problem?.remedy].filter(Boolean).join(' ');
  return { kind: 'error', found, text: vscode.l10n.t('The pipeline of {0} stopped at {1}: {2}', job.asset.name, at, reason) };
}
