import { forecasts, type Forecast } from './forecasts';
import { frequentBand } from './frequent-band';
import { median, quantile, trimmedMean } from './numbers';
import { inSlots, learnedValues, spacing, type MetricPoint } from './series';

export const sensitivities = ['low', 'medium', 'high'] as const;
export type Sensitivity = (typeof sensitivities)[number];
/** What a value is: a number of things, a share in percent, or any number. */
export type MetricUnit = 'count' | 'percent' | 'number';

export interface BandOptions {
  readonly sensitivity: Sensitivity;
  readonly unit: MetricUnit;
}

/** Where the next value should lie. */
export interface ExpectedBand {
  readonly expected: number;
  readonly lower: number;
  readonly upper: number;
  /** How the expected value was found, in words. */
  readonly method: string;
  /** Too few points are known: the band is a wide guess. */
  readonly learning: boolean;
}

const hour = 3_600_000;
const day = 24 * hour;
/** Fewer points say nothing; fewer than `learningPoints` allow a wide guess. */
const fewest = 3;
const learningPoints = 5;
/** Fewer that come several times a day do not even allow a guess. */
const frequentLearning = 12;
/** Points that a forecast is tried on. */
const triedOn = 42;
/** Points that are looked back at. */
export const lookBack = 400;
/** So often must have been the same for a change to be news by itself. */
const constantPoints = 7;
/** Each further method must be so much better than a simpler one. */
const better = 0.95;

/** Half the width of a band, in scales of the errors made so far; wider where few are known. */
const widths: Readonly<Record<Sensitivity, number>> = { low: 4.5, medium: 3.5, high: 3 };

/** The least half width that makes sense: no smaller change is worth a message. */
function floorOf(expected: number, unit: MetricUnit, constant: boolean): number {
  const size = Math.abs(expected);
  if (unit === 'percent') return constant ? 0.1 : 0.5;
  if (constant) return 0.005 * size;
  return unit === 'count' ? Math.max(0.01 * size, Math.sqrt(size)) : 0.01 * size;
}

function within(expected: number, half: number | Half, unit: MetricUnit): Pick<ExpectedBand, 'lower' | 'upper'> {
  const { below, above } = typeof half === 'number' ? { below: half, above: half } : half;
  const [lower, upper] = [expected - below, expected + above];
  return { lower: unit === 'number' ? lower : Math.max(0, lower), upper: unit === 'percent' ? Math.min(100, upper) : upper };
}

/** How far a value may lie below and above what is expected. */
export interface Half { readonly below: number; readonly above: number }

interface Tried { readonly forecast: Forecast; readonly errors: readonly number[]; readonly score: number }

/** What a forecast would have missed by, each time from what was known before. */
function tried(forecast: Forecast, values: readonly number[], season: number): Tried | null {
  const errors: number[] = [];
  for (let at = Math.max(1, values.length - triedOn); at < values.length; at++) {
    const expected = forecast.at(values, at, season);
    if (expected !== null) errors.push(values[at]! - expected);
  }
  const needed = Math.min(10, Math.ceil((values.length - 1) / 2));
  return errors.length < needed ? null : { forecast, errors, score: trimmedMean(errors.map(Math.abs)) };
}

/** The forecast that would have missed least; of those nearly as good the simplest. */
function bestForecast(values: readonly number[], season: number | null): Tried | null {
  let best: Tried | null = null;
  for (const forecast of forecasts) {
    if (forecast.seasonal && season === null) continue;
    const one = tried(forecast, values, season ?? 1);
    if (one && (best === null || one.score < best.score * better)) best = one;
  }
  return best;
}

/** While little is known, only what is far from everything seen is unusual; `spread`: times the greatest distance seen. */
function guess(values: readonly number[], spread: number, { unit }: BandOptions): ExpectedBand {
  const expected = median(values);
  const greatest = Math.max(...values.map((value) => Math.abs(value - expected)));
  const half = Math.max(Math.abs(expected) / 2, spread * greatest, unit === 'percent' ? 5 : 0);
  return { expected, ...within(expected, half, unit), method: 'a wide guess while too few values are known', learning: true };
}

function unchanged(values: readonly number[], { unit }: BandOptions): ExpectedBand | null {
  const [expected] = values;
  if (expected === undefined || values.length < constantPoints || values.some((value) => value !== expected)) return null;
  return { expected, ...within(expected, floorOf(expected, unit, true), unit), method: 'always the same', learning: false };
}

/** Of points that come several times a day. */
function frequent(points: readonly MetricPoint[], between: number, options: BandOptions): ExpectedBand | null {
  const values = points.map((point) => point.value);
  const same = unchanged(values, options);
  if (same) return same;
  const found = frequentBand(points, between, options.sensitivity);
  if (!found) return points.length < frequentLearning ? null : guess(values, 3, options);
  const { expected, half, method } = found;
  return { expected, ...within(expected, half, options.unit), method, learning: false };
}

/** Of points that come about daily, or more seldom. */
function seldom(points: readonly MetricPoint[], between: number | null, at: number, options: BandOptions): ExpectedBand {
  const learned = learnedValues(points);
  const same = unchanged(learned, options);
  if (same) return same;
  if (learned.length < learningPoints) return guess(learned, 2, options);
  const season = between !== null && between >= day / 2 && between <= 1.5 * day ? Math.max(2, Math.round((7 * day) / between)) : null;
  const values = season === null || between === null ? learned : inSlots(points, learned, between, season, at);
  const best = bestForecast(values, season);
  const expected = best?.forecast.at(values, values.length, season ?? 1) ?? null;
  if (best === null || expected === null) return guess(learned, 2, options);
  const sizes = best.errors.map(Math.abs);
  const middle = median(best.errors);
  const scale = Math.max(1.4826 * median(best.errors.map((error) => Math.abs(error - middle))), quantile(sizes, 0.9) / 1.645);
  const varying = best.forecast.steps ? 10 * Math.abs(expected - values.at(-1)!) : expected;
  const half = Math.max(widths[options.sensitivity] * (1 + 2.5 / sizes.length) * scale, floorOf(varying, options.unit, false));
  return { expected, ...within(expected, half, options.unit), method: best.forecast.name, learning: false };
}

/**
 * Where a value captured at `at` (milliseconds since 1970) should lie, from the points before it, oldest first. Null where
 * nothing can be said yet. The method is described in docs/metrics.md.
 */
export function expectedBand(history: readonly MetricPoint[], at: number, options: BandOptions): ExpectedBand | null {
  const points = history.slice(-lookBack);
  if (points.length < fewest) return null;
  const between = spacing(points);
  return between !== null && between < day / 2 ? frequent(points, between, options) : seldom(points, between, at, options);
}
