import type { Row, Session } from '../../duckdb/session';
import { identifier } from '../quote';

/** One bit for each kind of text that a cell can be. */
const bits = { integer: 1, fraction: 2, special: 4, date: 8, timestamp: 16, zoned: 32, time: 64, boolean: 128, text: 256 } as const;

/**
 * The bit of a cell. Stricter than DuckDB's casts, which would read `007` as 7, `1.5` as 2 and `t` as true: codes with leading
 * zeros stay text, and nothing is rounded. The first branch lets plain words out after one test.
 */
function classify(column: string): string {
  const c = identifier(column);
  const is = (pattern: string, type: string): string => `regexp_full_match(${c}, '${pattern}') AND try_cast(${c} AS ${type}) IS NOT NULL`;
  return `CASE WHEN ${c} IS NULL THEN 0
    WHEN NOT regexp_matches(${c}, '^[-+ .0-9]|^(?i:true|false|nan|inf|infinity)$') THEN ${bits.text}
    WHEN ${is(' *[-+]?(0|[1-9][0-9]*) *', 'BIGINT')} THEN ${bits.integer}
    WHEN ${is(' *[-+]?(0|[1-9][0-9]*)?(\\.[0-9]*)?([eE][-+]?[0-9]+)? *', 'DOUBLE')} THEN ${bits.fraction}
    WHEN ${is('[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}', 'DATE')} THEN ${bits.date}
    WHEN ${is('[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?', 'TIMESTAMP')} THEN ${bits.timestamp}
    WHEN ${is('[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)? ?(Z|[-+][0-9]{2}(:?[0-9]{2})?)', 'TIMESTAMPTZ')} THEN ${bits.zoned}
    WHEN ${is('[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?', 'TIME')} THEN ${bits.time}
    WHEN regexp_full_match(${c}, '(?i)true|false') THEN ${bits.boolean}
    WHEN regexp_full_match(${c}, '(?i)[-+]?(nan|inf|infinity)') THEN ${bits.special}
    ELSE ${bits.text} END`;
}

interface Numbers {
  /** Most significant digits of a number, most digits before and after its point; `exponent`: one is written as 1e5. */
  readonly digits: number;
  readonly whole: number;
  readonly scale: number;
  readonly exponent: boolean;
}

/** The narrowest type that holds every kind of cell in `mask`. */
function typeOf(mask: number, { digits, whole, scale, exponent }: Numbers): string {
  const only = (...allowed: number[]): boolean => mask !== 0 && (mask & ~allowed.reduce((a, b) => a | b, 0)) === 0;
  if (only(bits.integer)) return 'BIGINT';
  if (only(bits.integer, bits.fraction, bits.special) && mask !== bits.special) {
    // Seventeen digits may be a double as programs print it; more of them, or a larger whole part, only decimals keep.
    if ((digits > 17 || whole > 15) && !exponent && !(mask & bits.special) && whole + scale <= 38) return `DECIMAL(38,${scale})`;
    return 'DOUBLE';
  }
  if (only(bits.date)) return 'DATE';
  if (only(bits.date, bits.timestamp)) return 'TIMESTAMP';
  if (only(bits.date, bits.timestamp, bits.zoned)) return 'TIMESTAMPTZ';
  if (only(bits.time)) return 'TIME';
  if (only(bits.boolean)) return 'BOOLEAN';
  return 'VARCHAR';
}

export interface TypedColumns {
  readonly types: readonly string[];
  /** Rows looked at. */
  readonly rows: number;
}

/**
 * Types of the columns of `from` (all of them VARCHAR), in one statement over at most `limit` rows; null looks at all.
 * A column is only what every cell looked at is. What comes later and does not fit is met when it is read (see read-container).
 */
export async function csvTypes(
  session: Session, from: string, names: readonly string[], limit: number | null, signal?: AbortSignal,
): Promise<TypedColumns> {
  const columns = names.map((name, at) => {
    const c = identifier(name);
    const number = `regexp_full_match(${c}, '[-+ .0-9eE]+')`;
    return `bit_or(${classify(name)}) AS m${at},
      max(length(regexp_replace(regexp_replace(${c}, '^[-+ ]*0*\\.?0*', ''), '[. ]', '', 'g'))) FILTER (${number}) AS d${at},
      max(length(regexp_extract(${c}, '[1-9][0-9]*'))) FILTER (${number} AND NOT regexp_matches(${c}, '^[-+ 0]*\\.')) AS w${at},
      max(length(regexp_extract(${c}, '\\.([0-9]+)', 1))) FILTER (${number}) AS s${at},
      coalesce(bool_or(contains(${c}, 'e') OR contains(${c}, 'E')) FILTER (${number}), false) AS e${at}`;
  });
  const source = limit === null ? from : `(SELECT * FROM ${from} LIMIT ${limit})`;
  const [row = {}]: Row[] = await session.query(`SELECT count(*) AS n, ${columns.join(',\n')} FROM ${source}`, undefined, signal);
  return {
    rows: Number(row.n ?? 0),
    types: names.map((_, at) => typeOf(Number(row[`m${at}`] ?? 0), {
      digits: Number(row[`d${at}`] ?? 0), whole: Number(row[`w${at}`] ?? 0), scale: Number(row[`s${at}`] ?? 0), exponent: row[`e${at}`] === true,
    })),
  };
}
