/** Edits (insert, delete, replace, swap neighbours) from one text to another, counted up to `limit` + 1. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let older: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, (older[j - 2] ?? 0) + 1);
      row.push(value);
      best = Math.min(best, value);
    }
    if (best > limit) return limit + 1;
    older = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

const digits = (text: string): string => text.replace(/\D+/g, '');
const withoutDigits = (text: string): string => text.replace(/\d/g, '');

/**
 * Whether a rare value is most likely a frequent one written wrongly: the same but for case, spaces and marks, or a few
 * letters away. `edits`: letters that may differ for each letter of the frequent value, 0..1. Values that differ in digits
 * alone are other codes of the same family, no misspellings; values of less than four letters are too close to each other
 * to tell, unless `short` says that there are few of them.
 */
export function nearTypo(rare: string, frequent: string, edits: number, short = false): boolean {
  if (rare === frequent) return false;
  if (letters(rare) === letters(frequent) && letters(rare) !== '') return true;
  if (frequent.length > 120 || rare.length > 140) return false;
  if (frequent.length < 4) return short && frequent.length > 1 && rare.length === frequent.length && /^\p{L}+$/u.test(rare + frequent) && editDistance(rare, frequent, 1) <= 1;
  const limit = Math.max(1, Math.floor(frequent.length * edits));
  if (editDistance(rare, frequent, limit) > limit) return false;
  return digits(rare) === digits(frequent) || (withoutDigits(rare) !== withoutDigits(frequent) && digits(rare).length !== digits(frequent).length);
}
