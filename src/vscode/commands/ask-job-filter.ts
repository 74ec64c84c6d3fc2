import * as vscode from 'vscode';
import type { JobStatus } from '../../core/jobs/job';
import type { App } from '../app';
import { noJobFilter, type JobViewFilter } from '../data/job-filter';
import { operationWord } from '../job-kinds';
import { icons, jobStatusIcon } from '../trees/icons';
import { iconless, nameText } from '../trees/plain-text';
import { statusWord } from '../words';

type Choice = vscode.QuickPickItem & { readonly apply?: (filter: JobViewFilter) => JobViewFilter };

const statuses: readonly JobStatus[] = ['Running', 'Failed', 'Completed', 'Cancelled'];
const types = ['sync', 'profile', 'scan'];

/** Asks which jobs the view shows. Undefined: the user left, and nothing changes. */
export async function askJobFilter({ jobs, catalogue }: Pick<App, 'jobs' | 'catalogue'>): Promise<JobViewFilter | undefined> {
  const { filter } = jobs;
  const heading = (label: string): Choice => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const items: Choice[] = [
    heading(vscode.l10n.t('Status')),
    ...statuses.map((status): Choice => ({
      label: status === 'Running' ? vscode.l10n.t('Active') : statusWord(status), iconPath: jobStatusIcon(status), picked: filter.statuses.includes(status),
      apply: (one) => ({ ...one, statuses: [...one.statuses, status] }),
    })),
    heading(vscode.l10n.t('Type')),
    ...types.map((type): Choice => ({ label: operationWord(type), picked: filter.types.includes(type), apply: (one) => ({ ...one, types: [...one.types, type] }) })),
    heading(vscode.l10n.t('Datastore')),
    ...catalogue.datastores.all().map((one): Choice => ({
      label: iconless(nameText(one.name)), iconPath: icons.database, picked: filter.datastoreId === one.id, apply: (to) => ({ ...to, datastoreId: one.id }),
    })),
  ];
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Filter jobs'), canPickMany: true, placeHolder: vscode.l10n.t('Nothing chosen: all jobs') });
  return chosen?.reduce((one, item) => item.apply?.(one) ?? one, noJobFilter);
}
