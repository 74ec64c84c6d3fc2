import type { AnomalyToHost, SettableStatus, ShownAnomaly } from '../../src/core/protocol/anomaly-panel';
import { Button, LinkButton } from '../ui/button';
import { useHost } from '../panel/host';
import type { IconName } from '../ui/icon';
import { l10n } from '../ui/l10n';
import { AnomalyStatus } from './anomaly-status';

function action(status: SettableStatus): { text: string; icon: IconName; title: string } {
  switch (status) {
    case 'Active': return { text: l10n.t('Reactivate'), icon: 'warning', title: l10n.t('Make this anomaly an open one again') };
    case 'Acknowledged': return { text: l10n.t('Acknowledge'), icon: 'eye', title: l10n.t('Somebody looks into it; it stays open') };
    case 'Resolved': return { text: l10n.t('Resolve'), icon: 'check', title: l10n.t('The data was put right') };
    case 'Invalid': return { text: l10n.t('Mark Invalid'), icon: 'cancelled', title: l10n.t('The data was right and the check was wrong') };
    case 'Duplicate': return { text: l10n.t('Mark Duplicate'), icon: 'copy', title: l10n.t('Another anomaly tells of the same thing') };
  }
}

/** An archived anomaly can only be taken back; an open one can be acknowledged or closed in three ways. */
function offered(anomaly: ShownAnomaly): SettableStatus[] {
  return anomaly.archived ? anomaly.statuses.filter((status) => status === 'Active' || status === 'Acknowledged')
    : anomaly.statuses.filter((status) => status !== 'Active');
}

export function AnomalyHeader({ anomaly }: { anomaly: ShownAnomaly }) {
  const host = useHost<AnomalyToHost>();
  const place = [anomaly.datastore?.name, anomaly.container?.name].filter((name) => name !== undefined).join(' / ');
  return (
    <header>
      <div class="head-text">
        <h1>{l10n.t('Anomaly {0}', `#${anomaly.id}`)}<AnomalyStatus status={anomaly.status} /></h1>
        <p class="under">
          {place && (anomaly.datastore
            ? <LinkButton title={l10n.t('Show in the Datastores view')} onClick={() => host.post({ type: 'goToAsset' })}>{place}</LinkButton>
            : <span>{place}</span>)}
          {anomaly.operationId !== null && (
            <LinkButton title={l10n.t('Open the scan that found it')} onClick={() => host.post({ type: 'openJob' })}>{l10n.t('Job {0}', `#${anomaly.operationId}`)}</LinkButton>
          )}
        </p>
      </div>
      <div class="row actions" role="group" aria-label={l10n.t('Actions')}>
        {offered(anomaly).map((status, index) => {
          const { text, icon, title } = action(status);
          return (
            <Button key={status} icon={icon} title={title} disabled={anomaly.busy} kind={index === 0 ? 'primary' : 'secondary'}
              onClick={() => host.post({ type: 'setStatus', status })}>{text}</Button>
          );
        })}
      </div>
    </header>
  );
}
