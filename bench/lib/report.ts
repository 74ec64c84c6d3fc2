/** One measured number. It counts for pass or fail where it has a bar. */
export interface Figure {
  readonly value: number;
  readonly bar?: number;
  readonly better: 'lower' | 'higher';
  readonly unit: string;
  /** Milliseconds of processor time for one call, on average: what a busy machine does not change. */
  readonly cpu?: number;
}

export type Figures = Readonly<Record<string, Figure>>;

/** Whether a figure keeps its bar; true where it has none. A figure that is no number keeps nothing. */
export function holds({ value, bar, better }: Figure): boolean {
  if (!Number.isFinite(value)) return false;
  return bar === undefined || (better === 'lower' ? value <= bar : value >= bar);
}

function rounded(value: number): number {
  if (!Number.isFinite(value) || value === 0) return value;
  // Four significant digits: finer than any of these measurements repeats.
  return Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4));
}

/** Figures as a table for people. */
export function figureTable(figures: Figures): string {
  const rows = Object.entries(figures).map(([key, figure]) => [
    key, String(rounded(figure.value)), figure.unit,
    figure.bar === undefined ? '' : `${figure.better === 'lower' ? 'at most' : 'at least'} ${figure.bar}`,
    figure.bar === undefined ? '' : holds(figure) ? 'holds' : 'BROKEN',
    figure.cpu === undefined ? '' : `${rounded(figure.cpu)} ms of processor`,
  ]);
  const width = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0), 0));
  return rows.map((row) => row.map((cell, at) => (at === 1 ? cell.padStart(width[at] ?? 0) : cell.padEnd(width[at] ?? 0))).join('  ').trimEnd()).join('\n');
}

/**
 * Ends a bench: the table goes to standard error, one line of JSON to standard output. `pass` is computed from the figures
 * with a bar; the exit code follows it.
 */
export function report(bench: string, figures: Figures): void {
  const pass = Object.keys(figures).length > 0 && Object.values(figures).every(holds);
  console.error(`\n${figureTable(figures)}\n`);
  const plain = Object.fromEntries(Object.entries(figures).map(([key, figure]) => [key, { ...figure, value: rounded(figure.value), ...(figure.cpu === undefined ? {} : { cpu: rounded(figure.cpu) }) }]));
  process.stdout.write(`${JSON.stringify({ bench, pass, figures: plain })}\n`);
  process.exitCode = pass ? 0 : 1;
}

/** The value that `share` (0..1) of the values do not exceed; nearest-rank method. NaN for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
