import type { EditName } from '../../core/rules/dialect';

/** Each second digit from the right doubled, its digits added; the whole must end in 0 (ISO/IEC 7812-1, annex B). */
export function luhn(digits: string): string {
  const digit = `CAST(substr(${digits}, i, 1) AS INTEGER)`;
  const doubled = `(${digit} * 2) // 10 + (${digit} * 2) % 10`;
  return `(list_sum(list_transform(range(1, length(${digits}) + 1), lambda i: CASE WHEN (length(${digits}) - i) % 2 = 0 THEN ${digit} ELSE ${doubled} END)) % 10 = 0)`;
}

/** `pattern`: SQL of the pattern. */
export function anyLuhn(sql: string, pattern: string): string {
  const numbers = `list_transform(regexp_extract_all(${sql}, ${pattern}), lambda m: regexp_replace(m, '[ -]', '', 'g'))`;
  return `CASE WHEN ${sql} IS NOT NULL THEN coalesce(list_bool_or(list_transform(${numbers}, lambda n: ${luhn('n')})), FALSE) END`;
}

export function plainName(sql: string): string {
  return `trim(regexp_replace(lower(strip_accents(${sql})), '[^\\pL\\pN]+', ' ', 'g'))`;
}

/**
 * American Soundex as the US National Archives describe it: first letter and three digits; letters of one digit that
 * touch, or that only H or W part, count once; vowels and Y part them.
 */
function soundex(word: string): string {
  const letters = `regexp_replace(upper(strip_accents(${word})), '[^A-Z]', '', 'g')`;
  let digits = `translate(regexp_replace(${letters}, '(.)[HW]+', '\\1', 'g'), 'AEIOUYBFPVCGJKQSXZDTLMNR', '000000111122222222334556')`;
  for (const digit of '123456') digits = `regexp_replace(${digits}, '${digit}+', '${digit}', 'g')`;
  return `CASE WHEN ${letters} = '' THEN '' ELSE substr(substr(${letters}, 1, 1) || replace(substr(${digits}, 2), '0', '') || '000', 1, 4) END`;
}

export function soundexWords(sql: string): string {
  return `array_to_string(list_transform(string_split(${sql}, ' '), lambda w: ${soundex('w')}), ' ')`;
}

/** A bit for each letter that occurs, one for each that occurs twice, and one for each digit that occurs. */
export function letterMask(sql: string): string {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const patterns = [...letters.map((letter) => `%${letter}%`), ...letters.map((letter) => `%${letter}%${letter}%`), ...[...'0123456789'].map((digit) => `%${digit}%`)];
  return `(${patterns.map((pattern, bit) => `CASE WHEN ${sql} LIKE '${pattern}' THEN CAST(${2n ** BigInt(bit)} AS UBIGINT) ELSE CAST(0 AS UBIGINT) END`).join(' | ')})`;
}

/**
 * Three looks, each only where the one before does not decide: an edit changes at most two bits of the letter mask; a
 * transposition counts 1 in the Damerau-Levenshtein distance and at most 2 in the quicker Levenshtein distance.
 */
export function editDistanceAtMost(a: EditName, b: EditName, limit: string): string {
  const levenshtein = `levenshtein(${a.plain}, ${b.plain})`;
  return `CASE WHEN bit_count(xor(${a.mask}, ${b.mask})) > 2 * (${limit}) THEN FALSE WHEN ${levenshtein} <= ${limit} THEN TRUE `
    + `WHEN ${levenshtein} > 2 * (${limit}) THEN FALSE ELSE damerau_levenshtein(${a.plain}, ${b.plain}) <= ${limit} END`;
}
