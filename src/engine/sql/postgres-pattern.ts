import { fail } from '../../core/errors';

type Range = readonly [first: number, last: number];

const most = 0x10ffff;
const digits: readonly Range[] = [[48, 57]];
const word: readonly Range[] = [[48, 57], [65, 90], [95, 95], [97, 122]];
const space: readonly Range[] = [[9, 10], [12, 13], [32, 32]];
const letters: readonly Range[] = [[65, 90], [97, 122]];
/** What the named classes of RE2 hold: ASCII alone. */
const named: Readonly<Record<string, readonly Range[]>> = {
  alnum: [...digits, ...letters], alpha: letters, ascii: [[0, 127]], blank: [[9, 9], [32, 32]], cntrl: [[0, 31], [127, 127]], digit: digits,
  graph: [[33, 126]], lower: [[97, 122]], print: [[32, 126]], punct: [[33, 47], [58, 64], [91, 96], [123, 126]], space: [[9, 13], [32, 32]],
  upper: [[65, 90]], word, xdigit: [[48, 57], [65, 70], [97, 102]],
};
const controls: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

function cannot(what: string): never {
  return fail('unsupported', `PostgreSQL cannot decide the pattern as RE2 does: ${what}.`, { remedy: 'Write the pattern without it.' });
}

function complement(ranges: readonly Range[]): Range[] {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const rest: Range[] = [];
  let next = 1;
  for (const [first, last] of sorted) {
    if (first > next) rest.push([next, first - 1]);
    next = Math.max(next, last + 1);
  }
  if (next <= most) rest.push([next, most]);
  return rest;
}

/** The characters of a Unicode class: a general category, or a script. */
function unicodeRanges(name: string, anyCase: boolean): Range[] {
  // Whole groups of categories hold all cases of their letters.
  if (anyCase && name.length > 1) cannot('it ignores case within a Unicode class');
  const test = /^[LMNPSZC][a-z&]?$/.test(name) ? new RegExp(`^\\p{${name}}$`, 'u') : new RegExp(`^\\p{Script=${name}}$`, 'u');
  const ranges: [number, number][] = [];
  for (let point = 1; point <= most; point += 1) {
    if (!test.test(String.fromCodePoint(point))) continue;
    const last = ranges.at(-1);
    if (last?.[1] === point - 1) last[1] = point;
    else ranges.push([point, point]);
  }
  return ranges;
}

/** A single character whose other case is known. */
function letter(ranges: readonly Range[]): readonly Range[] {
  if (ranges.some(([first]) => first > 127)) cannot('it ignores case of letters beyond ASCII');
  return ranges;
}

/** With the other case of each letter that has one; only Latin letters of ASCII are folded, and what folds to them. */
function folded(ranges: readonly Range[]): Range[] {
  const more: Range[] = [];
  for (const [first, last] of ranges) {
    for (const [low, high, by] of [[65, 90, 32], [97, 122, -32]] as const) {
      const [from, to] = [Math.max(first, low), Math.min(last, high)];
      if (from <= to) more.push([from + by, to + by]);
    }
  }
  const has = (code: number): boolean => [...ranges, ...more].some(([first, last]) => first <= code && code <= last);
  // The Kelvin sign and the long s fold to letters of ASCII.
  return [...ranges, ...more, ...has(107) ? [[0x212a, 0x212a] as const] : [], ...has(115) ? [[0x17f, 0x17f] as const] : []];
}

/** Letters and digits of ASCII mean themselves everywhere; all others are written by their codes. */
const code = (point: number): string => (/^[A-Za-z0-9@_ ]$/.test(String.fromCodePoint(point)) ? String.fromCodePoint(point) : point > 0xffff ? `\\U${point.toString(16).padStart(8, '0')}` : `\\u${point.toString(16).padStart(4, '0')}`);

/** A set of characters as an atom. The character NUL, which no text of the server holds, is left out. */
function atom(ranges: readonly Range[]): string {
  const held = ranges.map(([first, last]): Range => [Math.max(first, 1), last]).filter(([first, last]) => first <= last);
  if (held.length === 0) return `[^${code(1)}-${code(most)}]`;
  const [only] = held;
  if (held.length === 1 && only![0] === only![1]) return code(only![0]);
  return `[${held.map(([first, last]) => (first === last ? code(first) : `${code(first)}-${code(last)}`)).join('')}]`;
}

interface Flags { readonly anyCase: boolean; readonly dotAll: boolean }

/**
 * An RE2 pattern as a regular expression of PostgreSQL that matches the same texts. The pattern must be one that RE2 takes.
 * All characters but letters and digits are written by their codes, and classes as ranges, so that neither locale nor options matter. Where a
 * match begins and ends may differ. Throws `unsupported` for what has no counterpart.
 */
