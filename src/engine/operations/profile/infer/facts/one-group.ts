import type { SampleCodes } from './sample-codes';

/**
 * Whether rows are one natural group: most of them share a value of another field that hardly any other row has. What breaks a
 * rule in such rows is no mistake of each, but how things are there (the codes of one state, the wording of one source).
 */
export function isOneGroup(rows: readonly number[], codes: SampleCodes, except: readonly string[]): boolean {
  if (rows.length < 4) return false;
  return codes.columns.some(({ facts, codes: values }) => {
    if (except.includes(facts.name)) return false;
    const counts = new Map<number, number>();
    for (const row of rows) counts.set(values[row] ?? -1, (counts.get(values[row] ?? -1) ?? 0) + 1);
    let [code, count] = [-1, 0];
    for (const [value, times] of counts) if (value >= 0 && times > count) [code, count] = [value, times];
    if (count < 0.7 * rows.length) return false;
    return values.reduce((sum, value) => sum + (value === code ? 1 : 0), 0) <= 1.4 * count;
  });
}
