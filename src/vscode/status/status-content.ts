import * as vscode from 'vscode';
import { formatCount, formatPercent } from '../../core/format/figures';
import { isActive, type Job } from '../../core/jobs/job';
import { progressText } from '../trees/job-items';
import { iconless, nameText, oneLine } from '../trees/plain-text';
import type { AnomalyCounts } from '../data/open-anomalies';
import { operationWord } from '../job-kinds';
import { anomalyShare, jobWord } from '../words';

export interface StatusContent {
  readonly text: string;
  readonly failed: boolean;
  /** For screen readers, without icons. */
  readonly spoken: string;
  readonly command: vscode.Command;
}

function name(job: Job): string {
  return `${operationWord(job.type)} ${nameText(job.asset.name, 40)}`;
}

/** The measured progress of several jobs together: the mean of those that are measured; null where none is. */
export function overallFraction(jobs: readonly Job[]): number | null {
  const measured = jobs.flatMap((job) => job.progress.fraction ?? []);
  return measured.length === 0 ? null : measured.reduce((sum, f) => sum + f, 0) / measured.length;
}

const open = (job: Job): vscode.Command => ({ command: 'plumbline.openJob', title: '', arguments: [{ kind: 'job', key: job.key }] });

/**
 * What the status bar says: what runs and how far, otherwise what failed and was not looked at yet, otherwise how many
 * anomalies are open. Null: there is nothing to say, and the item is hidden. `blind`: the server does not answer just now.
 */
export function statusContent(jobs: readonly Job[], failed: readonly Job[], anomalies: AnomalyCounts | null, blind = false): StatusContent | null {
  const active = jobs.filter(isActive);
  const [only] = active;
  if (only) {
    const fraction = overallFraction(active);
    const percent = fraction === null ? '' : ` ${formatPercent(fraction, vscode.env.language)}`;
    const what = active.length === 1 ? (only.cancelling ? vscode.l10n.t('Cancelling {0}', name(only)) : name(only)) : vscode.l10n.t('{0} jobs', formatCount(active.length, vscode.env.language));
    const command = active.length === 1 ? open(only) : { command: 'plumbline.jobsView.focus', title: '' };
    return { text: `$(${blind ? 'debug-disconnect' : 'loading~spin'}) ${iconless(what)}${percent}`, failed: false, spoken: vscode.l10n.t('Plumbline: {0} running{1}', what, percent), command };
  }
  const [broken] = failed;
  if (broken) {
    const what = failed.length === 1 ? vscode.l10n.t('{0} failed', name(broken)) : vscode.l10n.t('{0} jobs failed', formatCount(failed.length, vscode.env.language));
    return { text: `$(error) ${iconless(what)}`, failed: true, spoken: `Plumbline: ${what}`, command: failed.length === 1 ? open(broken) : { command: 'plumbline.jobsView.focus', title: '' } };
  }
  if (!anomalies || anomalies.open + anomalies.shown === 0) return null;
  const what = anomalyShare(anomalies);
  return { text: `$(warning) ${what}`, failed: false, spoken: anomalies.filtered ? `Plumbline: ${what}` : vscode.l10n.t('Plumbline: {0} open', what), command: { command: 'plumbline.anomaliesView.focus', title: '' } };
}

const commands = ['plumbline.openJob', 'plumbline.cancelJob', 'plumbline.retryJob', 'plumbline.showAnomalies', 'plumbline.jobsView.focus'];

/** The tooltip: a line for each job, with links. Names are escaped, so data cannot make links of its own. */
export function statusTooltip(serverName: string, jobs: readonly Job[], problem: string | null): vscode.MarkdownString {
  const text = new vscode.MarkdownString('', true);
  text.isTrusted = { enabledCommands: commands };
  const link = (label: string, command: string, argument?: unknown): void => {
    const query = argument === undefined ? '' : `?${encodeURIComponent(JSON.stringify([argument]))}`;
    text.appendMarkdown('[').appendText(label).appendMarkdown(`](command:${command}${query})`);
  };
  text.appendMarkdown('**Plumbline** — ').appendText(oneLine(serverName));
  if (problem) text.appendMarkdown('\n\n$(warning) ').appendText(oneLine(problem, 500));
  for (const job of jobs) {
    const argument = { kind: 'job', key: job.key };
    text.appendMarkdown('\n\n');
    link(name(job), 'plumbline.openJob', argument);
    text.appendMarkdown(' ').appendText([jobWord(job), isActive(job) ? progressText(job) : null].filter(Boolean).join(' '));
    if (job.cancelling) continue;
    text.appendMarkdown(' — ');
    if (isActive(job)) link(vscode.l10n.t('Cancel'), 'plumbline.cancelJob', argument);
    else link(vscode.l10n.t('Retry'), 'plumbline.retryJob', argument);
  }
  text.appendMarkdown('\n\n');
  link(vscode.l10n.t('Show jobs'), 'plumbline.jobsView.focus');
  text.appendMarkdown(' · ');
  link(vscode.l10n.t('Show anomalies'), 'plumbline.showAnomalies');
  return text;
}
