import * as vscode from 'vscode';
import type { JobStore } from '../../core/jobs/job-store';
import { jobKey } from '../../core/jobs/job-store';
import type { AnomalyViewFilter } from '../data/anomaly-filter';
import type { JobViewFilter } from '../data/job-filter';
import type { Catalogue } from '../data/catalogue';
import { operationWord } from '../job-kinds';
import { anomalyStatusWord, anomalyTypeWord, statusWord } from '../words';
import { fullTime } from './moments';
import { dotted, nameText, oneLine } from './plain-text';

/** The filter in a few words, as it stands beside the title of the view; empty where nothing is filtered. */
export function filterText(filter: AnomalyViewFilter, catalogue: Catalogue, jobs: JobStore, serverId: string): string {
  const datastore = filter.datastoreId === null ? undefined : catalogue.datastores.get(filter.datastoreId);
  const container = filter.containerId === null ? undefined : catalogue.containers.get(filter.containerId);
  const job = filter.operationId === null ? undefined : jobs.get(jobKey(serverId, filter.operationId));
  return dotted(
    filter.datastoreId !== null && nameText(datastore?.name ?? vscode.l10n.t('datastore {0}', filter.datastoreId)),
    filter.containerId !== null && nameText(container?.name ?? vscode.l10n.t('container {0}', filter.containerId)),
    filter.operationId !== null && (job ? `${operationWord(job.type)} ${nameText(job.asset.name)} #${job.id}` : vscode.l10n.t('job {0}', filter.operationId)),
    filter.statuses.map(anomalyStatusWord).join(', '),
    filter.type && anomalyTypeWord(filter.type),
    filter.checkId !== null && vscode.l10n.t('check {0}', filter.checkId),
    filter.tags.map((tag) => nameText(tag)).join(', '),
    filter.since && vscode.l10n.t('since {0}', fullTime(filter.since) ?? filter.since),
    filter.text && `“${oneLine(filter.text, 40)}”`,
  );
}

/** The same for the Jobs view. */
export function jobFilterText({ statuses, types, datastoreId }: JobViewFilter, catalogue: Catalogue): string {
  return dotted(
    datastoreId !== null && nameText(catalogue.datastores.get(datastoreId)?.name ?? vscode.l10n.t('datastore {0}', datastoreId)),
    statuses.map((status) => (status === 'Running' ? vscode.l10n.t('Active') : statusWord(status))).join(', '), types.map(operationWord).join(', '),
  );
}
