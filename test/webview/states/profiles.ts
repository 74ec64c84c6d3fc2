import type { QualityCheck } from '../../../src/core/api/schemas/check';
import { containerProfile } from '../../../src/core/api/schemas/container-profile';
import { fieldProfile, type FieldProfile } from '../../../src/core/api/schemas/field-profile';
import type { ShownProfile } from '../../../src/core/protocol/profile-panel';
import { profileState, type KnownProfile } from '../../../src/core/protocol/profile-state';

const created = '2026-05-04T10:00:00.000Z';
const hostile = '<img src=x onerror=alert(1)>\u202egnp';

const amount: FieldProfile = fieldProfile.parse({
  id: 1, name: 'amount', created, field_type: 'Fractional', records: 300_000, sampled_records: 100_000, completeness: 0.94, approximate_distinct_values: 41_000, distinct_is_exact: false,
  mean: 103.25, min: -5, max: 9999, sum: 29_115_500, std_dev: 41.7, skewness: 1.2, kurtosis: 3.4, q1: 78, median: 101.5, q3: 122,
  quantiles: [[0.01, 20], [0.05, 40], [0.1, 55], [0.25, 78], [0.5, 101.5], [0.75, 122], [0.9, 150], [0.95, 171], [0.99, 240]].map(([share, value]) => ({ share, value })),
  distribution: Array.from({ length: 20 }, (_, at) => ({ from: at * 15, to: (at + 1) * 15, count: Math.round(9000 * Math.exp(-((at - 7) ** 2) / 9)) })),
  top_values: [{ value: '99.9', count: 1200, ratio: 0.004 }], field_correlations: [{ field_name: 'tax', coefficient: 0.998, error: 0.0001 }, { field_name: 'discount', coefficient: -0.61, error: 0.004 }],
  regression_models: [{ field_name: 'tax', slope: 5.26, intercept: 0.1, r_squared: 0.996 }],
  drift: { distance: 0.31, expected: 0.01, over: 'quantiles', since: '2026-04-01T00:00:00Z', drifted: true, changes: [{ what: 'above 240', before: 0.01, now: 0.09 }, { what: 'missing', before: 0, now: 0.06 }] },
});
const city: FieldProfile = fieldProfile.parse({
  id: 2, name: hostile, created, field_type: 'String', records: 300_000, completeness: 1, approximate_distinct_values: 4, min: 'a', max: 'z', min_length: 1, max_length: 30, mean_length: 7.5,
  histogram_buckets: [[hostile, 150_000], ['Berlin', 100_000], ['', 49_000], ["O'Fallon", 1000]].map(([value, count]) => ({ value, count, ratio: Number(count) / 300_000 })),
  formats: [{ format: 'Aaaaaa', count: 100_000, ratio: 0.9, example: 'Berlin' }, { format: 'A\'Aaaaaa', count: 1000, ratio: 0.01, example: "O'Fallon" }],
});
const day: FieldProfile = fieldProfile.parse({
  id: 3, name: 'day', created, field_type: 'Date', records: 300_000, completeness: 0.5, min: '2026-01-01', max: '2026-03-31', approximate_distinct_values: 80,
  gaps: { unit: 'day', periods: 90, missing: 4, longest: [{ from: '2026-02-02', to: '2026-02-04', periods: 3 }] }, order: { direction: 'increasing', strict: false, is_exact: true },
});

/** What a server answers about a container of orders. */
export const known: KnownProfile = {
  name: 'orders', datastore: 'shop', fields: [amount, city, day], history: [amount, { ...amount, id: 9, created: '2026-04-01T00:00:00Z', completeness: 1, mean: 99 }],
  checks: [{
    id: 7, rule_type: 'between', fields: [{ name: 'amount' }], description: 'amount lies in its settled range', inferred: true, status: 'Draft',
    additional_metadata: { inference: { evidence: ['99 % of 100,000 rows lie from 0 to 300.', hostile], confidence: 0.9991, tried: 'Learned from the first 60 % of the rows, and held on the others.' } },
  }, { id: 8, rule_type: 'notNull', fields: [{ name: 'day' }], description: 'mine', inferred: false, status: 'Active' }] as unknown as QualityCheck[],
  profile: containerProfile.parse({
    id: 1, created, records_count: 300_000, records_processed: 300_000, sampled_records: 100_000, completeness: 0.81, bytes: 12_345_678, duplicate_records: 640, duplicate_error: 0, partitions_count: 2,
    last_modified: created, keys: [{ fields: ['day', 'amount'], is_exact: true }], dependencies: [{ determinant: hostile, field: 'day', share: 0.999, most_breaking: 0.002, groups: 40 }],
    correlations: [['amount', 'tax', 0.998], ['amount', 'discount', -0.61], ['tax', 'discount', 0.05]].map(([field, other, coefficient]) => ({ field, other, coefficient, error: 0.004, records: 20_000 })),
    partitions: [{ name: 'part_1.parquet', records: 200_000, bytes: 8_000_000, last_modified: created }, { name: hostile, records: 100_000, bytes: 4_345_678, last_modified: created }],
  }),
};

/** The panel of that container, or of one of its fields. */
export const profileOf = (field: string | null, more: Partial<ShownProfile> = {}): ShownProfile => ({ ...profileState(known, field, { busy: false, notice: null }), ...more });
export const hostileField = hostile;
