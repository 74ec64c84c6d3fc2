import { z } from 'zod';
import { moment } from '../api/schemas/common';
import type { OptionWords } from './kind';

/** Which datastores; one of both is needed. */
export const target = {
  datastore_id: z.number().int().optional(),
  datastore_ids: z.array(z.number().int()).min(1).optional(),
};

/** Which containers of them; all without. */
export const containers = {
  container_names: z.array(z.string()).nullish(),
  container_tags: z.array(z.string()).nullish(),
};
export const containerOptions = {
  container_names: { value: 'names', summary: 'only these containers, separated by commas' },
  container_tags: { value: 'tags', summary: 'only containers with one of these tags' },
} as const satisfies Record<string, OptionWords>;

/** Which rows of them; all without. */
export const bounds = {
  max_records_analyzed_per_partition: z.number().int().min(-1).max(1_000_000_000).default(-1),
  greater_than_time: moment.nullish(),
  greater_than_batch: z.number().nullish(),
};
export const boundOptions = {
  max_records_analyzed_per_partition: { value: 'n', summary: 'look at no more rows of each container; -1 for all' },
  greater_than_time: { value: 'moment', summary: 'only rows whose incremental field is later' },
  greater_than_batch: { value: 'number', summary: 'only rows whose incremental field is greater' },
} as const satisfies Record<string, OptionWords>;

/** Counted by whatever goes through containers. */
export const containerCounters = {
  total_containers: 'Containers',
  containers_analyzed: 'Containers done',
  containers_failed: 'Containers failed',
} as const;

/** Counted by whatever reads rows; `records_total` are those there are to read, where that is known before. */
export const rowCounters = {
  records_processed: 'Rows read',
  records_total: 'Rows to read',
} as const;
