import { editDistance } from './edit-distance';
import { shapeOf } from './kinds';

const withoutDigits = (text: string): string => text.replace(/\d/g, '');
const digits = (text: string): string => text.replace(/\D/g, '');
const marks = /[^\p{L}\p{N}]/gu;

/** Whether two texts differ in their digits alone: other codes or amounts of one family, no misspellings. */
export function differInDigits(a: string, b: string): boolean {
  if (digits(a) === digits(b)) return false;
  return withoutDigits(a) === withoutDigits(b) || withoutDigits(a).replace(marks, '') === withoutDigits(b).replace(marks, '');
}

const isLetters = /\p{L}/u;
const longestWord = (text: string): number => Math.max(0, ...(text.match(/\p{L}+/gu) ?? []).map((word) => word.length));

/** Whether one word may be the other misspelt. Single letters and plurals are other words; short letters beside digits are codes. */
function wordMisspelt(word: string, right: string, alone: boolean, coded: boolean): boolean {
  if (!isLetters.test(word + right)) return false;
  const edits = Math.max(word.length, right.length) <= 7 ? 1 : 2;
  if (editDistance(word, right, edits) > edits) return false;
  if (word.length === 1 && right.length === 1 && !alone) return false;
  if (word.length === right.length && shapeOf(word) === shapeOf(right) && coded && longestWord(right) <= 2) return false;
  const [a, b] = [word.toLowerCase(), right.toLowerCase()];
  return `${a}s` !== b && `${b}s` !== a;
}

/** Whether a text may be a misspelling of another: word by word, at most two words off; or with a blank too many or too few. */
export function mayMisspell(text: string, right: string): boolean {
  const [words, rightWords] = [text.split(' '), right.split(' ')];
  if (words.length !== rightWords.length) return editDistance(text.replace(/ /g, ''), right.replace(/ /g, ''), 1) <= 1;
  const off = words.map((word, at) => [word, rightWords[at] ?? ''] as const).filter(([word, other]) => word !== other);
  return off.length <= 2 && off.every(([word, other]) => wordMisspelt(word, other, words.length === 1, /\d/.test(text)));
}
