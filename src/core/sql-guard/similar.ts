import { text } from './build';
import type { Expression } from './expression';
import { refuse } from './refusal';

const plain = /[A-Za-z0-9]/;

/** A class `[…]` at `at`; gives the index behind it. */
function behindClass(pattern: string, at: number, position: number): number {
  let end = at + 1;
  if (pattern[end] === '^') end += 1;
  if (pattern[end] === ']') end += 1;
  while (end < pattern.length && pattern[end] !== ']') {
    if (pattern.startsWith('[:', end)) end = Math.max(pattern.indexOf(':]', end), end) + 1;
    end += 1;
  }
  if (end >= pattern.length) refuse('a class "[" of the pattern is not closed', position);
  return end + 1;
}

/**
 * The pattern of SIMILAR TO as a regular expression for the whole text. `%`, `_`, `| * + ? {} () []` have the meaning of
 * the SQL standard. Signs that mean one thing there and another to DuckDB, which takes a regular expression, are refused,
 * unless a `%` or `_` tells that the standard is meant.
 */
export function similarPattern(pattern: Expression): Expression {
  if (pattern.kind !== 'text') refuse('the pattern of SIMILAR TO must be written as a text here', pattern.start);
  const source = pattern.value;
  let made = '';
  let standard = false;
  let unclear: string | null = null;
  for (let at = 0; at < source.length;) {
    const sign = source[at]!;
    let next = at + 1;
    if (sign === '[') {
      next = behindClass(source, at, pattern.start);
      made += source.slice(at, next);
    } else if (sign === '\\') {
      const escaped = source[at + 1];
      if (escaped === undefined) refuse('the pattern ends with a single backslash', pattern.start);
      if (plain.test(escaped) && !/[dDwWsS]/.test(escaped)) refuse(`\\${escaped} is not understood in a pattern of SIMILAR TO; use regexp_full_match`, pattern.start);
      next = at + 2;
      made += source.slice(at, next);
    } else if (sign === '%' || sign === '_') {
      standard = true;
      made += sign === '%' ? '.*' : '.';
    } else if (sign === '.' || sign === '^' || sign === '$') {
      unclear ??= sign;
      made += `\\${sign}`;
    } else made += sign;
    at = next;
  }
  if (unclear !== null && !standard) {
    refuse(`"${unclear}" in a pattern of SIMILAR TO is a plain sign by the SQL standard and a special one to some sources; write \\${unclear} for the sign, or use regexp_full_match`, pattern.start);
  }
  return text(`(?s)${made}`, pattern);
}
