import { z } from 'zod';
import { route } from '../define';
import { many, queryFlag, queryInt } from '../query';

const nothing = z.void();
const ofDatastore = z.object({ datastore: queryInt, containers: many(queryInt), include_deleted: queryFlag.default(false) });

/** The older way to export; each queues an operation. */
export const exportRoutes = {
  exportAnomalies: route('POST', '/export/anomalies', { tag: 'export', summary: 'Export the anomalies of a datastore to its enrichment datastore', status: 204, query: ofDatastore, reply: nothing }),
  exportChecks: route('POST', '/export/checks', { tag: 'export', summary: 'Export the checks of a datastore to its enrichment datastore', status: 204, query: ofDatastore, reply: nothing }),
  exportFieldProfiles: route('POST', '/export/field-profiles', { tag: 'export', summary: 'Export the field profiles of a datastore to its enrichment datastore', status: 204, query: ofDatastore, reply: nothing }),
  exportCheckTemplates: route('POST', '/export/check-templates', {
    tag: 'export', summary: 'Export check templates to an enrichment datastore', status: 204, query: z.object({ enrich_datastore_id: queryInt, template_ids: many(queryInt) }), reply: nothing,
  }),
};
