import { expectedBand, type BandOptions, type ExpectedBand } from './expected-band';
import type { MetricPoint } from './series';

export interface Judged {
  readonly band: ExpectedBand | null;
  readonly outside: boolean;
}

/** Whether a new value lies where the points before it, oldest first, let expect it. */
export function judge(history: readonly MetricPoint[], next: Pick<MetricPoint, 'at' | 'value'>, options: BandOptions): Judged {
  const band = expectedBand(history, next.at, options);
  return { band, outside: band !== null && (next.value < band.lower || next.value > band.upper) };
}

/** The points of a history, each judged when it came. */
export function judgeAll(points: readonly Pick<MetricPoint, 'at' | 'value'>[], options: BandOptions): MetricPoint[] {
  const judged: MetricPoint[] = [];
  for (const point of points) {
    const { band, outside } = judge(judged, point, options);
    judged.push({ at: point.at, value: point.value, expected: band?.expected ?? null, outside });
  }
  return judged;
}
