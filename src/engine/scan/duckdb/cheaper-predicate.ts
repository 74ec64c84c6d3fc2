/**
 * Forms of predicates that mean the same and cost less, measured on DuckDB 1.5. Only whole predicates of exactly the known
 * shapes are replaced, so that nothing inside a text literal is ever touched.
 */

const column = '("(?:[^"]|"")+")';
const equalTrim = new RegExp(`^\\(NOT TRY\\(\\(${column} = trim\\(${column}\\)\\)\\)\\)$`);
const trimEqual = new RegExp(`^\\(NOT TRY\\(\\(trim\\(${column}\\) = ${column}\\)\\)\\)$`);
const tooLong = new RegExp(`^\\(length\\(${column}\\) > (\\d+)\\)$`);
const tooShort = new RegExp(`^\\(length\\(${column}\\) < (\\d+)\\)$`);

/** Text of one byte a character needs its ends looked at only, since of those trim takes away nothing but spaces. */
function untrimmed(name: string): string {
  return `(CASE WHEN strlen(${name}) = length(${name}) THEN ${name} LIKE ' %' OR ${name} LIKE '% ' ELSE ${name} <> trim(${name}) END)`;
}

/** Length in bytes is stored with a text; characters, of one to four bytes each, are counted only where bytes do not decide. */
function long(name: string, most: bigint): string {
  return `(CASE WHEN strlen(${name}) > ${most} THEN length(${name}) > ${most} END)`;
}

function short(name: string, least: bigint): string {
  return `(CASE WHEN strlen(${name}) < ${least * 4n} THEN length(${name}) < ${least} END)`;
}

/** A predicate that is TRUE on exactly the same rows and never costs more. `texts`: quoted names of the columns that are VARCHAR. */
export function cheaperPredicate(predicate: string, texts: ReadonlySet<string>): string {
  const trim = equalTrim.exec(predicate) ?? trimEqual.exec(predicate);
  if (trim && trim[1] === trim[2] && texts.has(trim[1] ?? '')) return untrimmed(trim[1] ?? '');
  const most = tooLong.exec(predicate);
  if (most && texts.has(most[1] ?? '')) return long(most[1] ?? '', BigInt(most[2] ?? 0));
  const least = tooShort.exec(predicate);
  if (least && texts.has(least[1] ?? '')) return short(least[1] ?? '', BigInt(least[2] ?? 0));
  return predicate;
}
