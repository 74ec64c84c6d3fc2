import { isText, type FieldStatistics } from '../field-statistics';
import type { ValueCount } from '../value-counts';
import type { Candidate } from './candidate';
import { nearTypo } from './near-typo';

/** At most this many values are listed in a check: a longer list is no rule that a person can read. */
export const longestList = 100;

/** Words and marks that stand for "no value". Where they are rare, they slipped in. */
const placeholder = /^(?:[\p{P}\p{S}\s]+|n\/?a|#n\/a|null|nil|nan|none|undefined|tbd|unknown|missing)$/iu;

interface Domain { readonly values: string[]; readonly typos: string[] }

/**
 * The values a field takes, without those that look like misspelt frequent ones or rare placeholders. `null` when the field is open: new values
 * keep turning up. The chance that the next row holds a new value is estimated by values seen once / rows (Good and Turing).
 */
export function domainOf(counts: readonly ValueCount[], present: number): Domain | null {
  const often = Math.max(3, Math.ceil(present * 0.002));
  const frequent = counts.filter((value) => value.count >= often);
  if (frequent.length === 0 || frequent.length > longestList) return null;
  const typos = new Set<string>();
  for (const rare of counts) {
    if (rare.value.trim() === '') continue;
    // The rarer a value is beside its twin, the more of it may be wrong.
    const few = rare.count <= Math.max(1, present * 0.003);
    if (few && placeholder.test(rare.value)) typos.add(rare.value);
    else if (frequent.some((other) => other.count >= (few ? 15 : 10) * rare.count && nearTypo(rare.value, other.value, few ? 0.25 : 0.13, few && frequent.length <= 12))) typos.add(rare.value);
  }
  const kept = counts.filter((value) => !typos.has(value.value));
  const seenOnce = kept.filter((value) => value.count === 1).length;
  const wrong = counts.filter((value) => typos.has(value.value)).reduce((sum, value) => sum + value.count, 0);
  if (kept.length > longestList || seenOnce / present > 0.01 || wrong / present > 0.05) return null;
  // Each value must have been seen several times on average, or there is no set, only a short table.
  if (present / kept.length < 5) return null;
  const learned = kept.reduce((sum, value) => sum + value.learned, 0);
  const tried = kept.reduce((sum, value) => sum + value.tried, 0);
  const surprises = kept.filter((value) => value.learned === 0).reduce((sum, value) => sum + value.tried, 0);
  if (learned > 0 && tried > 0 && surprises / tried > 0.01) return null;
  return { values: kept.map((value) => value.value).sort(), typos: [...typos] };
}

/** `expectedValues` for text fields with a small, closed set of values. */
export function valueSet(statistics: FieldStatistics, counts: readonly ValueCount[] | undefined): Candidate | null {
  const { column, present } = statistics;
  if (!isText(column) || !counts || present < 50) return null;
  const domain = domainOf(counts, present);
  if (!domain || domain.values.length < 2 && domain.typos.length === 0) return null;
  if (domain.values.some((value) => value.length > 200)) return null;
  return {
    rule: 'expectedValues', fields: [column.name], level: 1, tolerance: 0.06,
    properties: { list: domain.values },
    description: `${column.name} is one of ${domain.values.length} known values`,
  };
}
