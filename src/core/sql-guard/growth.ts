import { refuse } from './refusal';

/**
 * How long texts may become, so that no nest of functions fills the memory: each part of an expression carries the most
 * characters that it can give where every cell has {@link cell} of them.
 */
const cell = 1_000;
const longest = 1_000_000;
/** Of what is no text (numbers, moments, booleans), as text. */
export const short = 40;
export const ofCell = cell;

const sum = (sizes: readonly number[]): number => sizes.reduce((a, b) => a + b, 0);
const most = (sizes: readonly number[]): number => Math.max(short, ...sizes);

/** Functions whose text is made of that of several, or of one many times over; all others give no more than they take. */
const growing: Readonly<Record<string, (sizes: readonly number[]) => number>> = {
  concat: sum, '||': sum,
  concat_ws: ([between = 0, ...rest]) => sum(rest) + between * rest.length,
  // Each character, or the place between two, may be replaced.
  replace: ([text = 0, , by = 0]) => text * Math.max(1, by),
  regexp_replace: ([text = 0, , by = 0]) => (text + 1) * Math.max(1, by),
  strftime: (sizes) => short * Math.max(...sizes),
};

/** The most characters that a function or operator gives. Refuses at `position` what can become too long. */
export function grownSize(name: string, sizes: readonly number[], position: number): number {
  const size = (growing[name] ?? most)(sizes);
  if (size > longest) {
    refuse(`${name} could make a text of more than a million characters here, out of fields of ${cell.toLocaleString('en')}; shorten what it inserts, or nest less`, position);
  }
  return size;
}
