import { literal } from '../../sql/quote';

/** How the text of a cell becomes a value, where the reader of the file cannot be trusted with it. */
export interface CellReading {
  /** A quoted empty text is no value, since the column holds no texts. */
  readonly blank?: boolean;
  /** A blank stands before the zone of a moment. */
  readonly zone?: boolean;
  /** Texts that mean no value. */
  readonly nulls?: readonly string[];
  /** The sign before a fraction is a comma. */
  readonly comma?: boolean;
  readonly order?: 'ymd' | 'dmy' | 'mdy';
  /** The type is known from the first rows only: every cell is held against it. */
  readonly checked?: boolean;
  /** A person chose the type (`column_types`): a cell that it cannot hold is an error, not a reason to read text. */
  readonly asked?: boolean;
}

const orders = { ymd: ['([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})', '\\1-\\2-\\3'], dmy: ['([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})', '\\3-\\2-\\1'],
  mdy: ['([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})', '\\3-\\1-\\2'] } as const;

/** SQL of the text of `c` as the patterns of cells and the casts of DuckDB know it: ISO dates, a point before the fraction. */
export function normalText(c: string, { blank, nulls, zone, comma, order }: CellReading): string {
  let sql = blank ? `nullif(${c}, '')` : c;
  if (nulls?.length) sql = `CASE WHEN ${sql} IN (${nulls.map(literal).join(', ')}) THEN NULL ELSE ${sql} END`;
  if (order) sql = `regexp_replace(${sql}, '^${orders[order][0]}($|[ T])', '${orders[order][1]}\\4')`;
  // A point is no decimal sign here; it is replaced by what no number holds, so that 1.234 stays a text.
  if (comma) sql = `CASE WHEN regexp_full_match(${sql}, ' *[-+]?[0-9.,]+([eE][-+]?[0-9]+)? *') THEN translate(${sql}, ',.', '.?') ELSE ${sql} END`;
  if (zone) sql = `regexp_replace(${sql}, ' (Z|[-+][0-9:]+)$', '\\1')`;
  return sql;
}

const matches = (t: string, pattern: string): string => `regexp_full_match(${t}, '${pattern}')`;
const day = '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}';
const moment = (digits: number): string => `(${day})([ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{0,${digits}}0*)?)?)?`;

/** SQL that is TRUE where text `t` is a value of `type` that the type holds as it is written: nothing cut, nothing rounded. */
export function holds(t: string, type: string): string {
  const cast = `try_cast(${t} AS ${type}) IS NOT NULL`;
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(type);
  if (decimal) return `(${cast} AND ${matches(t, ` *[-+]?[0-9]*(\\.[0-9]{0,${decimal[2]}}0*)? *`)})`;
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) return `(${cast} AND ${matches(t, ' *[-+]?[0-9]+ *')})`;
  if (type === 'DOUBLE' || type === 'FLOAT') return `(${cast} AND (isfinite(try_cast(${t} AS ${type})) OR ${matches(t, '(?i) *[-+]?(nan|inf|infinity) *')}))`;
  if (type === 'DATE') return `(${cast} AND ${matches(t, day)})`;
  if (type === 'TIMESTAMP') return `(${cast} AND ${matches(t, moment(6))})`;
  if (type === 'TIMESTAMP_NS') return `(${cast} AND ${matches(t, moment(9))})`;
  if (type === 'TIMESTAMP WITH TIME ZONE') return `(${cast} AND ${matches(t, `${moment(6)}(Z|[-+][0-9]{2}(:?[0-9]{2})?)?`)})`;
  if (type === 'TIME') return `(${cast} AND ${matches(t, '[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{0,6}0*)?)?')})`;
  return `(${cast})`;
}

/** How most cells of a type look; a comparison by LIKE costs a tenth of a regular expression. */
const usual: Readonly<Record<string, readonly string[]>> = {
  DATE: ['____-__-__'], TIMESTAMP: ['____-__-_____:__:__', '____-__-__'], TIME: ['__:__:__', '__:__'],
  'TIMESTAMP WITH TIME ZONE': ['____-__-_____:__:__Z', '____-__-_____:__:__+__:__', '____-__-_____:__:__+__'],
};

/**
 * As {@link holds} for a type that was found in other cells: what would change its look (007, +5) is not of it. `v` is the cell as
 * that type, not null. The cheap tests that nearly every cell passes come first.
 */
function stays(t: string, v: string, type: string): string {
  if (type === 'BIGINT') return `(CAST(${v} AS VARCHAR) = ${t} OR ${matches(t, ' *-?(0|[1-9][0-9]*) *')})`;
  if (type === 'DOUBLE') return `(strlen(${t}) <= 15 AND ${matches(t, '-?(0|[1-9][0-9]*)(\\.[0-9]*)?')} OR ${holds(t, type)} AND ${exactDouble(t, null)})`;
  const looks = usual[type]?.map((look) => `${t} LIKE '${look}' OR `).join('') ?? '';
  return `(${looks}${holds(t, type)})`;
}

/**
 * SQL that is TRUE where number text `t` is kept by a double: it has no more digits than every double keeps (15), is written as
 * programs print that double, or is equal to it as a decimal with `scale` places (null: not asked).
 */
export function exactDouble(t: string, scale: number | null): string {
  const printed = `CAST(try_cast(${t} AS DOUBLE) AS VARCHAR)`;
  const digits = `length(regexp_replace(regexp_replace(${t}, '[eE].*$|[-+ ]', '', 'g'), '^0*\\.?0*|\\.', '', 'g'))`;
  const few = `(${digits} <= 15 AND isfinite(try_cast(${t} AS DOUBLE)) AND (try_cast(${t} AS DOUBLE) <> 0 OR ${digits} = 0))`;
  const wide = ` OR ${matches(t, ' *-?[0-9]{1,38} *')} AND coalesce(try_cast(${t} AS DECIMAL(38,0)) = try_cast(${printed} AS DECIMAL(38,0)), false)`;
  const equal = scale === null ? wide : ` OR NOT contains(lower(${t}), 'e') AND coalesce(try_cast(${t} AS DECIMAL(38,${scale})) = try_cast(${printed} AS DECIMAL(38,${scale})), false)`;
  return `(${few} OR lower(trim(${t})) = ${printed} OR ${matches(t, '(?i) *[-+]?(nan|inf|infinity) *')}${equal})`;
}

/**
 * SQL of the value of `t`, the {@link normalText} of a cell of column `name`, as `type`; `v` is `t` cast to it, null where that
 * cannot be. Where a cell is not of the type, the statement ends with an error that {@link toldCell} knows, with column and value.
 */
export function castCell(t: string, v: string, name: string, type: string, reading: CellReading): string {
  const fits = reading.checked && !reading.asked ? stays(t, v, type) : holds(t, type);
  const told = literal(`${reading.asked ? 'refused' : 'misfitting'}-cell:${Buffer.from(name).toString('base64url')}:${type}:`);
  return `CASE WHEN ${v} IS NOT NULL AND ${fits} THEN ${v} WHEN ${t} IS NULL THEN NULL ELSE error(${told} || left(${t}, 100)) END`;
}

/** A cell that the SQL of {@link castCell} refused; null for any other error. */
export function toldCell(error: unknown, kind: 'misfitting' | 'refused'): { column: string; type: string; value: string } | null {
  const match = new RegExp(`${kind}-cell:([\\w-]*):([^:]*):([\\s\\S]*)`).exec(error instanceof Error ? error.message : '');
  return match ? { column: Buffer.from(match[1] ?? '', 'base64url').toString(), type: match[2] ?? '', value: (match[3] ?? '').trimEnd() } : null;
}
