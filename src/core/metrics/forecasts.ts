import { median } from './numbers';

/** A way to say the next value of a series from those before it. */
export interface Forecast {
  readonly name: string;
  /** Whether it needs a season. */
  readonly seasonal: boolean;
  /** Whether it adds a step to the last value: then the step is what varies, not the whole. */
  readonly steps?: true;
  /** What `values[at]` should be, from the values before `at` alone; null where there are too few. `season`: points a season. */
  at(values: readonly number[], at: number, season: number): number | null;
}

/** Points that a level or a trend is taken from, and seasons that one of their places is. */
const window = 28;
const seasons = 6;

const recent = (values: readonly number[], at: number): readonly number[] => values.slice(Math.max(0, at - window), at);

/** Differences between neighbours within the window. */
function steps(values: readonly number[], at: number): number[] {
  const list = recent(values, at);
  return list.slice(1).map((value, i) => value - list[i]!);
}

/** What stood at the same place of the seasons before, newest first; each with how many seasons ago. */
function sameplace(values: readonly number[], at: number, season: number): { ago: number; index: number }[] {
  const found: { ago: number; index: number }[] = [];
  for (let ago = 1; ago <= seasons && at - ago * season >= 0; ago++) found.push({ ago, index: at - ago * season });
  return found;
}

/** Growth a point: the middle one of the growths over half the window, which a few wild points do not turn. */
function slope(values: readonly number[], lag: number): number {
  const growths: number[] = [];
  for (let i = lag; i < values.length; i++) growths.push((values[i]! - values[i - lag]!) / lag);
  return median(growths);
}

const smoothing = 0.3;

/** Simpler ones first: of two that are as good the first is taken. */
export const forecasts: readonly Forecast[] = [
  { name: 'level', seasonal: false, at: (values, at) => (at < 2 ? null : median(recent(values, at))) },
  { name: 'last value', seasonal: false, at: (values, at) => (at < 1 ? null : values[at - 1]!) },
  { name: 'steady growth', seasonal: false, steps: true, at: (values, at) => (at < 4 ? null : values[at - 1]! + median(steps(values, at))) },
  {
    name: 'smoothed level', seasonal: false,
    at: (values, at) => (at < 3 ? null : recent(values, at).reduce((level, value) => level + smoothing * (value - level))),
  },
  {
    name: 'trend', seasonal: false,
    at: (values, at) => {
      const list = recent(values, at);
      if (list.length < 8) return null;
      const growth = slope(list, Math.floor(list.length / 2));
      return median(list.map((value, i) => value + growth * (list.length - i)));
    },
  },
  {
    name: 'same place of the season', seasonal: true,
    at: (values, at, season) => {
      const before = sameplace(values, at, season);
      return before.length < 2 ? null : median(before.map(({ index }) => values[index]!));
    },
  },
  {
    name: 'same place of the season, with growth', seasonal: true,
    at: (values, at, season) => {
      const before = sameplace(values, at, season);
      if (before.length < 2) return null;
      const growth = slope(values.slice(Math.max(0, at - window - season), at), season);
      return median(before.map(({ ago, index }) => values[index]! + growth * season * ago));
    },
  },
  {
    name: 'same step of the season', seasonal: true, steps: true,
    at: (values, at, season) => {
      const before = sameplace(values, at, season).filter(({ index }) => index > 0);
      return before.length < 2 ? null : values[at - 1]! + median(before.map(({ index }) => values[index]! - values[index - 1]!));
    },
  },
];
