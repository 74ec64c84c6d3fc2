/** What a check asserts, as far as it can be loosened. */
export interface Loosenable {
  readonly rule: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly coverage: number | null;
}

/** More values than these are not written into a list by one click. */
const mostValues = 100;

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** The number among the texts that is the least (-1) or the greatest (1) by its own words, so that nothing is rounded; null where one is none. */
function extreme(values: readonly string[], side: -1 | 1): string | null {
  let found: string | null = null;
  for (const value of values) {
    if (value.trim() === '' || !Number.isFinite(Number(value))) return null;
    if (found === null || Math.sign(Number(value) - Number(found)) === side) found = value;
  }
  return found;
}

/** The further of a bound and a value on a side. */
function further(bound: unknown, value: string, side: -1 | 1): unknown {
  return bound === null || bound === undefined || Math.sign(Number(value) - Number(bound)) === side ? value : bound;
}

/** The properties with which these failing values hold; null where the rule has nothing that could be widened to them. */
export function widened({ rule, properties }: Loosenable, failing: readonly (string | null)[]): Record<string, unknown> | null {
  const values = [...new Set(failing.filter((value): value is string => value !== null))];
  if (values.length === 0 || values.length > mostValues || values.length < new Set(failing).size) return null;
  const [least, greatest] = [extreme(values, -1), extreme(values, 1)];
  const lengths = values.map((value) => [...value].length);
  switch (rule) {
    case 'expectedValues': return { ...properties, list: [...texts(properties.list), ...values.filter((value) => !texts(properties.list).includes(value))] };
    case 'notMisspelled': return { ...properties, allowed: [...new Set([...texts(properties.allowed), ...values])] };
    case 'between': return least === null || greatest === null ? null
      : { ...properties, min: further(properties.min, least, -1), max: further(properties.max, greatest, 1), inclusive_min: true, inclusive_max: true };
    case 'minValue': case 'greaterThan': return least === null ? null : { ...properties, value: further(properties.value, least, -1), inclusive: true };
    case 'maxValue': case 'lessThan': return greatest === null ? null : { ...properties, value: further(properties.value, greatest, 1), inclusive: true };
    case 'minLength': return { ...properties, value: Math.min(Number(properties.value), ...lengths) };
    case 'maxLength': return { ...properties, value: Math.max(Number(properties.value), ...lengths) };
    default: return null;
  }
}

/** The greatest share of rows, in hundredths of a percent, that holds now; null where there are no rows. */
export function coverageThatHolds(rows: number, failing: number): number | null {
  if (rows <= 0 || failing < 0 || failing > rows) return null;
  const share = Math.floor(((rows - failing) / rows) * 10_000) / 10_000;
  return failing > 0 ? Math.min(share, 0.9999) : 1;
}
