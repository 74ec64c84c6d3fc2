/** From so many on, ids travel as one parameter: a statement of ten thousand numbers takes longer to be parsed than to run. */
const many = 500;

/** `column IN (…)`. Few ids are written into the statement, where DuckDB finds their rows by an index. */
export function amongIds(column: string, ids: Iterable<number>): { readonly sql: string; readonly values: readonly string[] } {
  const list = [...ids].filter(Number.isSafeInteger);
  if (list.length === 0) return { sql: 'false', values: [] };
  if (list.length < many) return { sql: `${column} IN (${list.join(',')})`, values: [] };
  return { sql: `${column} IN (SELECT unnest(?::BIGINT[]))`, values: [`[${list.join(',')}]`] };
}
