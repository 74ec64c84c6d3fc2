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
    /** Correlations between fields that are told: at least so far from 0, either way. */
    high_correlation_threshold: z.number().min(0).max(1).default(0.5),
    histogram_max_distinct_values: z.number().int().min(1).max(1000).default(100),
  }),
  options: {
    ...containerOptions, ...boundOptions,
    ai_effort: { value: 'level', summary: 'how many checks to infer: off, low, medium, high; xhigh and max learn from more rows' },
    infer_as_draft: { summary: 'inferred checks start as drafts, which scans leave out' },
    max_count_testing_sample: { value: 'n', summary: 'at most so many rows to learn from' },
    percent_testing_threshold: { value: 'share', summary: 'share of those rows that checks are tried on instead, 0 to 0.9 (default: 0.4)' },
    high_correlation_threshold: { value: 'r', summary: 'correlations between fields to tell: so far from 0 at least, 0 to 1 (default: 0.5)' },
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
