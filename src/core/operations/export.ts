import { z } from 'zod';
import { operationKind } from './kind';
import { containerCounters, target } from './request-parts';

/** What of the engine's knowledge is exported; `all` is all but templates, which belong to no datastore. */
export const assetType = z.enum(['anomalies', 'checks', 'profiles', 'all', 'check_templates']);

export const exportKind = operationKind({
  title: 'Export',
  summary: 'add anomalies, checks or field profiles to tables of the enrichment datastore',
  icon: 'export',
  request: z.strictObject({
    type: z.literal('export'), ...target,
    asset_type: assetType,
    container_ids: z.array(z.number().int()).nullish(),
    container_tags: z.array(z.string()).nullish(),
    /** check_templates: only these. */
    template_ids: z.array(z.number().int()).nullish(),
    /** Archived anomalies and checks too, and what belongs to fields and containers that are not there any more. */
    include_deleted: z.boolean().default(false),
  }),
  options: {
    asset_type: { value: 'kind', summary: 'what to export: anomalies, checks, profiles, all, or check_templates', needed: true },
    container_ids: { value: 'ids', summary: 'only of these containers, separated by commas' },
    container_tags: { value: 'tags', summary: 'only of containers with one of these tags' },
    include_deleted: { summary: 'archived anomalies and checks too, and what is not there any more' },
  },
  aliases: ['global_export'],
  parts: 'container_exports',
  counters: { ...containerCounters, records_exported: 'Rows exported' },
  refreshes: [],
  findsAnomalies: false,
});
