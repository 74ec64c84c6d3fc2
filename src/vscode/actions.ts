import * as vscode from 'vscode';
import type { AnomalyFilter } from '../backend/port';
import type { AnomalyStatus } from '../core/api/schemas/anomaly-status';
import { fail } from '../core/errors';
import { jobKey } from '../core/jobs/job-store';
import { operationToJob } from '../core/jobs/operation-to-job';
import type { Actions, App } from './app';
import { noFilter } from './data/anomaly-filter';
import { doneText, everyAnomaly, statusesOf, writeStatuses } from './triage/set-status';
import type { Views } from './views';

type Parts = Pick<App, 'backend' | 'jobs' | 'anomalies' | 'catalogue' | 'servers' | 'notifier'>;

/** Runs something that the user asked for; what goes wrong is shown once. True when it was done. */
async function told(parts: Parts, doing: string, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    await parts.notifier.problem(error, doing);
    return false;
  }
}

function idOf(parts: Parts, key: string): number {
  const job = parts.jobs.store.get(key);
  if (!job) fail('not-found', vscode.l10n.t('This job is not known any more.'), { remedy: vscode.l10n.t('Refresh the list of jobs.') });
  if (job.serverId !== parts.servers.active.id) {
    fail('conflict', vscode.l10n.t('This job belongs to another server.'), { remedy: vscode.l10n.t('Select that server first.') });
  }
  return job.id;
}

export function createActions(parts: Parts, views: () => Views): Actions {
  const { backend, jobs, anomalies, catalogue, servers } = parts;
  return {
    async cancelJob(key) {
      await told(parts, vscode.l10n.t('The job could not be cancelled'), async () => {
        const id = idOf(parts, key);
        // Shown at once: the server may take a while to answer.
        jobs.store.cancelling(key, true);
        try {
          jobs.store.put([operationToJob(await (await backend()).abort(id), servers.active.id)]);
        } catch (error) {
          jobs.store.cancelling(key, false);
          throw error;
        }
      });
    },
    async retryJob(key) {
      let started: string | null = null;
      await told(parts, vscode.l10n.t('The job could not be started again'), async () => {
        const operation = await (await backend()).rerun(idOf(parts, key));
        jobs.started([operation]);
        started = jobKey(servers.active.id, operation.id);
      });
      return started;
    },
    async showAnomalies({ datastoreId, containerId, operationId, checkId }) {
      await vscode.commands.executeCommand('plumbline.anomaliesView.focus');
      await anomalies.setFilter({
        ...noFilter, datastoreId: datastoreId ?? null, containerId: containerId ?? null, operationId: operationId ?? null, checkId: checkId ?? null,
      });
    },
    async revealAsset({ datastoreId, container }) {
      await told(parts, vscode.l10n.t('The datastore could not be shown'), async () => {
        const known = container === undefined ? [] : await catalogue.containersOf(datastoreId);
        const id = known.find((c) => c.name === container)?.id;
        await views().revealAsset(datastoreId, id);
      });
    },
    setAnomalyStatus: (which, status) => told(parts, vscode.l10n.t('The status could not be changed'), async () => {
      const filter: AnomalyFilter = 'length' in which ? { ids: [...which], archived: 'include' } : which;
      await vscode.window.withProgress({ location: { viewId: 'plumbline.anomaliesView' } }, async () => {
        const found = (await everyAnomaly(await backend(), filter, servers.active.kind === 'local' ? 1000 : 100)).filter((one) => one.status !== status);
        if (found.length === 0) return;
        const stores = [...new Set(found.flatMap((one) => one.datastore?.id ?? []))];
        const write = async (wanted: ReadonlyMap<number, AnomalyStatus>): Promise<void> => {
          await writeStatuses(await backend(), wanted);
          await anomalies.changed([...wanted.keys()]);
          // Counts of open anomalies stand beside datastores and containers too.
          await catalogue.refresh(stores);
        };
        const before = statusesOf(found);
        await write(new Map(found.map((one) => [one.id, status])));
        await parts.notifier.undoable(doneText(found.length, status), () => write(before));
      });
    }),
  };
}
