import { z } from 'zod';
import { operationKind } from './kind';
import { boundOptions, bounds, containerCounters, containerOptions, containers, rowCounters, target } from './request-parts';

/** In the order of the levels 0 to 5. */
export const aiEffort = z.enum(['off', 'low', 'medium', 'high', 'xhigh', 'max']);

export const profile = operationKind({
  title: 'Profile',
  summary: 'measure the fields of containers and infer checks',
  icon: 'graph',
  request: z.strictObject({
    type: z.literal('profile'), ...target, ...containers, ...bounds,
    ai_effort: aiEffort.default('medium'),
    /** The older spelling of ai_effort, 0 (off) to 5 (max); it wins where both are given. */
    inference_threshold: z.number().int().min(0).max(5).optional(),
    infer_as_draft: z.boolean().default(false),
    /** Rows that are learned from at most. */
    max_count_testing_sample: z.number().int().min(1).max(1_000_000_000).optional(),
    /** Share of the sample that checks are not learned from but tried on. */
    percent_testing_threshold: z.number().min(0).max(0.9).optional(),
    high_correlation_threshold: z.number().min(0).max(1).optional(),
    histogram_max_distinct_values: z.number().int().min(1).max(1000).default(100),
  }),
  options: {
    ...containerOptions, ...boundOptions,
    ai_effort: { value: 'level', summary: 'how many checks to infer: off, low, medium, high; xhigh and max learn from more rows' },
    infer_as_draft: { summary: 'inferred checks start as drafts, which scans leave out' },
    histogram_max_distinct_values: { value: 'n', summary: 'at most so many values in a histogram' },
  },
  parts: 'container_profiles',
  counters: {
    ...containerCounters, ...rowCounters,
    partitions_analyzed: 'Partitions analyzed', fields_profiled: 'Fields profiled',
    checks_synchronized: 'Checks synchronized', checks_added: 'Checks added', checks_updated: 'Checks updated',
  },
  refreshes: ['catalogue'],
  findsAnomalies: false,
});
