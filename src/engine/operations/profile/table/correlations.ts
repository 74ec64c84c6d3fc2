import type { Session } from '../../../sql/session';
import { identifier } from '../../../sql/quote';
import { isNumber, type FieldStatistics } from '../field-statistics';
import { finiteDouble } from '../measures/finite';
import type { PreparedRows } from '../prepare-rows';

/** Two fields with Pearson's coefficient on the rows that have both, its standard error, and the line that tells one from the other. */
export interface Correlation {
  readonly field: string;
  readonly other: string;
  readonly coefficient: number;
  readonly error: number;
  readonly records: number;
  /** `other` = slope × `field` + intercept; and the other way round. */
  readonly forth: Line;
  readonly back: Line;
}
export interface Line { readonly slope: number; readonly intercept: number }

/** Fields compared at most: pairs grow with the square. Rows compared: more would move no second digit. */
const mostFields = 30;
const mostRows = 20_000;
const leastRows = 10;
const pairsAtOnce = 120;

interface Side { readonly name: string; readonly mean: number; readonly deviation: number; readonly sql: string }

/** Numbers that vary, those of a wide table that are there most often; in the table's order. */
function sides(statistics: readonly FieldStatistics[]): Side[] {
  const able = statistics.flatMap(({ column, mean, stdDev, present }, at) => {
    if (!isNumber(column) || mean === null || stdDev === null || !(stdDev > 0) || present < leastRows) return [];
    const sql = `((${finiteDouble(column, identifier(column.name))} - (${mean})) / ${stdDev})`;
    return [{ name: column.name, mean, deviation: stdDev, present, at, sql }];
  });
  return able.sort((a, b) => b.present - a.present || a.at - b.at).slice(0, mostFields).sort((a, b) => a.at - b.at);
}

/** From standardised values to the values themselves. */
function line(slope: number, intercept: number, from: Side, to: Side): Line {
  const real = (slope * to.deviation) / from.deviation;
  return { slope: real, intercept: to.mean + intercept * to.deviation - real * from.mean };
}

/** Correlations of all pairs of numeric fields, over rows taken evenly from the sample. */
export async function correlations(session: Session, statistics: readonly FieldStatistics[], prepared: PreparedRows, signal: AbortSignal): Promise<Correlation[]> {
  const chosen = sides(statistics);
  const pairs = chosen.flatMap((a, at) => chosen.slice(at + 1).map((b, more) => ({ a, b, x: `z${at}`, y: `z${at + 1 + more}` })));
  const step = Math.max(1, Math.ceil(prepared.sampleRows / mostRows));
  const from = `(SELECT ${chosen.map(({ sql }, at) => `${sql} AS z${at}`).join(', ')} FROM ${prepared.sample} WHERE ${prepared.position} % ${step} = 0)`;
  const found: Correlation[] = [];
  for (let start = 0; start < pairs.length; start += pairsAtOnce) {
    const part = pairs.slice(start, start + pairsAtOnce);
    // Covariance and the deviations of the rows that have both: the regression functions would go through the rows once each.
    const { rows: [row = []] } = await session.table(`SELECT ${part.map(({ x, y }) =>
      `regr_count(${y}, ${x}), regr_sxx(${y}, ${x}), regr_syy(${y}, ${x}), regr_sxy(${y}, ${x}), regr_avgx(${y}, ${x}), regr_avgy(${y}, ${x})`).join(', ')} FROM ${from}`, undefined, signal);
    for (const [at, { a, b }] of part.entries()) {
      const [n = 0, xx = 0, yy = 0, xy = 0, mx = 0, my = 0] = row.slice(at * 6, at * 6 + 6).map(Number);
      if (n < leastRows || !(xx > 0) || !(yy > 0)) continue;
      const coefficient = Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
      if (!Number.isFinite(coefficient)) continue;
      found.push({
        field: a.name, other: b.name, coefficient, error: (1 - coefficient ** 2) / Math.sqrt(n - 1), records: n,
        forth: line(xy / xx, my - (xy / xx) * mx, a, b), back: line(xy / yy, mx - (xy / yy) * my, b, a),
      });
    }
  }
  return found;
}
