import { z } from 'zod';
import { operationKind } from './kind';
import { containerCounters, rowCounters, target } from './request-parts';

export const sync = operationKind({
  title: 'Sync',
  summary: 'catalogue the containers and fields of datastores',
  icon: 'sync',
  request: z.strictObject({
    type: z.literal('sync'), ...target,
    include: z.array(z.enum(['table', 'view'])).min(1).default(['table', 'view']),
    prune: z.boolean().default(false),
    recreate: z.boolean().default(false),
  }),
  options: {
    include: { value: 'kinds', summary: 'what to catalogue: table, view (default: both)' },
    prune: { summary: 'drop containers that are not there any more, with their checks and anomalies' },
    recreate: { summary: 'bring back containers that were deleted here but exist in the source' },
  },
  parts: 'container_syncs',
  counters: {
    ...containerCounters, ...rowCounters,
    containers_added: 'Containers added', containers_changed: 'Containers changed', containers_missing: 'Containers missing',
  },
  refreshes: ['catalogue'],
  findsAnomalies: false,
  aliases: ['catalog'],
});
