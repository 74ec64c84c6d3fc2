import { unicodeClasses } from './re2-classes';

/** Why a pattern is not taken, and where: index of the UTF-16 unit, 0-based. */
export interface RefusedSyntax {
  readonly reason: string;
  readonly position: number;
}

class Refused extends Error {
  constructor(readonly reason: string, readonly position: number) {
    super(reason);
  }
}

const groups: readonly (readonly [RegExp, string])[] = [
  [/^\?[=!]/, 'look-ahead is not part of RE2'],
  [/^\?<[=!]/, 'look-behind is not part of RE2'],
  [/^\?>/, 'atomic groups are not part of RE2'],
  [/^\?\(/, 'conditions are not part of RE2'],
  [/^\?#/, 'comments are not part of RE2'],
  [/^\?(R|[+-]?\d|&|P>)/, 'recursion is not part of RE2'],
  [/^\?P=/, 'back-references are not part of RE2'],
  [/^\?\|/, 'branch reset is not part of RE2'],
  [/^\?['<]/, 'groups are named by (?P<name>…) in RE2'],
  [/^\*/, 'verbs such as (*SKIP) are not part of RE2'],
];
const opening = /^(\?:|\?P<[A-Za-z_][A-Za-z0-9_]*>|\?[imsU]*(-[imsU]+)?[:)])/;
const simpleEscapes = new Set([...'adDfnrtvsSwWbBAzC']);
const classNames = new Set(['alnum', 'alpha', 'ascii', 'blank', 'cntrl', 'digit', 'graph', 'lower', 'print', 'punct', 'space', 'upper', 'word', 'xdigit']);

/** An escape at `at` (the backslash); gives the index behind it. */
function escape(pattern: string, at: number, inClass: boolean): number {
  const next = pattern[at + 1];
  const rest = pattern.slice(at);
  if (next === undefined) throw new Refused('it ends with a single backslash', at);
  if (/^\\[1-9]/.test(rest) || /^\\[kg][<{'\d-]/.test(rest)) throw new Refused('back-references are not part of RE2', at);
  if (/^\\0/.test(rest)) return at + /^\\0[0-7]{0,2}/.exec(rest)![0].length;
  if (next === 'x') {
    const hex = /^\\x(\{[0-9a-fA-F]{1,6}\}|[0-9a-fA-F]{2})/.exec(rest);
    if (!hex) throw new Refused('\\x needs two hexadecimal digits or \\x{…}', at);
    if (hex[1]!.startsWith('{') && parseInt(hex[1]!.slice(1), 16) > 0x10ffff) throw new Refused('there is no such character', at);
    return at + hex[0].length;
  }
  if (next === 'p' || next === 'P') {
    const name = /^\\[pP](\{\^?[A-Za-z_]+\}|[A-Za-z])/.exec(rest);
    if (!name) throw new Refused('\\p needs a Unicode class such as \\p{L}', at);
    if (!unicodeClasses.has(name[1]!.replace(/[{}^]/g, ''))) throw new Refused(`there is no Unicode class ${name[1]!}`, at);
    return at + name[0].length;
  }
  if (next < '\x80' && !/[A-Za-z0-9]/.test(next)) return at + 2;
  if (!simpleEscapes.has(next)) throw new Refused(`the escape \\${String.fromCodePoint(pattern.codePointAt(at + 1)!)} is not part of RE2`, at);
  if (inClass && /[bBAzCQE]/.test(next)) throw new Refused(`the escape \\${next} cannot stand in a class`, at);
  return at + 2;
}

const controls: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** One item of a class that begins at `at`: the index behind it, and its code point, null where it is several signs. */
function classItem(pattern: string, at: number): { end: number; code: number | null } {
  if (pattern[at] !== '\\') return { end: at + (pattern.codePointAt(at)! > 0xffff ? 2 : 1), code: pattern.codePointAt(at)! };
  const end = escape(pattern, at, true);
  const text = pattern.slice(at + 1, end);
  if (/^[dDsSwWpP]/.test(text)) return { end, code: null };
  if (text.startsWith('x')) return { end, code: parseInt(text.replace(/[x{}]/g, ''), 16) };
  if (text.startsWith('0')) return { end, code: parseInt(text, 8) };
  return { end, code: controls[text] ?? text.codePointAt(0)! };
}

/** A class `[…]` that begins at `at`; gives the index behind it. */
function bracket(pattern: string, at: number): number {
  let i = at + 1;
  if (pattern[i] === '^') i += 1;
  let first = true;
  while (i < pattern.length && (pattern[i] !== ']' || first)) {
    first = false;
    if (pattern.startsWith('[:', i) && pattern.indexOf(':]', i) > 0) {
      const end = pattern.indexOf(':]', i);
      if (!classNames.has(pattern.slice(i + 2, end).replace('^', ''))) throw new Refused('there is no such named class', i);
      i = end + 2;
      continue;
    }
    if (pattern.startsWith('&&', i)) throw new Refused('intersection of classes is not part of RE2', i);
    const item = classItem(pattern, i);
    const ranges = item.code !== null && pattern[item.end] === '-' && item.end + 1 < pattern.length && pattern[item.end + 1] !== ']';
    const last = ranges ? classItem(pattern, item.end + 1) : item;
    if (ranges && (last.code === null || last.code < item.code!)) throw new Refused('a range in a class ends before it begins', i);
    i = last.end;
  }
  if (i >= pattern.length) throw new Refused('a class "[" is not closed', at);
  return i + 1;
}

/** A repetition at `at`, or the same index where there is none. */
function repetition(pattern: string, at: number): number {
  const found = /^(?:[*+?]|\{(\d{1,9})(?:(,)(\d{1,9})?)?\})/.exec(pattern.slice(at));
  if (!found) return at;
  const [least, most] = [Number(found[1] ?? 0), Number(found[3] ?? found[1] ?? 0)];
  if (least > 1000 || most > 1000) throw new Refused('a repetition above 1000 is not part of RE2', at);
  if (found[3] !== undefined && least > most) throw new Refused('a repetition ends before it begins', at);
  let end = at + found[0].length;
  if (pattern[end] === '+') throw new Refused('possessive repetition is not part of RE2', at);
  if (pattern[end] === '?') end += 1;
  if (/^[*+?]|^\{\d+(,\d*)?\}/.test(pattern.slice(end))) throw new Refused('a repetition follows a repetition', end);
  return end;
}

function walk(pattern: string): void {
  const open: number[] = [];
  let i = 0;
  while (i < pattern.length) {
    const sign = pattern[i]!;
    if (sign === '(') {
      const inside = pattern.slice(i + 1);
      const refused = groups.find(([shape]) => shape.test(inside));
      if (refused) throw new Refused(refused[1], i);
      const head = opening.exec(inside);
      if (inside.startsWith('?') && !head) throw new Refused('this kind of group is not part of RE2', i);
      i += 1 + (head?.[0].length ?? 0);
      if (!head?.[0].endsWith(')')) open.push(i);
    } else if (sign === ')') {
      if (open.pop() === undefined) throw new Refused('a ")" has no "("', i);
      i = repetition(pattern, i + 1);
    } else if (sign === '|') i += 1;
    else if (pattern.startsWith('\\Q', i)) {
      const end = pattern.indexOf('\\E', i + 2);
      i = repetition(pattern, end < 0 ? pattern.length : end + 2);
    } else if (/^([*+?]|\{\d+(,\d*)?\})/.test(pattern.slice(i))) throw new Refused('there is nothing to repeat', i);
    else if (sign === '\\') i = repetition(pattern, escape(pattern, i, false));
    else if (sign === '[') i = repetition(pattern, bracket(pattern, i));
    else i = repetition(pattern, i + 1);
  }
  if (open.length > 0) throw new Refused('a "(" is not closed', open[open.length - 1]! - 1);
}

/**
 * The first thing in a pattern that RE2 does not take, null where there is none. The grammar is that of RE2's syntax
 * page; that a pattern needs too much memory is left to the source to say.
 */
export function refusedSyntax(pattern: string): RefusedSyntax | null {
  if (pattern.length > 10_000) return { reason: 'it is longer than 10000 characters', position: 10_000 };
  try {
    walk(pattern);
    return null;
  } catch (error) {
    if (error instanceof Refused) return { reason: error.reason, position: error.position };
    throw error;
  }
}
