import { Icon, type IconName } from '../ui/icon';
import { l10n } from '../ui/l10n';

const icons: Record<string, IconName> = {
  Active: 'warning', Acknowledged: 'eye', Resolved: 'completed', Invalid: 'cancelled', Duplicate: 'copy', Discarded: 'cancelled',
};

/** The state of an anomaly in words; one that this version does not know is shown as the server says it. */
export function anomalyStatusText(status: string): string {
  switch (status) {
    case 'Active': return l10n.t('Active');
    case 'Acknowledged': return l10n.t('Acknowledged');
    case 'Resolved': return l10n.t('Resolved');
    case 'Invalid': return l10n.t('Invalid');
    case 'Duplicate': return l10n.t('Duplicate');
    case 'Discarded': return l10n.t('Discarded');
    default: return status;
  }
}

export function AnomalyStatus({ status }: { status: string }) {
  const tone = status === 'Active' ? 'warning' : status === 'Resolved' ? 'completed' : 'other';
  return (
    <span class={`status status-${tone}`}>
      <Icon name={Object.hasOwn(icons, status) ? icons[status]! : 'info'} />
      {anomalyStatusText(status)}
    </span>
  );
}
