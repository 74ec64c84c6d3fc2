import type { Half, Sensitivity } from './expected-band';
import type { MetricPoint } from './series';

/** A week, in milliseconds: what frequent points are compared with. */
const week = 7 * 24 * 3_600_000;
/** Fewer points are no level yet. */
const leastPoints = 48;
/** Standard deviations from the mean, and times the greatest deviation seen, that a value must exceed. */
const widths: Readonly<Record<Sensitivity, number>> = { low: 5.5, medium: 4.5, high: 3.5 };
const beyond = 1.25;

/**
 * Where the next of points that come several times a day should lie: they are bursty, so that a value is unusual only far
 * from the mean of the week and well beyond everything in it. Null for too few points.
 */
export function frequentBand(
  points: readonly MetricPoint[], between: number, sensitivity: Sensitivity,
): { expected: number; half: Half; method: string } | null {
  const values = points.slice(-Math.max(leastPoints, Math.round(week / Math.max(1, between)))).map((point) => point.value);
  if (values.length < leastPoints) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  const [greatest, least] = [Math.max(...values), Math.min(...values)];
  const width = widths[sensitivity] * deviation;
  return {
    expected: mean, method: 'level of a week',
    half: { below: Math.max(width, beyond * (mean - least)), above: Math.max(width, beyond * (greatest - mean)) },
  };
}
