import { Icon, type IconName } from './icon';
import { l10n } from './l10n';

export type JobStatusName = 'Pending' | 'Running' | 'Completed' | 'Failed' | 'Cancelling' | 'Cancelled' | 'NotChecked';

const icons: Record<JobStatusName, IconName> = {
  Pending: 'pending', Running: 'running', Completed: 'completed', Failed: 'failed', Cancelling: 'cancelled', Cancelled: 'cancelled', NotChecked: 'warning',
};

export function statusText(status: JobStatusName): string {
  switch (status) {
    case 'Pending': return l10n.t('Pending');
    case 'Running': return l10n.t('Running');
    case 'Completed': return l10n.t('Completed');
    case 'Failed': return l10n.t('Failed');
    case 'Cancelling': return l10n.t('Cancelling');
    case 'Cancelled': return l10n.t('Cancelled');
    case 'NotChecked': return l10n.t('Not checked');
  }
}

/** Where a job or a part of it stands: icon, colour and word. A warning is a job that ended well but left something out. */
export function Status({ status, warning = false }: { status: JobStatusName; warning?: boolean }) {
  return (
    <span class={`status status-${warning || status === 'NotChecked' ? 'warning' : status.toLowerCase()}`}>
      <Icon name={warning ? 'warning' : icons[status]} />
      {warning ? l10n.t('Completed with warnings') : statusText(status)}
    </span>
  );
}
