import { median } from './numbers';

/** A value that was captured at a moment, in milliseconds since 1970. */
export interface MetricPoint {
  readonly at: number;
  readonly value: number;
  /** What was expected then, where something was. */
  readonly expected?: number | null;
  /** It lay outside of what was expected. */
  readonly outside?: boolean;
}

/** So many points outside, one after another, are a new level and no mistake. */
const adoptAfter = 3;
/** Points before a new level that say how far it is from the old one. */
const beforeLevel = 14;
/** Slots that may be empty in a row; after a longer pause the season is taken up where it is. */
const longestGap = 14;

/** The usual time between two points, in milliseconds; null for fewer than three. */
export function spacing(points: readonly MetricPoint[]): number | null {
  const late = points.slice(-60);
  return late.length < 3 ? null : median(late.slice(1).map((point, i) => point.at - late[i]!.at));
}

/**
 * Values to learn from, in the order of the points. One that lay outside stands as what was expected, so that a mistake is
 * not learned. Where three in a row lay outside, they are the new level: what was before is moved there.
 */
export function learnedValues(points: readonly MetricPoint[]): number[] {
  let values: number[] = [];
  for (let from = 0; from < points.length;) {
    let to = from + 1;
    while (to < points.length && points[to]!.outside === points[from]!.outside) to++;
    const run = points.slice(from, to);
    const before = values.slice(-beforeLevel);
    const level = median(before);
    if (!run[0]!.outside || before.length === 0) values.push(...run.map((point) => point.value));
    else if (run.length >= adoptAfter) {
      const move = median(run.map((point) => point.value)) - level;
      values = [...values.map((value) => value + move), ...run.map((point) => point.value)];
    } else values.push(...run.map((point) => point.expected ?? level));
    from = to;
  }
  return values;
}

/**
 * The values in slots of equal length, so that each keeps its place in the season, up to the slot before the moment `at`.
 * Of two in one slot the later counts; an empty slot takes what stood there a season before, or the value before it.
 */
export function inSlots(points: readonly MetricPoint[], values: readonly number[], slot: number, season: number, at: number): number[] {
  const slots: number[] = [];
  let before: number | null = null;
  const pause = (until: number): number => (before === null ? 1 : Math.max(0, Math.round((until - before) / slot)));
  const fill = (steps: number): void => {
    const empty = Math.min(steps - 1, longestGap);
    for (let i = 0; i < empty; i++) slots.push(slots[slots.length - season] ?? slots.at(-1)!);
  };
  points.forEach((point, i) => {
    const steps = pause(point.at);
    if (steps === 0) slots[slots.length - 1] = values[i]!;
    else {
      fill(steps);
      slots.push(values[i]!);
      before = point.at;
    }
  });
  const steps = pause(at);
  if (steps === 0) slots.pop();
  else fill(steps);
  return slots;
}
