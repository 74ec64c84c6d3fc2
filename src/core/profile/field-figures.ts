import type { FieldProfile } from '../api/schemas/field-profile';
import { barChart, boxPlot, columnChart, lineChart } from './charts';
import type { Figure } from './figure';
import { isMomentType, momentOf, numberText, shareText, valueText } from './written-numbers';

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const shown = 20;

const sampledOn = (profile: FieldProfile): boolean => (profile.sampled_records ?? null) !== null;

/** SQL that compares a field with a value that the profile gives as text. */
function equals(profile: FieldProfile, value: string): string | null {
  const field = identifier(profile.name);
  // A text that was cut names no value.
  if (value.endsWith('…')) return null;
  switch (profile.field_type) {
    case 'Integral': case 'Fractional': return Number.isFinite(Number(value)) ? `${field} = ${value}` : null;
    case 'Boolean': return value === 'true' ? field : `NOT ${field}`;
    case 'Date': return `${field} = DATE ${literal(value)}`;
    case 'String': return `${field} = ${literal(value)}`;
    default: return null;
  }
}

function values(profile: FieldProfile, container: string): Figure | null {
  const all = profile.histogram_buckets?.length ? profile.histogram_buckets : profile.top_values;
  if (!all?.length) return null;
  const missing = Math.round((1 - (profile.completeness ?? 1)) * (profile.records ?? 0));
  const rows = [...all.slice(0, shown).map(({ value, count, ratio }) => ({ label: value, count, ratio: ratio ?? null, filter: equals(profile, value) })),
    ...(missing > 0 ? [{ label: 'NULL', count: missing, ratio: 1 - (profile.completeness ?? 1), filter: `${identifier(profile.name)} IS NULL` }] : [])];
  const most = Math.max(...rows.map(({ count }) => count));
  return {
    kind: 'values', drawing: barChart(rows.map(({ label, count, ratio }, row) => ({ label: label === '' ? '""' : label, value: count, text: ratio === null ? String(count) : shareText(ratio), row })), most),
    rows: rows.map(({ label, count, ratio }) => [label, count, ratio === null ? null : shareText(ratio)]), filters: rows.map(({ filter }) => filter),
    sql: `SELECT ${identifier(profile.name)}, count(*) AS records FROM ${identifier(container)} GROUP BY 1 ORDER BY 2 DESC LIMIT ${shown}`, sampled: false,
  };
}

function histogram(profile: FieldProfile, container: string): Figure | null {
  const bins = profile.distribution;
  if (!bins?.length) return null;
  const { field_type: type } = profile;
  const field = identifier(profile.name);
  const bound = (value: number): string => (isMomentType(type) ? `TIMESTAMP ${literal(momentOf(value, 'Timestamp'))}` : String(value));
  // The outer bins hold what lies beyond them.
  const filters = bins.map(({ from, to }, at) => [
    ...(at === 0 ? [] : [`${field} >= ${bound(from)}`]), ...(at === bins.length - 1 ? [] : [`${field} < ${bound(to)}`]),
  ].join(' AND ') || null);
  return {
    kind: 'histogram', drawing: columnChart(bins.map(({ count }) => count), valueText(bins[0]?.from ?? 0, type), valueText(bins.at(-1)?.to ?? 0, type)),
    rows: bins.map(({ from, to, count }) => [valueText(from, type), valueText(to, type), count]), filters,
    sql: `SELECT ${filters.map((filter, at) => `count(*) FILTER (${filter ?? 'true'}) AS bin_${at + 1}`).join(', ')} FROM ${identifier(container)}`, sampled: sampledOn(profile),
  };
}

