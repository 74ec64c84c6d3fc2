import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { MetricPoint } from '../../src/core/metrics/series';

const hour = 3_600_000;

/** A real series as hourly means, and the times in which something was wrong. */
export interface RealSeries { readonly name: string; readonly points: readonly MetricPoint[]; readonly windows: readonly (readonly [number, number])[] }

const moment = (text: string): number => Date.parse(`${text.slice(0, 19).replace(' ', 'T')}Z`);

function hourly(csv: string): MetricPoint[] {
  const hours = new Map<number, { sum: number; count: number }>();
  for (const line of csv.trim().split('\n').slice(1)) {
    const comma = line.lastIndexOf(',');
    const at = Math.floor(moment(line.slice(0, comma)) / hour) * hour;
    const held = hours.get(at) ?? { sum: 0, count: 0 };
    hours.set(at, { sum: held.sum + Number(line.slice(comma + 1)), count: held.count + 1 });
  }
  return [...hours].sort(([a], [b]) => a - b).map(([at, { sum, count }]) => ({ at, value: sum / count }));
}

/** Series below a folder with `windows.json`; none where it is not there. */
export function realSeries(folder: string): RealSeries[] {
  const labels = path.join(folder, 'windows.json');
  if (!existsSync(labels)) return [];
  return Object.entries(JSON.parse(readFileSync(labels, 'utf8')) as Record<string, [string, string][]>).map(([name, windows]) => ({
    name, points: hourly(readFileSync(path.join(folder, ...name.split('/')), 'utf8')), windows: windows.map(([from, to]) => [moment(from), moment(to)] as const),
  }));
}

export interface WindowScore { events: number; right: number; windows: number; found: number }

/** Alarms nearer than this are one event. */
const apart = 6 * hour;

/** Counts events that touch a window, and windows that an event touches. */
export function scoreWindows(alarms: readonly number[], windows: RealSeries['windows']): WindowScore {
  const events: [number, number][] = [];
  for (const at of alarms) {
    const last = events.at(-1);
    if (last && at - last[1] <= apart) last[1] = at;
    else events.push([at, at]);
  }
  const touches = ([from, to]: readonly [number, number], [start, end]: readonly [number, number]): boolean => from <= end && to + hour > start;
  return {
    events: events.length, right: events.filter((event) => windows.some((window) => touches(event, window))).length,
    windows: windows.length, found: windows.filter((window) => events.some((event) => touches(event, window))).length,
  };
}
