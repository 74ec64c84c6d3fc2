import type { ContainerProfile } from '../api/schemas/container-profile';
import type { FieldProfile } from '../api/schemas/field-profile';
import { bytesText, numberText, shareText } from './written-numbers';

export const factNames = [
  'type', 'records', 'sampled', 'completeness', 'distinct', 'unique', 'min', 'max', 'mean', 'sum', 'deviation', 'skewness', 'kurtosis', 'entropy', 'not finite', 'lengths',
  'blanks', 'padded', 'mojibake', 'written as', 'defaults', 'order', 'sequence', 'gaps', 'drift', 'checks', 'anomalies', 'duplicates', 'bytes', 'files', 'changed', 'created',
] as const;
export type FactName = (typeof factNames)[number];
/** A number of a profile in words; the page says what it is called. */
export interface Fact { readonly name: FactName; readonly value: string }

const number = (value: number | null | undefined): string | null => (value === null || value === undefined ? null : numberText(value));
const count = (value: number | null | undefined): string | null => (value ? String(value) : null);
const listOf = (facts: readonly (readonly [FactName, string | null])[]): Fact[] => facts.flatMap(([name, value]) => (value === null ? [] : [{ name, value }]));

/** The statistics of a field, in the order in which they are read; those that its type has. */
export function fieldFacts(profile: FieldProfile): Fact[] {
  const { drift, order, gaps, sequence } = profile;
  const estimated = profile.distinct_is_exact === false && profile.approximate_distinct_values ? ` ± ${numberText(Math.round(Math.sqrt(63 * profile.approximate_distinct_values)))}` : '';
  return listOf([
    ['type', profile.field_type ?? null], ['records', number(profile.records)], ['sampled', number(profile.sampled_records)],
    ['completeness', profile.completeness === null || profile.completeness === undefined ? null : shareText(profile.completeness)],
    ['distinct', profile.approximate_distinct_values === null || profile.approximate_distinct_values === undefined ? null : `${numberText(profile.approximate_distinct_values)}${estimated}`],
    ['unique', profile.unique_distinct_ratio === null || profile.unique_distinct_ratio === undefined ? null : shareText(profile.unique_distinct_ratio)],
    ['min', profile.min === null || profile.min === undefined ? null : String(profile.min)], ['max', profile.max === null || profile.max === undefined ? null : String(profile.max)],
    ['mean', number(profile.mean)], ['sum', number(profile.sum)], ['deviation', number(profile.std_dev)], ['skewness', number(profile.skewness)], ['kurtosis', number(profile.kurtosis)],
    ['entropy', number(profile.entropy)], ['not finite', count(profile.not_finite_count)],
    ['lengths', profile.min_length === null || profile.min_length === undefined ? null : `${profile.min_length} … ${profile.max_length ?? ''} (${numberText(profile.mean_length ?? 0)})`],
    ['blanks', count(profile.blank_count)], ['padded', count(profile.padded_count)], ['mojibake', count(profile.mojibake_count)],
    ['written as', profile.written_type ? `${profile.written_type} (${shareText(profile.written_ratio ?? 0)})` : null],
    ['defaults', profile.default_values?.length ? profile.default_values.map(({ value, count: times }) => `${value} (${times})`).join(', ') : null],
    ['order', order ? `${order.strict ? 'strictly ' : ''}${order.direction}` : null],
    ['sequence', sequence ? `+ ${sequence.step}, ${sequence.missing} missing` : null],
    ['gaps', gaps ? `${gaps.missing} of ${gaps.periods} (${gaps.unit})` : null],
    ['drift', drift ? `${drift.distance.toFixed(3)} (${drift.expected.toFixed(3)} by chance)` : null],
    ['checks', count(profile.quality_check_count)], ['anomalies', count(profile.anomaly_count)],
  ]);
}

/** What there is to say of a container as a whole. */
export function containerFacts(profile: ContainerProfile): Fact[] {
  return listOf([
    ['records', number(profile.records_count)], ['sampled', number(profile.sampled_records)],
    ['completeness', profile.completeness === null || profile.completeness === undefined ? null : shareText(profile.completeness)],
    ['duplicates', profile.duplicate_records === null || profile.duplicate_records === undefined ? null : `${numberText(profile.duplicate_records)}${profile.duplicate_error ? ` ± ${numberText(Math.round(profile.duplicate_error))}` : ''}`],
    ['bytes', profile.bytes === null || profile.bytes === undefined ? null : bytesText(profile.bytes)], ['files', number(profile.partitions_count)],
    ['changed', profile.last_modified ?? null], ['created', profile.created],
  ]);
}
