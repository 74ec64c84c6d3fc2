/** Other names that functions have in the SQL that people write, by the name in functions.ts that means the same. */
const names: Readonly<Record<string, string>> = {
  starts_with: 'prefix', ends_with: 'suffix', coalesce: 'nvl ifnull', length: 'len char_length character_length', lower: 'lcase', upper: 'ucase',
  substring: 'substr mid', strpos: 'instr', ceil: 'ceiling', pow: 'power', xor: 'bitwise_xor', regexp_matches: 'regexp_like',
  string_split: 'split str_split string_to_array', regexp_split_to_array: 'regexp_split', array_to_string: 'array_join',
  day: 'dayofmonth', dayofweek: 'weekday', week: 'weekofyear', date_part: 'datepart', date_diff: 'datediff', date_trunc: 'datetrunc',
  epoch: 'unix_timestamp', to_timestamp: 'from_unixtime', try_strptime: 'strptime',
  list_contains: 'array_contains', list_position: 'array_position', list_distinct: 'array_distinct', list_sort: 'array_sort', list_min: 'array_min', list_max: 'array_max',
  list_has_any: 'array_has_any arrays_overlap', list_has_all: 'array_has_all',
  json_extract_string: 'get_json_object json_extract_scalar json_value', json_array_length: 'jsonb_array_length',
  json_extract_path: 'jsonb_extract_path', json_extract_path_text: 'jsonb_extract_path_text',
  avg: 'mean', stddev_samp: 'stddev', var_samp: 'variance', count_if: 'countif', bool_and: 'every', arg_max: 'max_by', arg_min: 'min_by',
  approx_quantile: 'approx_percentile', mad: 'median_absolute_deviation',
};

export const otherNames: ReadonlyMap<string, string> = new Map(Object.entries(names).flatMap(([name, others]) => others.split(' ').map((other): [string, string] => [other, name])));
