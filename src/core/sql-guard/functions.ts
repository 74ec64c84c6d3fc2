/** What an expression gives, as far as it can be told without the source. */
export type Gives = 'boolean' | 'other' | 'unknown';

export interface AllowedFunction {
  readonly least: number;
  readonly most: number;
  readonly gives: Gives;
}

const many = 50;

function table(gives: Gives, entries: Readonly<Record<string, readonly [least: number, most?: number]>>): [string, AllowedFunction][] {
  return Object.entries(entries).map(([name, [least, most = least]]) => [name, { least, most, gives }]);
}

/**
 * The functions that user SQL may call, one value in and one out. None of them reads files, settings or the
 * environment, and none takes a length to make (so no `repeat`, `lpad` or `printf`); how far others can grow together is bounded in growth.ts.
 */
export const rowFunctions: ReadonlyMap<string, AllowedFunction> = new Map([
  ...table('boolean', {
    starts_with: [2], ends_with: [2], contains: [2], prefix: [2], suffix: [2], regexp_matches: [2, 3], regexp_full_match: [2, 3],
    isnan: [1], isinf: [1], isfinite: [1], list_contains: [2], array_contains: [2],
  }),
  ...table('unknown', { coalesce: [1, many], ifnull: [2], nvl: [2], nullif: [2], if: [3], greatest: [1, many], least: [1, many], struct_extract: [2], list_extract: [2], element_at: [2] }),
  ...table('other', {
    length: [1], len: [1], char_length: [1], character_length: [1], strlen: [1], octet_length: [1], lower: [1], upper: [1], lcase: [1], ucase: [1],
    trim: [1, 2], ltrim: [1, 2], rtrim: [1, 2], substring: [2, 3], substr: [2, 3], left: [2], right: [2], reverse: [1],
    replace: [3], translate: [3], concat: [1, many], concat_ws: [2, many], split_part: [3], strpos: [2], instr: [2], position: [2],
    regexp_extract: [2, 3], regexp_replace: [3, 4], ascii: [1], unicode: [1], chr: [1], md5: [1], sha256: [1], hash: [1], strip_accents: [1],
    nfc_normalize: [1], levenshtein: [2], damerau_levenshtein: [2], jaro_winkler_similarity: [2], jaro_similarity: [2],
    abs: [1], ceil: [1], ceiling: [1], floor: [1], round: [1, 2], trunc: [1], sign: [1], sqrt: [1], cbrt: [1], exp: [1], ln: [1], log: [1, 2],
    log2: [1], log10: [1], pow: [2], power: [2], mod: [2], sin: [1], cos: [1], tan: [1], asin: [1], acos: [1], atan: [1], atan2: [2],
    radians: [1], degrees: [1], pi: [0], year: [1], month: [1], day: [1], dayofmonth: [1], hour: [1], minute: [1], second: [1], quarter: [1],
    week: [1], weekday: [1], dayofweek: [1], isodow: [1], dayofyear: [1], last_day: [1], dayname: [1], monthname: [1], date_trunc: [2],
    date_part: [2], datepart: [2], date_diff: [3], datediff: [3], date_sub: [3], date_add: [2], epoch: [1], epoch_ms: [1], epoch_us: [1],
    make_date: [3], make_timestamp: [6], strftime: [2], try_strptime: [2], to_days: [1], to_hours: [1], to_minutes: [1], to_seconds: [1],
    to_months: [1], to_years: [1], list_count: [1], array_length: [1], cardinality: [1], typeof: [1],
  }),
]);

/** Functions that make one value of many rows. */
export const aggregateFunctions: ReadonlyMap<string, AllowedFunction> = new Map([
  ...table('boolean', { bool_and: [1], bool_or: [1] }),
  ...table('unknown', { min: [1], max: [1], any_value: [1], mode: [1], first: [1], last: [1] }),
  ...table('other', {
    count: [1], sum: [1], avg: [1], mean: [1], median: [1], product: [1], stddev: [1], stddev_samp: [1], stddev_pop: [1], variance: [1],
    var_samp: [1], var_pop: [1], skewness: [1], kurtosis: [1], count_if: [1], countif: [1], quantile_cont: [2], quantile_disc: [2],
    approx_count_distinct: [1], corr: [2], covar_samp: [2], covar_pop: [2], entropy: [1],
  }),
]);

/** Names of types that a cast may name, with the type as it is written. */
export const castTypes: ReadonlyMap<string, string> = new Map(Object.entries({
  tinyint: 'TINYINT', smallint: 'SMALLINT', int: 'INTEGER', integer: 'INTEGER', bigint: 'BIGINT', long: 'BIGINT', hugeint: 'HUGEINT',
  utinyint: 'UTINYINT', usmallint: 'USMALLINT', uinteger: 'UINTEGER', ubigint: 'UBIGINT', float: 'FLOAT', real: 'FLOAT', double: 'DOUBLE',
  decimal: 'DECIMAL', numeric: 'DECIMAL', varchar: 'VARCHAR', text: 'VARCHAR', string: 'VARCHAR', char: 'VARCHAR', boolean: 'BOOLEAN', bool: 'BOOLEAN',
  date: 'DATE', time: 'TIME', timestamp: 'TIMESTAMP', datetime: 'TIMESTAMP', timestamptz: 'TIMESTAMPTZ', interval: 'INTERVAL', uuid: 'UUID',
}));

/** Parts of a date or time, and units of an interval. */
export const timeUnits: ReadonlySet<string> = new Set([
  'microsecond', 'millisecond', 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year', 'decade', 'century',
  'dow', 'isodow', 'doy', 'isoyear', 'yearweek', 'epoch',
]);

/** Words that begin something an expression may not hold, with what to say of it. */
export const refusedWords: ReadonlyMap<string, string> = new Map([
  ...['select', 'from', 'where', 'with', 'values', 'table', 'union', 'intersect', 'except', 'exists', 'any', 'all', 'some', 'having', 'group', 'order', 'limit']
    .map((word): [string, string] => [word, `sub-queries are not allowed, so "${word.toUpperCase()}" is not`]),
  ...['insert', 'update', 'delete', 'merge', 'create', 'drop', 'alter', 'copy', 'attach', 'detach', 'install', 'load', 'set', 'pragma', 'call', 'export', 'import', 'truncate', 'vacuum', 'use']
    .map((word): [string, string] => [word, `statements are not allowed, so "${word.toUpperCase()}" is not`]),
  ['over', 'window functions are not allowed'], ['lambda', 'lambda functions are not allowed'], ['collate', 'collations are not allowed'],
]);
