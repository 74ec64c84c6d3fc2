import type { ValueType } from './value-type';

/** What a function takes: a type of value, or `any`. */
export type ParameterType = Exclude<ValueType, 'unknown' | 'other'> | 'any' | 'moment';

/** What is known of a function that user SQL may call. How long its text can become is in growth.ts. */
export interface AllowedFunction {
  readonly parameters: readonly ParameterType[];
  readonly least: number;
  readonly most: number;
  /** `first`: the type of its first argument, a number; `common`: the one type of all, so that it may be a truth. */
  readonly gives: ValueType | 'first' | 'common';
}

const many = 50;

/** Reads `type, type?: type`; a type with `+` comes once or more. */
function signature(written: string): AllowedFunction {
  const [taken = '', gives = 'unknown'] = written.split(': ');
  const parameters = taken === '' ? [] : taken.split(', ');
  const required = parameters.filter((one) => !one.endsWith('?')).length;
  return {
    parameters: parameters.map((one) => one.replace(/[?+]$/, '') as ParameterType), least: required,
    most: taken.endsWith('+') ? many : parameters.length, gives: gives as AllowedFunction['gives'],
  };
}

/** `name name: signature` lines. */
function table(lines: string): ReadonlyMap<string, AllowedFunction> {
  return new Map(lines.trim().split('\n').flatMap((line) => {
    const [, names = '', written = ''] = /^\s*([\w ]+) \((.*)\)$/.exec(line)!;
    return names.split(' ').map((name): [string, AllowedFunction] => [name, signature(written)]);
  }));
}

/**
 * The functions that user SQL may call, one value in and one out: name (what it takes: what it gives). None of them reads files,
 * settings or the environment, and each gives the same for the same values. Other names for them are in other-names.ts.
 */
export const rowFunctions = table(`
  starts_with ends_with contains (any, any: boolean)
  regexp_matches regexp_full_match (text, text, text?: boolean)
  isnan isinf isfinite (any: boolean)
  list_contains (list, any: boolean)
  coalesce (any+: common)
  nullif (any, any: common)
  greatest least (any+: common)
  struct_extract (struct, text: unknown)
  list_extract element_at (any, any: unknown)
  length (any: whole)
  strlen (text: whole)
  octet_length (any: whole)
  lower upper reverse strip_accents nfc_normalize md5 sha256 (text: text)
  trim ltrim rtrim (text, text?: text)
  substring (text, whole, whole?: text)
  left right (text, whole: text)
  replace translate (text, text, text: text)
  concat (any+: text)
  concat_ws (text, any+: text)
  split_part (text, text, whole: text)
  strpos (text, text: whole)
  lpad rpad (text, whole, text: text)
  repeat (text, whole: text)
  hex (text: text)
  regexp_extract (text, text, whole?: text)
  string_split regexp_split_to_array (text, text: list)
  regexp_extract_all (text, text, whole?: list)
  regexp_replace (text, text, text, text?: text)
  ascii unicode (text: whole)
  chr (whole: text)
  hash (any: whole)
  levenshtein damerau_levenshtein (text, text: whole)
  jaro_winkler_similarity jaro_similarity (text, text: floating)
  abs (number: first)
  ceil floor (number: number)
  round (number, whole?: number)
  trunc (number, whole?: number)
  gcd lcm xor (whole, whole: whole)
  bit_count (whole: whole)
  sign (number: whole)
  sqrt cbrt exp ln log2 log10 sin cos tan asin acos atan radians degrees (number: floating)
  log (number, number?: floating)
  pow atan2 (number, number: floating)
  mod (number, number: number)
  pi (: floating)
  year month day hour minute second quarter week dayofweek isodow dayofyear isoyear yearweek (moment: whole)
  last_day (moment: date)
  dayname monthname (moment: text)
  date_trunc (text, any: other)
  date_part (text, any: number)
  age (timestamp, timestamp: interval)
  timezone (text, any: timestamp)
  date_diff date_sub (text, moment, moment: whole)
  epoch (any: number)
  to_timestamp (number: timestamp)
  epoch_ms (any: other)
  epoch_us (any: whole)
  make_date (whole, whole, whole: date)
  make_timestamp (whole, whole, whole, whole, whole, number: timestamp)
  strftime (any, any: text)
  try_strptime (text, any: timestamp)
  to_days to_weeks to_hours to_minutes to_seconds to_months to_years (number: interval)
  list_count array_length (list: whole)
  list_position (list, any: whole)
  list_sum list_avg (list: number)
  list_min list_max (list: unknown)
  list_distinct list_sort list_reverse map_keys map_values (any: list)
  list_slice (list, whole, whole: list)
  list_has_any list_has_all (list, list: boolean)
  array_to_string (list, text: text)
  json_extract (json, any: json)
  json_extract_string (json, any: text)
  json_exists (json, text: boolean)
  json_valid (text: boolean)
  json_contains (json, json: boolean)
  json_type (json, any?: text)
  json_array_length (json, any?: whole)
  json_keys (json, any?: list)
  cardinality (any: whole)
  typeof (any: text)
`);

/** Functions that make one value of many rows. */
export const aggregateFunctions = table(`
  bool_and bool_or (boolean: boolean)
  bit_and bit_or bit_xor (whole: whole)
  arg_max arg_min (any, any: unknown)
  approx_quantile (any, number: other)
  mad geomean (any: other)
  min max any_value mode first last (any: common)
  count (any: whole)
  sum product (number: number)
  avg (any: other)
  median (any: other)
  stddev_samp stddev_pop var_samp var_pop skewness kurtosis entropy (any: floating)
  count_if (boolean: whole)
  quantile_cont quantile_disc (any, number: other)
  approx_count_distinct (any: whole)
  corr covar_samp covar_pop (number, number: floating)
`);

/** Names of types that a cast may name, with the type as the tree has it. */
export const castTypes: ReadonlyMap<string, string> = new Map(Object.entries({
  tinyint: 'TINYINT', smallint: 'SMALLINT', int: 'INTEGER', integer: 'INTEGER', bigint: 'BIGINT', long: 'BIGINT', hugeint: 'HUGEINT',
  utinyint: 'UTINYINT', usmallint: 'USMALLINT', uinteger: 'UINTEGER', ubigint: 'UBIGINT', float: 'FLOAT', real: 'FLOAT', double: 'DOUBLE',
  decimal: 'DECIMAL', numeric: 'DECIMAL', varchar: 'VARCHAR', text: 'VARCHAR', string: 'VARCHAR', char: 'VARCHAR', boolean: 'BOOLEAN', bool: 'BOOLEAN',
  int1: 'TINYINT', int2: 'SMALLINT', int4: 'INTEGER', int8: 'BIGINT', int64: 'BIGINT', float4: 'FLOAT', float8: 'DOUBLE', float64: 'DOUBLE',
  dec: 'DECIMAL', character: 'VARCHAR', nvarchar: 'VARCHAR', bpchar: 'VARCHAR', uhugeint: 'UHUGEINT', json: 'JSON', jsonb: 'JSON',
  date: 'DATE', time: 'TIME', timestamp: 'TIMESTAMP', datetime: 'TIMESTAMP', timestamptz: 'TIMESTAMPTZ', interval: 'INTERVAL', uuid: 'UUID',
}));

/** Parts of a date or time, and units of an interval. */
export const timeUnits: ReadonlySet<string> = new Set([
  'microsecond', 'millisecond', 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year', 'decade', 'century',
  'dow', 'isodow', 'doy', 'isoyear', 'yearweek', 'epoch',
]);
