import type { FieldDrift } from '../../../../core/api/schemas/field-profile';
import type { MeasuredField } from '../field-profile';
import { readMoment } from '../measures/moments-as-numbers';
import { sharesBetween, type Quantile } from './interpolated-shares';
import { expectedDistance, jensenShannon } from './jensen-shannon';

type Profile = MeasuredField;
type Class = FieldDrift['changes'][number];

/** Distance above which a field is said to have drifted, as long as it is twice what chance makes. */
const notable = 0.1;
const listed = 3;
/** A value that no data holds, for the class of what is missing. */
const missing = 'missing';

const present = ({ completeness }: Profile): number => completeness ?? 1;
/** Records that shares were measured on. */
const looked = (profile: Profile, sampled: boolean): number => (sampled ? profile.sampled_records : null) ?? profile.records ?? 0;
const text = (value: number, type: string | null | undefined): string =>
  type === 'Date' || type === 'Timestamp' ? new Date(value).toISOString().slice(0, type === 'Date' ? 10 : 16) : String(Number(value.toPrecision(6)));

/** Shares of the values, where all of them are listed in both profiles. */
function overValues(before: Profile, now: Profile): Class[] | null {
  if (!before.histogram_buckets?.length || !now.histogram_buckets?.length) return null;
  const shares = (profile: Profile): Map<string, number> => new Map(profile.histogram_buckets?.map(({ value, ratio }) => [value, ratio ?? 0]) ?? []);
  const [old, current] = [shares(before), shares(now)];
  return [...new Set([...old.keys(), ...current.keys()])].map((value) => ({ what: `\`${value}\``, before: old.get(value) ?? 0, now: current.get(value) ?? 0 }));
}

/** A profile's quantiles with its least and greatest value; equal ones as one, the share that of the last. */
function quantilesOf(profile: Profile): Quantile[] {
  const number = (bound: Profile['min']): number | null => (typeof bound === 'number' ? bound : typeof bound === 'string' ? readMoment(bound) : null);
  const [min, max] = [number(profile.min), number(profile.max)];
  const all = [...(min === null ? [] : [{ share: 0, value: min }]), ...profile.quantiles ?? [], ...(max === null ? [] : [{ share: 1, value: max }])];
  return all.filter((one, at) => one.value !== all[at + 1]?.value);
}

/** Shares of the values between the quantiles that the field had before. */
function overQuantiles(before: Profile, now: Profile): Class[] | null {
  if (!before.quantiles?.length || !now.quantiles?.length) return null;
  // Where several quantiles are one value, its share lies anywhere between theirs: no edge to compare at.
  const single = ({ quantiles }: Profile, value: number): boolean => (quantiles ?? []).filter((one) => one.value === value).length < 2;
  const edges = before.quantiles.map(({ value }) => value).filter((value) => single(before, value) && single(now, value));
  if (edges.length === 0) return null;
  const [old, current] = [sharesBetween(quantilesOf(before), edges), sharesBetween(quantilesOf(now), edges)];
  const name = (at: number): string => {
    const [from, to] = [edges[at - 1], edges[at]];
    if (from === undefined) return `up to ${text(to ?? 0, now.field_type)}`;
    return to === undefined ? `above ${text(from, now.field_type)}` : `${text(from, now.field_type)} to ${text(to, now.field_type)}`;
  };
  return old.map((share, at) => ({ what: name(at), before: share * present(before), now: (current[at] ?? 0) * present(now) }));
}

/** Shares of the texts' formats; those not among the commonest in both are one class. */
function overFormats(before: Profile, now: Profile): Class[] | null {
  if (!before.formats?.length || !now.formats?.length) return null;
  const shares = (profile: Profile): Map<string, number> => new Map(profile.formats?.map(({ format, ratio }) => [format, (ratio ?? 0) * present(profile)]) ?? []);
  const [old, current] = [shares(before), shares(now)];
  const classes = [...new Set([...old.keys(), ...current.keys()])].map((format) => ({ what: format, before: old.get(format) ?? 0, now: current.get(format) ?? 0 }));
  const rest = (of: 'before' | 'now', profile: Profile): number => Math.max(0, present(profile) - classes.reduce((sum, one) => sum + one[of], 0));
  return [...classes, { what: 'other formats', before: rest('before', before), now: rest('now', now) }];
}

/** How far a field's values are from those of its profile before; null where there is nothing to compare. */
export function fieldDrift(before: Profile | undefined, now: Profile): FieldDrift | null {
  if (!before?.created || !(before.records ?? 0) || !(now.records ?? 0)) return null;
  const [values, quantiles] = [overValues(before, now), overQuantiles(before, now)];
  const formats = values ?? quantiles ? null : overFormats(before, now);
  const over = values ? 'values' : quantiles ? 'quantiles' : formats ? 'formats' : 'completeness';
  const own = values ?? quantiles ?? formats ?? [{ what: 'present', before: present(before), now: present(now) }];
  const classes = [...own, { what: missing, before: 1 - present(before), now: 1 - present(now) }].filter((one) => one.before > 0 || one.now > 0);
  const distance = jensenShannon(classes.map((one) => one.before), classes.map((one) => one.now));
  const sampled = over === 'quantiles' || over === 'formats';
  const expected = expectedDistance(classes.length, looked(before, sampled), looked(now, sampled));
  return {
    distance, expected, over, since: before.created, drifted: distance > notable && distance > 2 * expected,
    changes: classes.filter((one) => Math.abs(one.now - one.before) > 1e-9).sort((a, b) => Math.abs(b.now - b.before) - Math.abs(a.now - a.before)).slice(0, listed),
  };
}
