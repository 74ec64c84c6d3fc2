import * as vscode from 'vscode';
import { formatCount, formatDuration, formatPercent, formatRoughly } from '../../core/format/figures';
import { formatDay } from '../../core/format/moments';
import { estimate } from '../../core/jobs/estimate';
import { isActive, type Job } from '../../core/jobs/job';
import { statusOfResult } from '../../core/jobs/results';
import { kindOf } from '../../core/operations/kinds';
import { toInstant } from '../../core/protocol/moment';
import { operationWord } from '../job-kinds';
import { anomalyCount, jobWord } from '../words';
import { jobIcon } from './icons';
import type { ListWindow } from '../data/list-window';
import type { JobGroup } from './job-groups';
import type { MoreJobsNode } from './jobs-tree';
import { moreItem } from './more-item';
import { fullTime } from './moments';
import { dotted, nameText, oneLine, tooltip } from './plain-text';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

export function jobGroupItem(group: JobGroup, count: string, now: number): vscode.TreeItem {
  const label = group.id === 'active' ? vscode.l10n.t('Active') : group.id === 'failed' ? vscode.l10n.t('Failed')
    : formatDay(group.at ?? now, now, vscode.env.language);
  const today = group.at !== null && formatDay(group.at, now, 'en') === 'Today';
  const item = new vscode.TreeItem(label, group.at === null || today ? Expanded : Collapsed);
  item.description = count;
  item.contextValue = 'jobGroup';
  return item;
}

/** Time from start to end, or to now while it runs, ms; null before it started. */
export function elapsed(job: Job, now: number): number | null {
  const started = toInstant(job.started);
  const ended = toInstant(job.ended);
  if (started === null) return null;
  return Math.max(0, (isActive(job) ? now : ended ?? now) - started);
}

/** How far a job is: measured percent, and containers where there are several. Null where nothing is measured. */
export function progressText(job: Job): string | null {
  const { fraction, containersDone, containersTotal } = job.progress;
  return dotted(
    fraction === null ? null : formatPercent(fraction, vscode.env.language),
    containersTotal !== null && containersTotal > 1 && vscode.l10n.t('{0} of {1} containers', formatCount(containersDone ?? 0, vscode.env.language), formatCount(containersTotal, vscode.env.language)),
  ) || null;
}

/** Time left, as far as that can be said. */
function leftText(job: Job, now: number): string | null {
  const { left } = estimate(job, now);
  return left === null ? null : vscode.l10n.t('about {0} left', formatRoughly(left, vscode.env.language));
}

function found(job: Job): string | null {
  const anomalies = job.counters.anomalies_identified;
  return kindOf(job.type)?.findsAnomalies && typeof anomalies === 'number' ? anomalyCount(anomalies) : null;
}

/** What a scan did not look at, which its colour alone would not say. */
function unchecked(job: Job): string | null {
  const count = job.counters.containers_not_checked ?? 0;
  return count > 0 ? vscode.l10n.t('{0} not checked', formatCount(count, vscode.env.language)) : null;
}

export function jobItem(job: Job, now: number): vscode.TreeItem {
  const item = new vscode.TreeItem(`${operationWord(job.type)} ${nameText(job.asset.name)}`, None);
  const span = elapsed(job, now);
  const active = isActive(job);
  const known = statusOfResult(job.rawResult) !== undefined;
  item.iconPath = jobIcon(job);
  item.description = dotted(
    known ? (job.cancelling || job.status === 'Pending' || job.status === 'Cancelled' ? jobWord(job) : null) : oneLine(job.rawResult),
    active ? dotted(progressText(job), leftText(job, now)) : dotted(found(job), unchecked(job)),
    span === null ? null : formatDuration(span, vscode.env.language),
    job.phase === null ? null : oneLine(job.phase),
    job.status === 'Failed' ? oneLine(job.problem?.reason ?? '') : oneLine(job.message ?? ''),
  );
  item.contextValue = active ? (job.cancelling ? 'job cancelling' : 'job cancelable') : `job retryable${job.status === 'Failed' ? ' failed' : ''}${found(job) ? ' scanned' : ''}`;
  item.tooltip = tooltip(`${operationWord(job.type)} ${job.asset.name}`, [
    [vscode.l10n.t('Status'), known ? jobWord(job) : job.rawResult],
    [vscode.l10n.t('Progress'), active ? progressText(job) : null],
    [vscode.l10n.t('Now'), job.phase],
    [vscode.l10n.t('Rows read'), job.progress.records === null ? null : formatCount(job.progress.records, vscode.env.language)],
    [vscode.l10n.t('Result'), dotted(found(job), unchecked(job))],
    [vscode.l10n.t('Containers'), job.containers.slice(0, 20).join(', ')],
    [vscode.l10n.t('Message'), job.problem?.reason ?? job.message],
    [vscode.l10n.t('What to do'), job.problem?.remedy],
    [vscode.l10n.t('Started'), fullTime(job.started)],
    [vscode.l10n.t('Duration'), span === null ? null : formatDuration(span, vscode.env.language)],
    [vscode.l10n.t('Job ID'), String(job.id)],
  ]);
  const state = known ? jobWord(job) : oneLine(job.rawResult);
  const spoken = item.description === state || item.description.startsWith(`${state} · `) ? item.description : `${state}, ${item.description}`;
  item.accessibilityInformation = { label: `${operationWord(job.type)} ${nameText(job.asset.name)}, ${spoken}` };
  item.command = { command: 'plumbline.openJob', title: vscode.l10n.t('Open Job'), arguments: [{ kind: 'job', key: job.key }] };
  return item;
}

/** A click brings the next, or previous, page of a list of jobs. */
export function moreJobsItem(node: MoreJobsNode, { from, keys, total }: ListWindow<string>): vscode.TreeItem {
  return moreItem({ way: node.way, command: 'plumbline.showMoreJobs', node }, { from, shown: keys.length, total: total ?? 0 });
}