function quantiles(profile: FieldProfile, container: string): Figure | null {
  const list = profile.quantiles;
  const at = (share: number): number | undefined => list?.find((one) => one.share === share)?.value;
  const [low, q1, median, q3, high] = [list?.[0]?.value, at(0.25), at(0.5), at(0.75), list?.at(-1)?.value];
  if (!list?.length || low === undefined || q1 === undefined || median === undefined || q3 === undefined || high === undefined) return null;
  const { field_type: type } = profile;
  return {
    kind: 'quantiles', drawing: boxPlot({ low, q1, median, q3, high }, (value) => valueText(value, type)),
    rows: list.map(({ share, value }) => [shareText(share), valueText(value, type)]), filters: list.map(() => null), sampled: sampledOn(profile),
    sql: isMomentType(type) ? null : `SELECT quantile_cont(${identifier(profile.name)}, [${list.map(({ share }) => share).join(', ')}]) FROM ${identifier(container)}`,
  };
}

function formats(profile: FieldProfile): Figure | null {
  const list = profile.formats;
  if (!list?.length) return null;
  return {
    kind: 'formats', drawing: barChart(list.map(({ format, ratio, count }, row) => ({ label: format, value: count, text: shareText(ratio ?? 0), row })), Math.max(...list.map(({ count }) => count))),
    rows: list.map(({ format, count, ratio, example }) => [format, count, shareText(ratio ?? 0), example]), filters: list.map(() => null), sql: null, sampled: sampledOn(profile),
  };
}

function gaps(profile: FieldProfile): Figure | null {
  if (!profile.gaps?.longest.length) return null;
  return { kind: 'gaps', drawing: null, rows: profile.gaps.longest.map(({ from, to, periods }) => [from, to, periods]), filters: profile.gaps.longest.map(() => null), sql: null, sampled: false };
}

function related(profile: FieldProfile, container: string): Figure | null {
  const list = profile.field_correlations;
  if (!list?.length) return null;
  const models = new Map((profile.regression_models ?? []).map((model) => [model.field_name, model]));
  return {
    kind: 'related', drawing: barChart(list.map(({ field_name, coefficient }, row) => ({ label: field_name, value: Math.abs(coefficient), text: coefficient.toFixed(3), row })), 1),
    rows: list.map(({ field_name, coefficient, error }) => {
      const model = models.get(field_name);
      return [field_name, coefficient.toFixed(4), error === null || error === undefined ? null : error.toFixed(4), model ? `${numberText(model.slope)} × ${field_name} + ${numberText(model.intercept)}` : null];
    }),
    filters: list.map(() => null), sampled: true,
    sql: `SELECT ${list.map(({ field_name }) => `corr(${identifier(profile.name)}, ${identifier(field_name)})`).join(', ')} FROM ${identifier(container)}`,
  };
}

function drift(profile: FieldProfile): Figure | null {
  if (!profile.drift?.changes.length) return null;
  const { changes } = profile.drift;
  return { kind: 'drift', drawing: null, rows: changes.map(({ what, before, now }) => [what, shareText(before), shareText(now)]), filters: changes.map(() => null), sql: null, sampled: sampledOn(profile) };
}

/** `history`: the profiles of a field, the latest first. */
function trend(history: readonly FieldProfile[]): Figure | null {
  const all = [...history].reverse();
  if (all.length < 2) return null;
  const moment = ({ created }: FieldProfile): string => (created ?? '').slice(0, 16).replace('T', ' ');
  return {
    kind: 'trend', drawing: lineChart(all.map(({ completeness }) => completeness ?? null), moment(all[0]!), moment(all.at(-1)!)), filters: all.map(() => null), sql: null, sampled: false,
    rows: all.map((one) => [moment(one), one.records ?? null, one.completeness === null || one.completeness === undefined ? null : shareText(one.completeness),
      one.approximate_distinct_values ?? null, typeof one.mean === 'number' ? numberText(one.mean) : null]),
  };
}

/** All that there is to show of a field. `history`: its profiles, the latest first. */
export function fieldFigures(profile: FieldProfile, container: string, history: readonly FieldProfile[] = []): Figure[] {
  return [histogram(profile, container), quantiles(profile, container), values(profile, container), formats(profile), gaps(profile), related(profile, container), drift(profile), trend(history)]
    .filter((figure) => figure !== null);
}
