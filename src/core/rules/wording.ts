import type { Outcome, Violation } from './rule';

/** A name in a sentence: between backticks, cut where it is very long. */
export function named(name: string): string {
  const plain = name.replace(/`/g, "'").replace(/\p{Cc}/gu, ' ');
  return `\`${plain.length > 80 ? `${plain.slice(0, 79)}…` : plain}\``;
}

/** `A`, `B` and `C` */
export function namedList(names: readonly string[]): string {
  const all = names.map(named);
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all[all.length - 1]}`;
}

/** A value in a sentence, cut where it is long. */
export function quoted(value: string | null | undefined): string {
  if (value === null || value === undefined) return 'nothing';
  const plain = value.replace(/\p{Cc}/gu, ' ');
  return plain.length > 100 ? `${plain.slice(0, 99)}…` : plain;
}

/** `'a', 'b'` and how many more. */
export function valueList(values: readonly string[], shown = 10): string {
  const first = values.slice(0, shown).map((value) => `'${quoted(value)}'`).join(', ');
  return values.length > shown ? `${first} and ${values.length - shown} more` : first;
}

/** Share in percent with three decimals; never 0 or 100 where it is not exactly that. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '0.000 %';
  const text = ((part / whole) * 100).toFixed(3);
  if (text === '0.000' && part > 0) return 'less than 0.001 %';
  if (text === '100.000' && part < whole) return 'more than 99.999 %';
  return `${text} %`;
}

export function records(outcome: Pick<Outcome<unknown>, 'filtered' | 'rows'>): string {
  return `${outcome.rows ?? 0} ${outcome.filtered ? 'filtered ' : ''}record${outcome.rows === 1 ? '' : 's'}`;
}

/** "In `A` and `B`, ": empty where the check has no field. */
export function inFields(fields: readonly string[]): string {
  return fields.length === 0 ? '' : `In ${namedList(fields)}, `;
}

export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Texts for rules that count rows.
 * @param breaks what the failing rows do, e.g. `are not unique`
 * @param expected what every row should be, e.g. `at most 10`
 */
export function countedViolation<P>(outcome: Outcome<P>, breaks: string, expected: string): Violation {
  const { rows, failing, coverage } = outcome;
  const share = `${percent(failing ?? 0, rows ?? 0)} of ${records(outcome)} (${failing ?? 0})`;
  const atLeast = coverage < 1 ? `; at least ${percent(coverage, 1)} must hold` : '';
  return {
    message: sentence(`${inFields(outcome.fields)}${share} ${breaks}${atLeast}`),
    expected: coverage < 1 ? `${expected} in at least ${percent(coverage, 1)} of the records` : expected,
    found: `${failing ?? 0} of ${records(outcome)}`,
  };
}

/** Texts for rules with one answer for all rows. `about` is a clause without capital, e.g. `the sum is 5 instead of 6`. */
export function shapeViolation<P>(outcome: Outcome<P>, about: string, expected: string, found: string): Violation {
  return { message: sentence(`${inFields(outcome.fields)}${about}`), expected, found };
}
