import { rounded, shortened, type Drawing, type Shape } from './drawing';

const width = 480;
const labels = 150;
const numbers = 90;

export interface Bar { readonly label: string; readonly value: number; readonly text: string; /** Row of the table. */ readonly row: number }

/** Bars beside their labels; `most` is the value of a whole one. */
export function barChart(bars: readonly Bar[], most: number): Drawing {
  const line = 20;
  const room = width - labels - numbers;
  const shapes = bars.flatMap(({ label, value, text, row }, at): Shape[] => {
    const y = at * line;
    return [
      { kind: 'text', x: labels - 8, y: y + 14, text: shortened(label, 22), anchor: 'end', tone: 'text' },
      { kind: 'rect', x: labels, y: y + 3, width: room, height: 14, tone: 'track' },
      { kind: 'rect', x: labels, y: y + 3, width: rounded(most > 0 ? Math.max(value > 0 ? 1 : 0, (value / most) * room) : 0), height: 14, tone: 'bar', row },
      { kind: 'text', x: width - numbers + 8, y: y + 14, text: shortened(text, 14), anchor: 'start', tone: 'calm' },
    ];
  });
  return { width, height: bars.length * line, shapes };
}

/** Columns side by side over a line with its first and last value. */
export function columnChart(counts: readonly number[], first: string, last: string): Drawing {
  const height = 140;
  const most = Math.max(1, ...counts);
  const step = width / Math.max(1, counts.length);
  const shapes = counts.map((count, at): Shape => {
    const tall = count > 0 ? Math.max(1, (count / most) * height) : 0;
    return { kind: 'rect', x: rounded(at * step + 0.5), y: rounded(height - tall), width: rounded(step - 1), height: rounded(tall), tone: 'bar', row: at };
  });
  return {
    width, height: height + 20, shapes: [
      ...shapes, { kind: 'line', points: [[0, height], [width, height]], tone: 'calm' },
      { kind: 'text', x: 0, y: height + 15, text: shortened(first, 24), anchor: 'start', tone: 'calm' },
      { kind: 'text', x: width, y: height + 15, text: shortened(last, 24), anchor: 'end', tone: 'calm' },
    ],
  };
}

/** A box from the lower to the upper quartile with the median in it, and whiskers to the first and last value. */
export function boxPlot({ low, q1, median, q3, high }: Record<'low' | 'q1' | 'median' | 'q3' | 'high', number>, text: (value: number) => string): Drawing {
  const at = (value: number): number => rounded(high > low ? 8 + ((value - low) / (high - low)) * (width - 16) : width / 2);
  return {
    width, height: 64, shapes: [
      { kind: 'line', points: [[at(low), 22], [at(high), 22]], tone: 'calm' },
      { kind: 'line', points: [[at(low), 12], [at(low), 32]], tone: 'calm' }, { kind: 'line', points: [[at(high), 12], [at(high), 32]], tone: 'calm' },
      { kind: 'rect', x: at(q1), y: 6, width: Math.max(1, rounded(at(q3) - at(q1))), height: 32, tone: 'bar', strength: 0.5 },
      { kind: 'line', points: [[at(median), 6], [at(median), 38]], tone: 'line' },
      { kind: 'text', x: 0, y: 58, text: text(low), anchor: 'start', tone: 'calm' }, { kind: 'text', x: width / 2, y: 58, text: text(median), anchor: 'middle', tone: 'text' },
      { kind: 'text', x: width, y: 58, text: text(high), anchor: 'end', tone: 'calm' },
    ],
  };
}

export interface Cell { readonly a: number; readonly b: number; readonly value: number; readonly row: number }

/** A square of cells, each as strong as its value is far from 0 (-1..1). */
export function heatMap(names: readonly string[], cells: readonly Cell[]): Drawing {
  const side = Math.max(10, Math.min(28, (width - labels) / Math.max(1, names.length)));
  const label = (at: number): Shape => ({ kind: 'text', x: labels - 8, y: rounded(at * side + side / 2 + 4), text: shortened(names[at] ?? '', 22), anchor: 'end', tone: 'text' });
  const cell = (column: number, line: number, value: number, row?: number): Shape => ({
    kind: 'rect', x: rounded(labels + column * side), y: rounded(line * side), width: rounded(side - 1), height: rounded(side - 1),
    tone: value < 0 ? 'negative' : 'positive', strength: rounded(Math.abs(value)), ...(row === undefined ? {} : { row }),
  });
  return {
    width, height: rounded(names.length * side),
    shapes: [...names.map((_, at) => label(at)), ...names.map((_, at) => cell(at, at, 1)), ...cells.flatMap(({ a, b, value, row }) => [cell(a, b, value, row), cell(b, a, value, row)])],
  };
}

/** Shares 0..1 over time, the oldest first. */
export function lineChart(values: readonly (number | null)[], first: string, last: string): Drawing {
  const height = 80;
  const x = (at: number): number => rounded(values.length > 1 ? 4 + (at / (values.length - 1)) * (width - 8) : width / 2);
  const y = (value: number): number => rounded(4 + (1 - value) * (height - 8));
  const points = values.flatMap((value, at) => (value === null ? [] : [[x(at), y(value)] as const]));
  return {
    width, height: height + 20, shapes: [
      { kind: 'line', points: [[0, height], [width, height]], tone: 'calm' },
      { kind: 'line', points, tone: 'line' },
      ...values.flatMap((value, at): Shape[] => (value === null ? [] : [{ kind: 'rect', x: rounded(x(at) - 2.5), y: rounded(y(value) - 2.5), width: 5, height: 5, tone: 'bar', row: at }])),
      { kind: 'text', x: 0, y: height + 15, text: first, anchor: 'start', tone: 'calm' }, { kind: 'text', x: width, y: height + 15, text: last, anchor: 'end', tone: 'calm' },
    ],
  };
}
