import { partsOf, type Expression, type Shape } from './expression';
import { refuse } from './refusal';

/**
 * How long texts may become, so that no nest of functions fills the memory: each part of an expression carries the most
 * characters that it can give where every cell has {@link cell} of them.
 */
const cell = 1_000;
const longest = 1_000_000;
/** Of what is no text (numbers, moments, booleans), as text. */
const short = 40;
export const ofCell = cell;

const sum = (sizes: readonly number[]): number => sizes.reduce((a, b) => a + b, 0);
const most = (sizes: readonly number[]): number => Math.max(short, ...sizes);

/** Functions whose text is made of that of several, or of one many times over; all others give no more than they take. */
const growing: Readonly<Record<string, (sizes: readonly number[]) => number>> = {
  concat: sum,
  concat_ws: ([between = 0, ...rest]) => sum(rest) + between * rest.length,
  // Each character, or the place between two, may be replaced.
  replace: ([text = 0, , by = 0]) => text * Math.max(1, by),
  regexp_replace: ([text = 0, , by = 0]) => (text + 1) * Math.max(1, by),
  // As text: brackets around and a comma between the items.
  string_split: ([text = 0]) => text * 3 + 2, regexp_split_to_array: ([text = 0]) => text * 3 + 2, regexp_extract_all: ([text = 0]) => text * 3 + 2,
  array_to_string: ([list = 0, between = 0]) => list * Math.max(1, between),
  hex: ([text = 0]) => text * 8,
  strftime: (sizes) => short * Math.max(...sizes),
};

/** Functions that make a text of a length that their second argument says. */
const lengthened: ReadonlyMap<string, (size: number, length: number) => number> = new Map([
  ['lpad', (_, length) => length], ['rpad', (_, length) => length], ['repeat', (size, length) => size * length],
]);

function callSize(name: string, args: readonly Expression[]): number {
  const sizes = args.map(({ size }) => size);
  const lengthen = lengthened.get(name);
  if (!lengthen) return (growing[name] ?? most)(sizes);
  const length = args[1]!;
  if (length.kind !== 'number' || !/^\d{1,7}$/.test(length.text)) refuse(`the length that ${name} makes must be written as a whole number here`, length.start);
  return Math.max(short, lengthen(sizes[0]!, Number(length.text)));
}

function unbounded(shape: Shape): number {
  const largest = (): number => most(partsOf(shape).map(({ size }) => size));
  switch (shape.kind) {
    case 'text': return shape.value.length;
    case 'typed': return Math.max(short, shape.value.length);
    case 'number': return Math.max(short, shape.text.length);
    case 'cast': case 'member': return Math.max(short, shape.operand.size);
    case 'item': return shape.operand.size;
    case 'binary': return shape.operator === '||' ? shape.left.size + shape.right.size : short;
    case 'case': return most([...shape.branches.map(({ then }) => then.size), shape.otherwise?.size ?? 0]);
    case 'list': case 'row': return most([sum(shape.items.map(({ size }) => size + 2))]);
    case 'call': return callSize(shape.name, shape.args);
    case 'aggregate': return largest();
    default: return short;
  }
}

/** The most characters that a part gives. Refuses at `at` what can become too long. */
export function sizeOf(shape: Shape, at: number): number {
  const size = unbounded(shape);
  const name = shape.kind === 'call' ? shape.name : shape.kind === 'binary' ? shape.operator : shape.kind === 'list' ? 'a list' : null;
  if (size > longest && name !== null) {
    refuse(`${name} could make a text of more than a million characters here, out of fields of ${cell.toLocaleString('en')}; shorten what it inserts, or nest less`, at);
  }
  return size;
}
