import { z } from 'zod';
import { operationKind } from './kind';
import { containerCounters, containerOptions, containers, rowCounters, target } from './request-parts';

export const materialize = operationKind({
  title: 'Materialize',
  summary: 'write the rows of computed containers into tables of the enrichment datastore',
  icon: 'save-all',
  request: z.strictObject({
    type: z.literal('materialize'), ...target, ...containers,
    /** -1 for all. */
    max_records_per_partition: z.number().int().min(-1).max(1_000_000_000).default(-1),
  }),
  options: {
    ...containerOptions,
    max_records_per_partition: { value: 'n', summary: 'write no more rows of each container; -1 for all' },
  },
  parts: 'container_materializations',
  counters: { ...containerCounters, ...rowCounters },
  refreshes: ['catalogue'],
  findsAnomalies: false,
});
