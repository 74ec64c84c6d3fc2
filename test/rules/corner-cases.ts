/**
 * A corner of each rule, written down by hand: a one-column (or more) table, a check, and the rows (1-based) that break
 * it. Shape rules without rows give true where they hold.
 */
export interface CornerCase {
  readonly rule: string;
  readonly corner: string;
  /** Column definitions of DuckDB. */
  readonly columns: string;
  /** Rows as VALUES. */
  readonly rows: readonly string[];
  readonly fields: readonly string[];
  readonly properties?: Record<string, unknown>;
  readonly breaks: readonly number[] | boolean;
  /** Rows of the other container, with the same columns. */
  readonly other?: readonly string[];
}

const a = ['a'];
const one = (rule: string, corner: string, columns: string, rows: readonly string[], breaks: CornerCase['breaks'], properties: Record<string, unknown> = {}, fields: readonly string[] = a): CornerCase =>
  ({ rule, corner, columns, rows, breaks, properties, fields });

const big = ["'9007199254740992'", "'9007199254740993'", "'9007199254740994'"];
const doubles = ["'NaN'", "'Infinity'", "'-Infinity'", 'NULL', '0.0', "'-0.0'"];

export const cornerCases: readonly CornerCase[] = [
  one('notNull', 'NaN, empty text and empty lists are values', 'a DOUBLE, b VARCHAR, c INTEGER[]', ["'NaN', '', []", 'NULL, NULL, NULL', '1, NULL, [NULL]'], [2, 3], {}, ['a', 'b', 'c']),
  one('anyNotNull', 'only all nulls at once', 'a DOUBLE, b VARCHAR', ["'NaN', NULL", 'NULL, NULL', "NULL, ''"], [2], {}, ['a', 'b']),
  one('between', 'NaN and infinity lie outside, null holds', 'a DOUBLE', doubles, [1, 2, 3], { min: 0, max: 0 }),
  one('between', 'beyond 2^53', 'a BIGINT', big, [1, 3], { min: '9007199254740993', max: '9007199254740993' }),
  one('minValue', 'NaN breaks, infinity holds', 'a DOUBLE', doubles, [1, 3], { value: 0 }),
  one('maxValue', 'beyond 2^53, decimal', 'a DECIMAL(38,10)', ["'9007199254740993.0000000001'", "'9007199254740993'"], [1], { value: '9007199254740993' }),
  one('greaterThan', 'the bound itself breaks', 'a DOUBLE', doubles, [1, 3, 5, 6], { value: 0 }),
  one('lessThan', 'beyond 2^53', 'a HUGEINT', big, [2, 3], { value: '9007199254740993' }),
  one('positive', 'negative zero is zero', 'a DOUBLE', doubles, [1, 3, 5, 6]),
  one('notNegative', 'negative zero holds', 'a DOUBLE', doubles, [1, 3]),
  one('minLength', 'code points, not bytes', 'a VARCHAR', ["'é'", "'👍🏽'", "''", "' '", 'NULL'], [1, 3, 4], { value: 2 }),
  one('maxLength', 'a composed letter is one, a decomposed one two', 'a VARCHAR', ["'é'", "'e' || chr(769)", "'日'"], [2], { value: 1 }),
  one('expectedValues', 'case and blanks matter, numbers by value', 'a VARCHAR', ["'a'", "'A'", "'a '", "''", 'NULL'], [2, 3, 4], { list: ['a'] }),
  one('expectedValues', '1, 1.0 and "1" are one number', 'a DECIMAL(10,2)', ['1', '1.01', 'NULL'], [2], { list: ['1.0'] }),
  one('expectedValues', 'a number between two steps of the type equals none', 'a INTEGER', ['1', '2', '-1', 'NULL'], [1, 2, 3], { list: [1.5, -0.5, '1e-9'] }),
  one('expectedValues', 'nor does one with more decimals than the type', 'a DECIMAL(10,2)', ['1.00', '1.01', '1.02'], [1, 2], { list: ['1.005', '1.02'] }),
  one('expectedValues', 'nor a time of day in a column of days', 'a DATE', ["'2024-01-01'", "'2024-01-02'"], [1], { list: ['2024-01-01T12:00:00Z', '2024-01-02'] }),
  one('expectedValues', 'nor a number beyond the type', 'a INTEGER', ['2147483647', '-2147483648'], [1, 2], { list: ['2147483648', '-2147483649', '1e30'] }),
  one('requiredValues', 'a number between two steps of the type is never there', 'a INTEGER', ['1', '2'], false, { list: [1.5] }),
  one('requiredValues', 'null and case do not help', 'a VARCHAR', ["'A'", 'NULL'], false, { list: ['a'] }),
  one('afterDateTime', 'before 1970 and time zones', 'a TIMESTAMPTZ', ["'1960-01-01 00:30:00+01'", "'1960-01-01 00:00:00+00'", "'1960-01-01 00:00:00.000001+00'", 'NULL'], [1, 2], { datetime: '1960-01-01' }),
  one('beforeDateTime', 'infinity is late', 'a DATE', ["'infinity'", "'-infinity'", "'1899-12-31'", "'1900-01-01'"], [1, 4], { datetime: '1900-01-01' }),
  one('betweenTimes', 'both ends hold, a date is its midnight in UTC', 'a DATE', ["'1969-12-31'", "'1970-01-01'", "'1970-01-02'"], [1], { min_time: '1969-12-31T00:00:01Z', max_time: '1970-01-02' }),
  one('notFuture', 'the moment of the scan holds', 'a TIMESTAMP', ["'2022-01-10 12:00:00'", "'2022-01-10 12:00:00.000001'", "'infinity'", 'NULL'], [2, 3]),
  one('unique', 'nulls have no key, NaN equals NaN', 'a DOUBLE', ['NULL', 'NULL', "'NaN'", "'NaN'", '1', "'-0.0'", '0.0'], [3, 4, 6, 7]),
  one('unique', 'in a pair null equals null', 'a INTEGER, b VARCHAR', ["1, NULL", "1, NULL", 'NULL, NULL', 'NULL, NULL', "1, ''"], [1, 2], {}, ['a', 'b']),
  one('distinctCount', 'null is not counted', 'a VARCHAR', ['NULL', "''", "' '", "''"], true, { comparison: 'equal to', value: 2 }),
  one('matchesPattern', 'the whole text, one code point a dot', 'a VARCHAR', ["'ab'", "'xab'", "'👍'", "''", 'NULL', "'a' || chr(10)"], [2, 4, 6], { pattern: 'ab|.' }),
  one('satisfiesExpression', 'null holds, also what cannot be computed', 'a BIGINT', ['NULL', '9223372036854775807', '3', '-3'], [4], { expression: 'a * a * a > 0' }, []),
  one('fieldCount', 'a list is one field', 'a INTEGER[], b VARCHAR', ['NULL, NULL'], true, { value: 2 }, []),
  one('expectedSchema', 'names are exact, types in any case', 'a DECIMAL(10,2), "B b" VARCHAR', ['NULL, NULL'], true, { list: [{ name: 'a', type: 'decimal(10, 2)' }, { name: 'B b', type: 'string' }] }, []),
  one('equalTo', 'a tolerance has sharp ends', 'a DECIMAL(10,2)', ['9.89', '9.90', '10.10', '10.11', 'NULL'], [1, 4], { value: 10, numeric_comparator: { epsilon: '0.01', as_absolute: false } }),
  one('equalToField', 'beyond 2^53 and of two types', 'a BIGINT, b DECIMAL(20,1)', ["'9007199254740993', '9007199254740993.0'", "'9007199254740993', '9007199254740992.9'", 'NULL, 1'], [2], { field_name: 'b' }),
  one('greaterThanField', 'NaN is above nothing', 'a DOUBLE, b DOUBLE', ["'NaN', 1", "1, 'NaN'", "'Infinity', 1", "'NaN', NULL", '1, 1'], [1, 2, 5], { field_name: 'b' }),
  one('lessThanField', 'a date is its midnight in UTC', 'a DATE, b TIMESTAMPTZ', ["'1969-12-31', '1969-12-31 00:00:01+00'", "'1969-12-31', '1969-12-31 01:00:00+02'"], [2], { field_name: 'b' }),
  { ...one('existsIn', 'nulls on either side do not matter', 'a INTEGER', ['NULL', '1', '2'], [3], { field_name: 'a', ref_container_id: 1 }), other: ['1', 'NULL'] },
  { ...one('notExistsIn', 'NaN is found', 'a DOUBLE', ['NULL', "'NaN'", '2'], [2], { field_name: 'a', ref_container_id: 1 }), other: ["'NaN'", 'NULL'] },
  one('containsCreditCard', 'the Luhn digit decides', 'a VARCHAR', ["'no 4111-1111-1111-1111.'", "'4111-1111-1111-1112'", "''", 'NULL'], [2, 3]),
  one('containsEmail', 'a domain has two parts', 'a VARCHAR', ["'to: a.b+c@d.example!'", "'a@b'", "''", 'NULL'], [2, 3]),
  one('containsSocialSecurityNumber', 'numbers never issued', 'a VARCHAR', ["'123-45-6789'", "'666-45-6789'", "'0123-45-6789'", 'NULL'], [2, 3]),
  one('containsUrl', 'any case', 'a VARCHAR', ["'see HTTP://x.y'", "'www.x.y'", "''", 'NULL'], [2, 3]),
  one('isCreditCard', 'full-width digits are none', 'a VARCHAR', ["'4111 1111 1111 1111'", "'４111111111111111'", "'41111111111'", "''", 'NULL'], [2, 3, 4]),
  one('isType', 'days that do not exist', 'a VARCHAR', ["'1900-02-28'", "'1900-02-29'", "''", "' 2024-01-01'", 'NULL'], [2, 3, 4], { field_type: 'Date' }),
  one('isAddress', 'blank texts have no part', 'a VARCHAR', ["'12 Main St, Springfield, IL 62701'", "'Hauptstr. 5, 10115 Berlin, Germany'", "' , '", "'Springfield'", 'NULL'], [3, 4], { required_labels: ['road', 'city', 'postcode'] }),
  one('aggregationComparison', 'a sum of no rows is null, which holds', 'a INTEGER', [], true, { expression: 'sum(a)', comparison: 'gt', ref_expression: 'count(*)', ref_container_id: 1 }, []),
  one('aggregationComparison', 'a constant reference stands for itself, with many rows', 'a INTEGER', ['1', '2', 'NULL'], false, { expression: 'sum(a)', comparison: 'gte', ref_expression: '4', ref_container_id: 1 }, []),
  one('aggregationComparison', 'a constant reference with no rows, also of the other container', 'a INTEGER', [], false, { expression: 'count(*)', comparison: 'gt', ref_expression: '0', ref_filter: 'a > 1', ref_container_id: 1 }, []),
  one('aggregationComparison', 'now() is the moment of the scan', 'a TIMESTAMP', ["'2022-01-09 11:59:59'", 'NULL'], false,
    { expression: 'max(a)', comparison: 'gte', ref_expression: 'now() - INTERVAL 1 DAY', ref_container_id: 1 }, []),
  one('aggregationComparison', 'a day before now() holds', 'a TIMESTAMP', ["'2022-01-09 12:00:00'", 'NULL'], true,
    { expression: 'max(a)', comparison: 'gte', ref_expression: "now() - INTERVAL '1 day'", ref_container_id: 1 }, []),
  one('aggregationComparison', 'a constant on both sides', 'a INTEGER', ['1', '2'], false, { expression: '3', comparison: 'lt', ref_expression: '2 + 1', ref_container_id: 1 }, []),
  one('aggregationComparison', 'an aggregate of a constant counts rows', 'a INTEGER', ['NULL', '2'], true, { expression: 'sum(1)', comparison: 'eq', ref_expression: '2', ref_container_id: 1 }, []),
  one('sum', 'beyond 2^53, exactly', 'a BIGINT', ["'9007199254740993'", 'NULL', '1'], true, { value: '9007199254740994' }),
  one('sum', 'NaN equals nothing', 'a DOUBLE', ["'NaN'", '1'], false, { value: 1 }),
  one('freshness', 'the end of the span holds', 'a INTEGER', [], true, { value: 3_600_000 }, []),
  one('volumetric', 'a change holds while nothing is recorded', 'a INTEGER', ['1'], true, { comparison: 'Percentage Change', max: -50 }, []),
  one('minPartitionSize', 'no rows are too few', 'a INTEGER', [], false, { value: 1 }, []),
  one('maxPartitionSize', 'rows that repeat count', 'a INTEGER', ['1', '1', 'NULL'], false, { value: 2 }, []),
  one('metric', 'both ends hold, NaN breaks', 'a DOUBLE', doubles, [1, 2, 3], { comparison: 'Absolute Value', min: 0, max: 0 }),
  one('predictedBy', 'a null prediction holds', 'a DOUBLE, b DOUBLE', ['1, NULL', 'NULL, 1', '1, 2', '1, 2.5', "'NaN', 'NaN'", "'Infinity', 'Infinity'"], [4, 5, 6], { expression: 'b', tolerance: 1 }),
  one('timeDistributionSize', 'an empty day counts as 0', 'a TIMESTAMP', ["'1969-12-30 23:00:00'", "'1970-01-01'", 'NULL', "'infinity'"], false, { interval_name: 'Daily', min_size: 1 }),
  { ...one('dataDiff', 'null equals null, NaN equals NaN', 'a DOUBLE, b VARCHAR', ["'NaN', NULL", "NULL, 'x'", "1, 'x '"], [3], { ref_container_id: 1 }, ['a', 'b']), other: ["'NaN', NULL", "NULL, 'x'", "1, 'x'"] },
  { ...one('isReplicaOf', 'a row must occur equally often', 'a INTEGER', ['1', '1'], [1, 2], { ref_container_id: 1 }), other: ['1'] },
  one('entityResolution', 'accents and case do not matter, null holds', 'a VARCHAR, b INTEGER', ["'Müller', 1", "'MULLER', 2", "'Meier', 3", 'NULL, 4', "'Meier', 3"], [1, 2], { distinct_field_name: 'b' }),
  one('entityResolution', 'a name that is part of another counts from three letters on, as whole words', 'a VARCHAR, b INTEGER', ["'abc', 1", "'the abc shop', 2", "'xy', 3", "'the xy shop', 4", "'shopping abcd', 5"], [1, 2], { distinct_field_name: 'b', pair_substrings: true }),
  one('entityResolution', 'names that sound alike, also where H or W part letters of one sound', 'a VARCHAR, b INTEGER',
    ["'Robert', 1", "'Rupert', 2", "'Schwsel', 3", "'Schsel', 4", "'Tymczak', 5", "'Honeyman', 6"], [1, 2, 3, 4], { distinct_field_name: 'b', pair_homophones: true }),
  one('isType', 'hours that do not exist, zones', 'a VARCHAR', ["'2024-02-29 23:59'", "'2024-02-29 24:00'", "'2024-02-29T00:00:00.5+05:30'", "'2024-02-29 00:60'", "'2024-02-29'"], [2, 4, 5], { field_type: 'Timestamp' }),
  one('timeDistributionSize', 'nanoseconds before 1970 are in 1969', 'a TIMESTAMP_NS', ["'1969-12-31 23:59:59.999999999'", "'1969-12-31 00:00:00'"], true, { interval_name: 'Daily', min_size: 2 }),
  one('notMisspelled', 'case, an edit, another code, a new value, empty text', 'a VARCHAR', ["'Birmingham'", "'BIRMINGHAM'", "'Birmingxam'", "'Birimngham'", "'Dothan'", "''", 'NULL', "'Suite 10'", "'Suite 11'", "'Birminghum'"],
    [2, 3, 4], { list: ['Birmingham', 'Suite 10'], allowed: ['Birminghum'] }),
  one('notMisspelled', 'edits by the length of the listed text', 'a VARCHAR', ["'abcdefx'", "'abcdexx'", "'abcdefgx'", "'abcdefxx'", "'abcdexxx'"], [1, 3, 4], { list: ['abcdefg', 'abcdefgh'] }),
  one('functionalDependency', 'the majority of a group, ties, short groups, nulls', 'a VARCHAR, k INTEGER',
    ["'x', 1", "'x', 1", "'x', 1", "'y', 1", 'NULL, 1', "'x', 2", "'y', 2", "'x', 2", "'y', 2", "'x', 3", "'y', 3", "'x', NULL", "'y', NULL"], [4, 5], { determinants: ['k'], missing_breaks: true }),
  one('functionalDependency', 'a frequent other value is no mistake', 'a DOUBLE, k VARCHAR', ["'NaN', ''", "'NaN', ''", "'NaN', ''", "'NaN', ''", "1, ''", "1, ''", "2, ''"], [7], { determinants: ['k'], min_share: 0.5, max_odd_share: 0.2 }),
  one('maxDecimals', 'NaN and infinity break, big numbers hold', 'a DOUBLE', ["'NaN'", "'-Infinity'", '0.1', '0.15', '1e300', 'NULL', '-12.30001', '-12.30000001'], [1, 2, 4, 7], { decimals: 1 }),
  one('notPlaceholder', 'any case and blanks, signs, not empty texts or words within texts', 'a VARCHAR', ["' N/A '", "'--'", "''", "' '", "'none of it'", "'?'", 'NULL', "'日'", "'Unknown'"], [1, 2, 6, 9]),
  one('userDefinedFunction', 'never runs here', 'a INTEGER', [], false, { assertion: 'x' }),
];
