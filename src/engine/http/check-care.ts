import { fail } from '../../core/errors';
import { localUser } from './local-user';

interface Care { owner_id?: number | null; default_anomaly_assignee_id?: number | null; anomaly_message_field?: string | null }

/** Throws `bad-request` for what a check of the local engine cannot have: another owner, an assignee, a worded message. */
export function refuseCare({ owner_id: owner, default_anomaly_assignee_id: assignee, anomaly_message_field: field }: Care): void {
  if (owner != null && owner !== localUser().id) {
    fail('bad-request', `There is no user ${owner}.`, { remedy: `The local engine has one user: ${localUser().id}.`, place: { path: 'owner_id' } });
  }
  if (assignee != null) {
    fail('bad-request', 'The local engine assigns no anomalies by itself.', { remedy: 'Leave default_anomaly_assignee_id out, and assign them when you look at them.', place: { path: 'default_anomaly_assignee_id' } });
  }
  if (field != null) {
    fail('bad-request', 'The local engine words the messages of anomalies by itself.', { remedy: 'Leave anomaly_message_field out.', place: { path: 'anomaly_message_field' } });
  }
}
