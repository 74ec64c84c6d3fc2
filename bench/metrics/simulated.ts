import { randomFrom } from '../../scripts/lib/random';
import type { MetricUnit } from '../../src/core/metrics/expected-band';
import type { MetricPoint } from '../../src/core/metrics/series';

const day = 24 * 3_600_000;
const start = Date.UTC(2025, 0, 6);

/** A daily history and the next value, which is right; an error is put in by changing that one. */
export interface SimulatedSeries {
  readonly family: string;
  readonly unit: MetricUnit;
  readonly history: readonly MetricPoint[];
  readonly next: MetricPoint;
}

/** What is done to the last value of a series, one error each. */
export const injections: Readonly<Record<string, (value: number) => number>> = {
  zero: () => 0, half: (value) => value * 0.5, 'x 0.7': (value) => value * 0.7, double: (value) => value * 2, 'x 1.3': (value) => value * 1.3,
};

interface Rng { uniform(low: number, high: number): number; normal(): number }

function rngOf(seed: number): Rng {
  const next = randomFrom(seed);
  return {
    uniform: (low, high) => low + (high - low) * next(),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}

type Family = (rng: Rng, length: number) => { values: number[]; unit: MetricUnit };

const range = (length: number, of: (i: number) => number): number[] => Array.from({ length }, (_, i) => of(i));
const size = (rng: Rng): number => Math.round(10 ** rng.uniform(2.5, 6));
const week = (rng: Rng): number[] => [...range(5, () => rng.uniform(0.9, 1.1)), rng.uniform(0.3, 0.7), rng.uniform(0.2, 0.6)];
const counted = (values: number[]): { values: number[]; unit: MetricUnit } => ({ values: values.map((value) => Math.max(0, Math.round(value))), unit: 'count' });

const families: Readonly<Record<string, Family>> = {
  noise: (rng, n) => {
    const [level, spread] = [size(rng), rng.uniform(0.01, 0.08)];
    return counted(range(n, () => level * (1 + spread * rng.normal())));
  },
  constant: (rng, n) => {
    const level = size(rng);
    return counted(range(n, () => level));
  },
  weekly: (rng, n) => {
    const [level, days, spread] = [size(rng), week(rng), rng.uniform(0.01, 0.05)];
    return counted(range(n, (i) => level * days[i % 7]! * (1 + spread * rng.normal())));
  },
  'weekly and growing': (rng, n) => {
    const [level, days, spread, growth] = [size(rng), week(rng), rng.uniform(0.01, 0.04), rng.uniform(0.001, 0.006)];
    return counted(range(n, (i) => level * (1 + growth * i) * days[i % 7]! * (1 + spread * rng.normal())));
  },
  cumulative: (rng, n) => {
    const [first, step, spread] = [size(rng), rng.uniform(0.005, 0.03), rng.uniform(0.05, 0.3)];
    let total = first;
    return counted(range(n, () => (total += first * step * Math.max(0, 1 + spread * rng.normal()))));
  },
  'cumulative and weekly': (rng, n) => {
    const [first, step, days, spread] = [size(rng), rng.uniform(0.005, 0.03), week(rng), rng.uniform(0.05, 0.2)];
    let total = first;
    return counted(range(n, (i) => (total += first * step * days[i % 7]! * Math.max(0, 1 + spread * rng.normal()))));
  },
  lognormal: (rng, n) => {
    const [level, spread] = [size(rng), rng.uniform(0.2, 0.4)];
    return counted(range(n, () => level * Math.exp(spread * rng.normal())));
  },
  'random walk': (rng, n) => {
    let value = size(rng);
    const spread = rng.uniform(0.005, 0.03);
    return counted(range(n, () => (value *= 1 + spread * rng.normal())));
  },
  'null rate': (rng, n) => {
    const [rate, rows] = [rng.uniform(0.005, 0.2), 10 ** rng.uniform(3, 5)];
    return { values: range(n, () => 100 * Math.max(0, rate + Math.sqrt((rate * (1 - rate)) / rows) * rng.normal())), unit: 'percent' };
  },
  'moved level': (rng, n) => {
    const [level, spread, at, factor] = [size(rng), rng.uniform(0.01, 0.05), Math.floor(n * rng.uniform(0.3, 0.7)), rng.uniform(1.5, 3)];
    return counted(range(n, (i) => level * (i < at ? 1 : factor) * (1 + spread * rng.normal())));
  },
  'polluted history': (rng, n) => {
    const [level, spread] = [size(rng), rng.uniform(0.01, 0.05)];
    return counted(range(n, (i) => level * (1 + spread * rng.normal()) * (i < n - 1 && rng.uniform(0, 1) < 0.07 ? rng.uniform(0, 3) : 1)));
  },
};

/** `each` histories of `length` days of every family; the same for the same seed. */
export function simulatedSeries(length: number, each: number, seed: number): SimulatedSeries[] {
  return Object.entries(families).flatMap(([family, make], f) => Array.from({ length: each }, (_, i) => {
    const { values, unit } = make(rngOf(seed * 1_000_003 + f * 1009 + i), length + 1);
    const points = values.map((value, at) => ({ at: start + at * day, value }));
    return { family, unit, history: points.slice(0, -1), next: points.at(-1)! };
  }));
}
