/** Words that begin something an expression may not hold, and functions that it may not call, with what to say of them. */
const subQuery = 'use the rule existsIn or notExistsIn for values of another container, and aggregationComparison for one figure of it';
const windows = 'window functions are not allowed, since a row is judged by itself; use the rule unique for repeated keys, functionalDependency for values that must agree, and aggregationComparison for totals';
const volatile = 'it gives another value each time, so a check with it could not be repeated';
const outside = 'it reaches outside the row: files, settings, the environment or another query';
const unboundedText = 'how long its text becomes cannot be told; use concat, lpad or strftime';
const gathered = 'it makes one text or list of all rows, which has no bound; compare count, min, max or sum';

const words: readonly (readonly [words: string, reason: (word: string) => string])[] = [
  ['select from with values table union intersect except exists any all some having group order limit', (word) => `sub-queries are not allowed, so "${word}" is not; ${subQuery}`],
  ['where', () => 'leave out "WHERE" and write what stands behind it'],
  ['insert update delete merge create drop alter copy attach detach install load set pragma call export import truncate vacuum use', (word) => `statements are not allowed, so "${word}" is not`],
  ['over', () => windows],
  ['lambda', () => 'lambda functions are not allowed'],
  ['collate', () => 'collations are not allowed: texts are compared by their characters; compare lower(…) where case does not matter'],
];

export const refusedWords: ReadonlyMap<string, string> = new Map(words.flatMap(([list, reason]) => list.split(' ').map((word): [string, string] => [word, reason(word.toUpperCase())])));

const functions: readonly (readonly [names: string, reason: string])[] = [
  ['row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value', windows],
  ['random rand uuid newid gen_random_uuid uuidv4 uuidv7 nextval currval setseed txid_current clock_timestamp', volatile],
  ['getenv current_setting set_config read_csv read_csv_auto read_parquet parquet_scan read_json read_text read_blob glob query query_table getvariable current_user session_user version pg_sleep sleep pg_read_file', outside],
  ['printf format to_json json_object json_array array_to_json', unboundedText],
  ['string_agg listagg group_concat array_agg list histogram json_group_array', gathered],
  ['initcap', 'the sources disagree on what a word is; compare upper(left(…, 1)) with left(…, 1)'],
  ['soundex metaphone', 'use the rule entityResolution, which finds names that sound alike'],
  ['unnest explode generate_series range', 'it makes several rows of one; use list_contains, list_min, list_max or list_sum'],
  ['list_transform list_filter list_reduce transform filter reduce any_match all_match', 'lambda functions are not allowed; use list_contains, list_min, list_max or list_sum'],
  ['json_typeof jsonb_typeof', 'its words differ between sources; use json_type, which says e.g. OBJECT, ARRAY or VARCHAR'],
  ['months_between', "use date_diff('month', from, to)"],
  ['to_number', 'use CAST(… AS DECIMAL(18, 2)), which is null where the text is no number'],
  ['isnumeric isdate', 'use CAST(… AS DOUBLE) IS NOT NULL or CAST(… AS DATE) IS NOT NULL: a cast that fails is null'],
];

/** Functions that many know and no expression may call, with the reason. */
export const refusedFunctions: ReadonlyMap<string, string> = new Map(functions.flatMap(([names, reason]) => names.split(' ').map((name): [string, string] => [name, reason])));
