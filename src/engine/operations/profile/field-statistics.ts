import type { Row, Session } from '../../duckdb/session';
import type { Column } from '../../scan/port';
import { identifier } from '../../sources/quote';
import type { PreparedRows } from './prepare-rows';

/** Measured statistics of a field. Lengths in characters; `null` where the type has none or there is no value. */
export interface FieldStatistics {
  readonly column: Column;
  readonly rows: number;
  readonly present: number;
  /** Exact up to {@link exactDistinctRows} rows and for small domains, else from 1/64 of all hashes (sigma sqrt(63/D)). */
  readonly distinct: number | null;
  /** As text, exact. */
  readonly min: string | null;
  readonly max: string | null;
  readonly mean: number | null;
  readonly sum: number | null;
  readonly stdDev: number | null;
  readonly q1: number | null;
  readonly median: number | null;
  readonly q3: number | null;
  readonly minLength: number | null;
  readonly maxLength: number | null;
}

export const exactDistinctRows = 200_000;

export const isNumber = (column: Column): boolean => column.type === 'Integral' || column.type === 'Fractional';
export const isMoment = (column: Column): boolean => column.type === 'Date' || column.type === 'Timestamp';
export const isText = (column: Column): boolean => column.type === 'String';
const isNested = (column: Column): boolean => ['Array', 'Struct', 'MapType', 'Unknown', 'Binary'].includes(column.type);

/** Mean and deviation are of the finite numbers: one NaN or infinity would make both meaningless. */
function finite(column: Column): string {
  const c = identifier(column.name);
  return column.nativeType === 'DOUBLE' || column.nativeType === 'FLOAT' ? `CASE WHEN isfinite(${c}) THEN ${c} END` : c;
}

function aggregates(column: Column, at: number, rows: number): string[] {
  const c = identifier(column.name);
  const out = [`count(${c}) AS n${at}`];
  if (!isNested(column)) {
    out.push(rows <= exactDistinctRows ? `count(DISTINCT ${c}) AS d${at}` : `64 * count(DISTINCT ${c}) FILTER (hash(${c}) % 64 = 0) AS d${at}`);
    out.push(`min(${c})::VARCHAR AS lo${at}`, `max(${c})::VARCHAR AS hi${at}`);
  }
  if (isNumber(column)) out.push(`avg(${finite(column)})::DOUBLE AS mean${at}`, `sum(${finite(column)})::DOUBLE AS sum${at}`, `stddev_samp(${finite(column)}::DOUBLE) AS sd${at}`);
  if (isText(column) && column.nativeType === 'VARCHAR') out.push(`min(length(${c})) AS minl${at}`, `max(length(${c})) AS maxl${at}`);
  return out;
}

const numeric = (value: unknown): number | null => {
  if (value === null || value === undefined) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
};

/** A long text as minimum says nothing; it is cut. */
const short = (value: unknown): string | null => (value === null || value === undefined ? null : String(value).length > 200 ? `${String(value).slice(0, 200)}…` : String(value));

/**
 * Statistics of all fields in one pass over the rows, and quartiles from the sample: DuckDB's reservoir_quantile keeps only
 * the first rows of a sorted column, and its approx_quantile costs more than all the rest together.
 */
export async function fieldStatistics(session: Session, columns: readonly Column[], prepared: PreparedRows, signal: AbortSignal): Promise<FieldStatistics[]> {
  if (columns.length === 0) return [];
  const list = columns.flatMap((column, at) => aggregates(column, at, prepared.rows));
  const [row = {}]: Row[] = await session.query(`SELECT ${list.join(', ')} FROM ${prepared.all}`, undefined, signal);
  const numbers = columns.map((column, at) => [column, at] as const).filter(([column]) => isNumber(column));
  const quartiles: Row = numbers.length === 0 ? {} : (await session.query(`SELECT ${numbers.flatMap(([column, at]) =>
    [0.25, 0.5, 0.75].map((q, n) => `quantile_cont(${finite(column)}::DOUBLE, ${q}) AS q${n}_${at}`)).join(', ')} FROM ${prepared.sample}`, undefined, signal))[0] ?? {};
  return columns.map((column, at) => ({
    column, rows: prepared.rows, present: Number(row[`n${at}`] ?? 0),
    distinct: row[`d${at}`] === undefined ? null : Math.min(Number(row[`d${at}`]), Number(row[`n${at}`] ?? 0)),
    min: short(row[`lo${at}`]), max: short(row[`hi${at}`]),
    mean: numeric(row[`mean${at}`]), sum: numeric(row[`sum${at}`]), stdDev: numeric(row[`sd${at}`]),
    q1: numeric(quartiles[`q0_${at}`]), median: numeric(quartiles[`q1_${at}`]), q3: numeric(quartiles[`q2_${at}`]),
    minLength: numeric(row[`minl${at}`]), maxLength: numeric(row[`maxl${at}`]),
  }));
}
