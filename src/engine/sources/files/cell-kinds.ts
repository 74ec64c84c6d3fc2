/** One bit for each kind of text that a cell can be. */
export const cellKinds = { integer: 1, fraction: 2, special: 4, date: 8, timestamp: 16, zoned: 32, time: 64, boolean: 128, text: 256 } as const;

const full = (pattern: string) => (c: string): string => `regexp_full_match(${c}, '${pattern}')`;
const typed = (pattern: string, type: string) => (c: string): string => `(${full(pattern)(c)} AND try_cast(${c} AS ${type}) IS NOT NULL)`;

/**
 * What a cell must look like to be of a kind. Stricter than DuckDB's casts, which would read `007` as 7, `1.5` as 2 and `t` as
 * true: codes with leading zeros stay text, and nothing is rounded.
 */
const tests: readonly (readonly [kind: number, test: (c: string) => string])[] = [
  [cellKinds.integer, typed(' *[-+]?(0|[1-9][0-9]*) *', 'BIGINT')],
  [cellKinds.fraction, typed(' *[-+]?(0|[1-9][0-9]*)?(\\.[0-9]*)?([eE][-+]?[0-9]+)? *', 'DOUBLE')],
  [cellKinds.date, typed('[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}', 'DATE')],
  [cellKinds.timestamp, typed('[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?', 'TIMESTAMP')],
  [cellKinds.zoned, typed('[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)? ?(Z|[-+][0-9]{2}(:?[0-9]{2})?)', 'TIMESTAMPTZ')],
  [cellKinds.time, typed('[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?', 'TIME')],
  [cellKinds.boolean, full('(?i)true|false')],
  [cellKinds.special, full('(?i)[-+]?(nan|inf|infinity)')],
];

/** SQL that gives the kind of cell `c` (a quoted column), 0 for null; kinds in `likely` are tried first. */
export function kindOfCell(c: string, likely: number): string {
  const ordered = [...tests].sort(([a], [b]) => Number((likely & b) !== 0) - Number((likely & a) !== 0));
  const when = (list: typeof tests): string => list.map(([kind, test]) => `WHEN ${test(c)} THEN ${kind}`).join(' ');
  // Plain words leave after one test, unless something else is likely.
  const words = `WHEN NOT regexp_matches(${c}, '^[-+ .0-9]|^(?i:true|false|nan|inf|infinity)$') THEN ${cellKinds.text}`;
  const first = ordered.filter(([kind]) => (likely & kind) !== 0);
  return `CASE WHEN ${c} IS NULL THEN 0 ${when(first)} ${words} ${when(ordered.slice(first.length))} ELSE ${cellKinds.text} END`;
}

interface Numbers {
  /** Most significant digits of a number, most digits before and after its point; `exponent`: one is written as 1e5. */
  readonly digits: number;
  readonly whole: number;
  readonly scale: number;
  readonly exponent: boolean;
}

/** The narrowest type that holds cells of every kind in `kinds`. */
export function typeOfKinds(kinds: number, { digits, whole, scale, exponent }: Numbers): string {
  const only = (...allowed: number[]): boolean => kinds !== 0 && (kinds & ~allowed.reduce((a, b) => a | b, 0)) === 0;
  if (only(cellKinds.integer)) return 'BIGINT';
  if (only(cellKinds.integer, cellKinds.fraction, cellKinds.special) && kinds !== cellKinds.special) {
    // Seventeen digits may be a double as programs print it; more of them, or a larger whole part, only decimals keep.
    if ((digits > 17 || whole > 15) && !exponent && !(kinds & cellKinds.special) && whole + scale <= 38) return `DECIMAL(38,${scale})`;
    return 'DOUBLE';
  }
  if (only(cellKinds.date)) return 'DATE';
  if (only(cellKinds.date, cellKinds.timestamp)) return 'TIMESTAMP';
  if (only(cellKinds.date, cellKinds.timestamp, cellKinds.zoned)) return 'TIMESTAMPTZ';
  if (only(cellKinds.time)) return 'TIME';
  if (only(cellKinds.boolean)) return 'BOOLEAN';
  return 'VARCHAR';
}
