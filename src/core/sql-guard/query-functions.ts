import { aggregateFunctions, rowFunctions } from './functions';
import { otherNames } from './other-names';

/** Functions over a window of rows. */
const windowFunctions = [
  'row_number', 'rank', 'rank_dense', 'dense_rank', 'percent_rank', 'cume_dist', 'ntile', 'lag', 'lead', 'first_value', 'last_value', 'nth_value', 'fill',
];

/** What a query may call beside what an expression of one row may: nothing of it reads files, settings or the system, or depends on chance; `now` is a filter's "last week". */
const more = [
  'count_star', 'arg_min', 'arg_max', 'min_by', 'max_by', 'string_agg', 'group_concat', 'listagg', 'list', 'array_agg', 'histogram', 'quantile', 'fsum', 'sumkahan', 'favg',
  'bit_and', 'bit_or', 'bit_xor', 'regr_slope', 'regr_intercept', 'regr_r2', 'covar_pop', 'mad', 'kurtosis_pop', 'geomean', 'approx_quantile', 'any_value', 'grouping', 'grouping_id',
  'unnest', 'struct_pack', 'row', 'list_value', 'list_aggregate', 'list_sort', 'list_distinct', 'list_unique', 'list_filter', 'list_transform', 'list_apply', 'now', 'today', 'current_date', 'current_timestamp', 'get_current_timestamp', 'localtimestamp', 'list_sum', 'list_min', 'list_max', 'list_avg',
  'list_slice', 'array_slice', 'array_extract', 'string_split', 'str_split', 'split', 'string_to_array', 'array_to_string', 'regexp_extract_all', 'regexp_split_to_array', 'json_extract', 'json_extract_string',
  'json_array_length', 'json_valid', 'json_type', 'map_extract', 'map_keys', 'map_values', 'cast', 'try', 'strptime', 'century', 'decade', 'era', 'isoyear', 'yearweek', 'age', 'datesub', 'datetrunc', 'extract',
  'make_time', 'monthname', 'even', 'factorial', 'gcd', 'lcm', 'least_common_multiple', 'greatest_common_divisor', 'cot', 'sinh', 'cosh', 'tanh', 'bit_count', 'xor', 'divide', 'multiply', 'subtract', 'add', 'fdiv', 'fmod',
  'bar', 'base64', 'to_base64', 'from_base64', 'hex', 'to_hex', 'sha1', 'ord', 'initcap', 'hamming', 'jaccard', 'like_escape', 'not_like_escape', 'ilike_escape', 'not_ilike_escape', 'like', 'ilike', 'date_bin', 'time_bucket',
  'epoch_ns', 'to_timestamp', 'to_milliseconds', 'to_microseconds', 'to_weeks', 'timezone', 'mismatches', 'isodow', 'constant_or_null', 'error', 'array_value', 'array_has', 'list_has', 'list_has_any', 'list_has_all', 'list_position',
  'list_reverse', 'array_distinct', 'union_value', 'enum_code', 'is_histogram_other_bin', 'nextafter', 'signbit', 'gamma', 'lgamma', 'parse_filename', 'parse_path', 'url_decode', 'url_encode',
];

/** Names of the functions that the query of a computed container may call. */
export const queryFunctions: ReadonlySet<string> = new Set([...rowFunctions.keys(), ...aggregateFunctions.keys(), ...otherNames.keys(), ...windowFunctions, ...more]);

/** Functions that may stand behind FROM: they make rows of values that the query itself holds. */
export const tableFunctions: ReadonlySet<string> = new Set(['unnest']);
