/**
 * How much an anomaly weighs, 1 to 100 (shown as Severity):
 *
 *   20 x kind + 60 x spread + 20 x breadth
 *
 * kind: 1 for shape (it concerns the data as a whole), 0.5 for record. spread: the share of rows that break a check, on a
 * logarithmic scale on which all rows are 1, 1 % is 2/3 and one in a million is 0, because a tenth of a percent of a large
 * table is already many rows; 0.5 where no rows were counted. breadth: failed checks / 5, at most 1.
 */
export function severity(type: 'record' | 'shape', rows: number | null, failing: number | null, checks: number): number {
  const kind = type === 'shape' ? 1 : 0.5;
  const spread = failing === null || !rows ? 0.5 : Math.min(1, Math.max(0, 1 + Math.log10(Math.max(failing / rows, 1e-6)) / 6));
  return Math.max(1, Math.round(20 * kind + 60 * spread + 20 * Math.min(1, checks / 5)));
}