export function postgresPattern(pattern: string): string {
  let at = 0;
  const rest = (): string => pattern.slice(at);

  function escaped(flags: Flags): Range[] | 'boundary' | 'inside' | 'start' | 'end' {
    const text = rest();
    const one = (length: number, point: number): Range[] => {
      at += length;
      return [[point, point]];
    };
    const octal = /^\\0[0-7]{0,2}/.exec(text)?.[0];
    if (octal) return one(octal.length, parseInt(octal.slice(1), 8));
    const hex = /^\\x(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2}))/.exec(text);
    if (hex) return one(hex[0].length, parseInt(hex[1] ?? hex[2]!, 16));
    const next = text[1]!;
    at += 2;
    switch (next) {
      case 'd': return [...digits];
      case 'D': return complement(digits);
      case 'w': return flags.anyCase ? folded(word) : [...word];
      case 'W': return complement(flags.anyCase ? folded(word) : word);
      case 's': return [...space];
      case 'S': return complement(space);
      case 'b': return 'boundary';
      case 'B': return 'inside';
      case 'A': return 'start';
      case 'z': return 'end';
      case 'p': case 'P': {
        const [whole, name = ''] = /^\\[pP](\{\^?\w+\}|\w)/.exec(text)!;
        at += whole.length - 2;
        const ranges = unicodeRanges(name.replace(/[{}^]/g, ''), flags.anyCase);
        return (next === 'P') !== name.startsWith('{^') ? complement(ranges) : ranges;
      }
      case 'C': return cannot('it matches single bytes');
      default: {
        const point = controls[next] ?? text.codePointAt(1)!;
        if (point > 0xffff) at += 1;
        return [[point, point]];
      }
    }
  }

  function bracket(flags: Flags): Range[] {
    at += 1;
    const not = pattern[at] === '^';
    if (not) at += 1;
    const ranges: Range[] = [];
    const item = (): Range[] => {
      if (pattern[at] === '\\') {
        const found = escaped(flags);
        return typeof found === 'string' ? cannot('its class') : found;
      }
      const point = pattern.codePointAt(at)!;
      at += point > 0xffff ? 2 : 1;
      return [[point, point]];
    };
    for (let first = true; first || pattern[at] !== ']'; first = false) {
      const class_ = /^\[:(\^?)([a-z]+):\]/.exec(rest());
      if (flags.anyCase && /^[^\0-\x7f]/.test(rest())) cannot('it ignores case of letters beyond ASCII');
      if (class_) {
        at += class_[0].length;
        const held = named[class_[2]!] ?? cannot('its class');
        ranges.push(...class_[1] ? complement(held) : held);
        continue;
      }
      const from = item();
      if (pattern[at] === '-' && pattern[at + 1] !== ']' && from.length === 1 && from[0]![0] === from[0]![1]) {
        at += 1;
        ranges.push([from[0]![0], item()[0]![1]]);
      } else ranges.push(...from);
    }
    at += 1;
    const all = flags.anyCase ? folded(ranges) : ranges;
    return not ? complement(all) : all;
  }

  function repetition(): string {
    const found = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(rest());
    if (!found) return '';
    at += found[0].length;
    if (found[1]) return found[1];
    if (Math.max(Number(found[2]), Number(found[4] || 0)) > 255) cannot('it repeats more than 255 times');
    return `{${found[2]}${found[3]}${found[4]}}`;
  }

  function alternatives(flags: Flags): string {
    let out = '';
    let now = flags;
    const chars = (ranges: readonly Range[]): string => atom(now.anyCase ? folded(letter(ranges)) : ranges) + repetition();
    const place = (sign: string): string => {
      const times = repetition();
      return times === '' ? sign : `(?:${sign})${times}`;
    };
    while (at < pattern.length && pattern[at] !== ')') {
      const sign = pattern[at]!;
      if (sign === '(') {
        const head = /^\((?:\?P<\w+>|\?([imsU]*)(?:-([imsU]+))?([:)]))?/.exec(rest())!;
        at += head[0].length;
        const [, on = '', off = '', end] = head;
        if (/[mU]/.test(on)) cannot('it has the flag m or U');
        const inner: Flags = { anyCase: (now.anyCase || on.includes('i')) && !off.includes('i'), dotAll: (now.dotAll || on.includes('s')) && !off.includes('s') };
        if (end === ')') {
          now = inner;
          continue;
        }
        const body = alternatives(inner);
        at += 1;
        out += `(?:${body})${repetition()}`;
      } else if (sign === '|') {
        at += 1;
        out += '|';
      } else if (pattern.startsWith('\\Q', at)) {
        const end = pattern.indexOf('\\E', at + 2);
        const text = pattern.slice(at + 2, end < 0 ? undefined : end);
        at = end < 0 ? pattern.length : end + 2;
        const points = [...text].map((one) => one.codePointAt(0)!);
        out += points.map((point, i) => (i === points.length - 1 ? chars([[point, point]]) : atom(now.anyCase ? folded(letter([[point, point]])) : [[point, point]]))).join('');
      } else if (sign === '\\') {
        const found = escaped(now);
        out += found === 'boundary' ? place('\\y') : found === 'inside' ? place('\\Y') : found === 'start' ? place('^') : found === 'end' ? place('$')
          : atom(found.length === 1 && now.anyCase ? folded(found) : found) + repetition();
      } else if (sign === '[') {
        out += atom(bracket(now)) + repetition();
      } else if (sign === '^' || sign === '$') {
        at += 1;
        out += place(sign);
      } else if (sign === '.') {
        at += 1;
        out += atom(now.dotAll ? [[1, most]] : complement([[10, 10]])) + repetition();
      } else {
        const point = pattern.codePointAt(at)!;
        at += point > 0xffff ? 2 : 1;
        out += chars([[point, point]]);
      }
    }
    return out;
  }
  return alternatives({ anyCase: false, dotAll: false });
}

/** Whether a pattern is one set of characters, once or in a run: of those, both find the same matches. */
export function isOneAtom(pattern: string): boolean {
  return /^(?:\\[a-zA-Z]|\[[^\]\\]+\]|[^\\[\](){}.*+?^$|])\+?$/.test(pattern);
}
