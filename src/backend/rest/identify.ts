import { fail, PlumblineError } from '../../core/errors';
import type { QualityBackend } from '../port';
import type { RestClient } from './client';

/** Proves address and token by asking who the token belongs to. A server without that route is not one of ours. */
export function identifying(client: RestClient): Pick<QualityBackend, 'identify'> {
  return {
    identify: async () => {
      try {
        const me = await client.call('me');
        const root = await client.call('root');
        return { server: root.application, version: root.version ?? null, user: me.name ?? me.email ?? me.user_id ?? null };
      } catch (error) {
        if (PlumblineError.is(error, 'unsupported')) {
          fail('not-our-server', 'What answers at this URL is not a Qualytics server.', {
            remedy: 'Check the URL: it must be that of the deployment itself, as https://your-company.qualytics.io.', detail: error.problem.reason,
          }, error);
        }
        throw error;
      }
    },
  };
}
