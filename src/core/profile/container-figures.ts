import type { ContainerProfile } from '../api/schemas/container-profile';
import type { FieldProfile } from '../api/schemas/field-profile';
import { barChart, heatMap } from './charts';
import type { Figure } from './figure';
import { bytesText, shareText } from './written-numbers';

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
/** Fields and pairs that are drawn at most; tables of figures hold no more either, so that a page stays small. */
const drawn = 60;
const listed = 400;

function completeness(fields: readonly FieldProfile[], container: string): Figure | null {
  if (fields.length === 0) return null;
  const some = fields.slice(0, listed);
  return {
    kind: 'completeness', drawing: barChart(some.slice(0, drawn).map(({ name, completeness: share }, row) => ({ label: name, value: share ?? 0, text: shareText(share ?? 0), row })), 1),
    rows: some.map((field) => [field.name, field.field_type ?? null, shareText(field.completeness ?? 0), field.approximate_distinct_values ?? null]),
    filters: some.map((field) => ((field.completeness ?? 1) < 1 ? `${identifier(field.name)} IS NULL` : null)), sampled: false,
    sql: `SELECT ${some.map(({ name }) => `count(${identifier(name)}) / count(*) AS ${identifier(name)}`).join(', ')} FROM ${identifier(container)}`,
  };
}

function correlations(profile: ContainerProfile): Figure | null {
  const pairs = profile.correlations ?? [];
  if (pairs.length === 0) return null;
  const names = [...new Set(pairs.flatMap(({ field, other }) => [field, other]))];
  // Strongest first, in the table; the map keeps the order of the fields.
  const sorted = [...pairs].sort((a, b) => Math.abs(b.coefficient) - Math.abs(a.coefficient));
  return {
    kind: 'correlations', drawing: heatMap(names, sorted.map(({ field, other, coefficient }, row) => ({ a: names.indexOf(field), b: names.indexOf(other), value: coefficient, row }))),
    rows: sorted.map(({ field, other, coefficient, error }) => [field, other, coefficient.toFixed(4), error.toFixed(4)]), filters: sorted.map(() => null), sql: null, sampled: true,
  };
}

/** All that there is to show of a container as a whole. */
export function containerFigures(profile: ContainerProfile | null, fields: readonly FieldProfile[], container: string): Figure[] {
  const plain = (kind: Figure['kind'], rows: Figure['rows'], sampled: boolean): Figure | null => (rows.length === 0 ? null : { kind, drawing: null, rows, filters: rows.map(() => null), sql: null, sampled });
  const sampled = (profile?.sampled_records ?? null) !== null;
  return [
    completeness(fields, container),
    profile && correlations(profile),
    profile && plain('keys', (profile.keys ?? []).map(({ fields: key, is_exact }) => [key.join(' + '), is_exact ? profile.records_count : profile.sampled_records ?? profile.records_count]), false),
    profile && plain('dependencies', (profile.dependencies ?? []).map((one) => [one.determinant, one.field, shareText(one.share), shareText(one.most_breaking), one.groups]), sampled),
    profile && plain('partitions', (profile.partitions ?? []).map(({ name, records, bytes, last_modified }) => [name, records ?? null, bytes === null || bytes === undefined ? null : bytesText(bytes), last_modified ?? null]), false),
  ].filter((figure) => figure !== null);
}
