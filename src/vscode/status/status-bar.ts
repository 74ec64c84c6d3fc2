import * as vscode from 'vscode';
import { isActive } from '../../core/jobs/job';
import type { App } from '../app';
import { anomalyCounts } from '../data/open-anomalies';
import { onDidChangeSetting, setting } from '../settings';
import { statusContent, statusTooltip } from './status-content';

export interface StatusBar extends vscode.Disposable {
  /** The user looked at a job, or at all of them: their failures are no news any more. */
  seen(key?: string): void;
  /** Why running jobs cannot be looked at just now; null when they can. */
  trouble(problem: string | null): void;
}

/** The one item in the status bar. Made when there is first something to say. */
export function createStatusBar({ jobs, anomalies, catalogue, servers }: Pick<App, 'jobs' | 'anomalies' | 'catalogue' | 'servers'>): StatusBar {
  const failed = new Set<string>();
  let problem: string | null = null;
  let item: vscode.StatusBarItem | undefined;
  let shownTooltip = '';

  function draw(): void {
    const mine = jobs.store.all().filter((job) => job.serverId === servers.active.id);
    const broken = mine.filter((job) => failed.has(job.key) && !isActive(job));
    const content = setting('statusBar') ? statusContent(mine, broken, anomalyCounts(anomalies, catalogue), problem !== null) : null;
    if (!content) return item?.hide();
    item ??= vscode.window.createStatusBarItem('plumbline.status', vscode.StatusBarAlignment.Left, 10);
    item.name = 'Plumbline';
    item.text = content.text;
    item.command = content.command;
    item.accessibilityInformation = { label: content.spoken };
    item.backgroundColor = content.failed ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    const tooltip = statusTooltip(servers.active.name, [...mine.filter(isActive), ...broken], problem);
    // One that is being read is not drawn anew when it says the same.
    if (tooltip.value !== shownTooltip) item.tooltip = tooltip;
    shownTooltip = tooltip.value;
    item.show();
  }

  const subscriptions = [
    jobs.store.onDidEnd(({ job }) => {
      if (job.status !== 'Failed') return;
      failed.add(job.key);
      draw();
    }),
    jobs.store.onDidChange(draw), anomalies.onDidChangeList(draw), catalogue.datastores.onDidChange(draw),
    servers.onDidChangeActive(draw), onDidChangeSetting('statusBar', draw),
  ];
  return {
    seen(key) {
      if (key === undefined) failed.clear();
      else failed.delete(key);
      draw();
    },
    trouble(text) {
      if (problem === text) return;
      problem = text;
      draw();
    },
    dispose() {
      subscriptions.forEach((s) => s.dispose());
      item?.dispose();
    },
  };
}
