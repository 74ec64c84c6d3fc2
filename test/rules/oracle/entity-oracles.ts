import fc from 'fast-check';
import { keyOf } from './compare';
import type { RuleOracle } from './oracle';

export function plainName(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split('').map((c) => (/[\p{L}\p{N}]/u.test(c) ? c : ' ')).join('').split(' ').filter(Boolean).join(' ');
}

/** American Soundex letter by letter. */
export function soundex(word: string): string {
  const letters = [...word.toUpperCase()].filter((c) => c >= 'A' && c <= 'Z');
  if (letters.length === 0) return '';
  const groups = ['AEIOUY', 'BFPV', 'CGJKQSXZ', 'DT', 'L', 'MN', 'R'];
  const code = (c: string): number => groups.findIndex((group) => group.includes(c));
  let result = letters[0]!;
  let last = code(letters[0]!);
  for (const letter of letters.slice(1)) {
    const digit = code(letter);
    if (digit < 0) continue;
    if (digit > 0 && digit !== last) result += digit;
    last = digit;
  }
  return result.slice(0, 4).padEnd(4, '0');
}

/** Damerau-Levenshtein distance (with transpositions that may have gaps) over UTF-8 bytes. */
export function distance(left: string, right: string): number {
  const [a, b] = [[...Buffer.from(left)], [...Buffer.from(right)]];
  const seen = new Map<number, number>();
  const most = a.length + b.length;
  const d = Array.from({ length: a.length + 2 }, () => new Array<number>(b.length + 2).fill(most));
  for (let i = 0; i <= a.length; i += 1) d[i + 1]![1] = i;
  for (let j = 0; j <= b.length; j += 1) d[1]![j + 1] = j;
  for (let i = 1; i <= a.length; i += 1) {
    let column = 0;
    for (let j = 1; j <= b.length; j += 1) {
      const [row, back] = [seen.get(b[j - 1]!) ?? 0, column];
      const same = a[i - 1] === b[j - 1];
      if (same) column = j;
      d[i + 1]![j + 1] = Math.min(d[i]![j]! + (same ? 0 : 1), d[i + 1]![j]! + 1, d[i]![j + 1]! + 1, d[row]![back]! + (i - row - 1) + 1 + (j - back - 1));
    }
    seen.set(a[i - 1]!, i);
  }
  return d[a.length + 1]![b.length + 1]!;
}

interface Entity { readonly distinct_field_name?: string; readonly pair_substrings?: boolean; readonly pair_homophones?: boolean; readonly spelling_similarity_threshold?: number }

function near(x: string, y: string, p: Entity): boolean {
  const [a, b] = [plainName(x), plainName(y)];
  if (a === b) return true;
  const inside = (part: string, whole: string): boolean => [...part].length >= 3 && ` ${whole} `.includes(` ${part} `);
  if (p.pair_substrings && (inside(a, b) || inside(b, a))) return true;
  const sound = (text: string): string => text.split(' ').map(soundex).join(' ');
  if (p.pair_homophones && sound(a) !== '' && sound(a) === sound(b)) return true;
  if (p.spelling_similarity_threshold === undefined) return false;
  const longest = Math.max([...a].length, [...b].length);
  const most = (1 - p.spelling_similarity_threshold) * longest + 1e-9;
  return longest > 0 && Math.abs([...a].length - [...b].length) <= most && distance(a, b) <= most;
}

export const entityOracles: readonly RuleOracle[] = [
  {
    rule: 'entityResolution', kinds: ['entity', 'tinyint'],
    checks: (world) => fc.record({
      distinct_field_name: fc.constantFrom(world.columns[1]!.name, undefined), pair_substrings: fc.boolean(), pair_homophones: fc.boolean(),
      spelling_similarity_threshold: fc.constantFrom(undefined, 0.5, 0.8, 1, 0),
    }).map((properties) => ({ fields: [world.columns[0]!.name], properties })),
    answer: (check, rows) => {
      const p: Entity = check.properties;
      const failing = rows.flatMap((row, index) => {
        const [name, value] = [row.get(check.fields[0]!), keyOf(row.get(p.distinct_field_name ?? check.fields[0]!) ?? null)];
        const other = typeof name === 'string' && rows.some((one) => {
          const otherName = one.get(check.fields[0]!);
          return typeof otherName === 'string' && keyOf(one.get(p.distinct_field_name ?? check.fields[0]!) ?? null) !== value && near(name, otherName, p);
        });
        return other ? [index] : [];
      });
      return { holds: failing.length === 0, rows: failing };
    },
  },
];
