import { z } from 'zod';
import { operationKind } from './kind';
import { boundOptions, bounds, containerCounters, containerOptions, containers, rowCounters, target } from './request-parts';

export const scan = operationKind({
  title: 'Scan',
  summary: 'run the checks of containers and find anomalies',
  icon: 'search',
  request: z.strictObject({
    type: z.literal('scan'), ...target, ...containers, ...bounds,
    incremental: z.boolean().default(false),
    remediation: z.enum(['none', 'append', 'overwrite']).default('none'),
    /** The datastore's own where it is left out, else 10; so is the next. */
    enrichment_source_record_limit: z.number().int().min(1).max(1000).optional(),
    high_count_rollup_threshold: z.number().int().min(1).max(1000).optional(),
    archive_overlapping_anomalies: z.boolean().default(false),
    archive_duplicate_anomalies: z.boolean().default(false),
    reactivate_recurring_anomalies: z.boolean().default(false),
    auto_resolve_passed_anomalies: z.boolean().default(true),
    check_variables: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
    check_categories: z.array(z.enum(['metadata', 'data_integrity'])).nullish(),
  }),
  options: {
    ...containerOptions, ...boundOptions,
    incremental: { summary: 'only rows past the last scan of each container' },
    remediation: { value: 'strategy', summary: 'failing rows to the enrichment datastore: none, append, overwrite' },
    enrichment_source_record_limit: { value: 'n', summary: 'rows to keep with an anomaly' },
    high_count_rollup_threshold: { value: 'n', summary: 'more failing rows than this become one anomaly' },
    archive_overlapping_anomalies: { summary: 'archive open anomalies that the new ones overlap' },
    archive_duplicate_anomalies: { summary: 'archive new anomalies that are open already' },
    reactivate_recurring_anomalies: { summary: 'open archived anomalies again when they recur' },
    auto_resolve_passed_anomalies: { summary: 'resolve anomalies whose checks pass now (the usual, except when incremental)', off: 'leave them open' },
    check_variables: { flag: 'check-variable', value: 'name=value', summary: 'value of a variable in checks; may be repeated' },
    check_categories: { value: 'names', summary: 'only checks of these categories: metadata, data_integrity' },
  },
  parts: 'container_scans',
  counters: {
    ...containerCounters, ...rowCounters,
    partitions_scanned: 'Partitions scanned', anomalies_identified: 'Anomalies found',
    /** Of which nothing was checked: unreadable ones and those without checks. */
    containers_not_checked: 'Containers not checked',
  },
  refreshes: ['catalogue', 'anomalies'],
  findsAnomalies: true,
});
