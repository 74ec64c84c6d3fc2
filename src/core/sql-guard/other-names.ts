/** Other names that functions have in the SQL that people write, with the name in functions.ts that means exactly the same. */
export const otherNames: ReadonlyMap<string, string> = new Map(Object.entries({
  prefix: 'starts_with', suffix: 'ends_with', array_contains: 'list_contains', nvl: 'coalesce', ifnull: 'coalesce', len: 'length', char_length: 'length',
  character_length: 'length', lcase: 'lower', ucase: 'upper', substr: 'substring', instr: 'strpos', ceiling: 'ceil', power: 'pow',
  dayofmonth: 'day', weekday: 'dayofweek', datepart: 'date_part', datediff: 'date_diff', mean: 'avg', stddev: 'stddev_samp', variance: 'var_samp', countif: 'count_if',
}));
