import { safeLine } from './safe-text';

export interface Column<T> {
  readonly title: string;
  readonly value: (row: T) => string | number | boolean | null | undefined;
}

/** No cell of a table is longer, wherever it goes. */
const longest = 120;
const gap = '  ';

function cut(text: string, width: number): string {
  const points = [...text];
  return points.length > width ? `${points.slice(0, Math.max(0, width - 1)).join('')}…` : text;
}

function cell(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined || value === '') return '-';
  if (typeof value === 'number') return Number.isInteger(value) ? value.toLocaleString('en-US', { useGrouping: false }) : String(value);
  return cut(safeLine(String(value)), longest);
}

/** Widths that fit into `room`: the widest columns give way first, down to 8. */
function fit(widths: number[], room: number): number[] {
  const fitted = [...widths];
  const total = (): number => fitted.reduce((a, b) => a + b, 0) + gap.length * (fitted.length - 1);
  while (total() > room) {
    const widest = fitted.indexOf(Math.max(...fitted));
    if ((fitted[widest] ?? 0) <= 8) break;
    fitted[widest] = Math.max(8, (fitted[widest] ?? 0) - Math.max(1, Math.min(total() - room, 4)));
  }
  return fitted;
}

/** Rows as a table with a head line. Numbers stand right. `room`: columns of the terminal, null where it goes elsewhere. */
export function tableText<T>(rows: readonly T[], columns: readonly Column<T>[], room: number | null): string {
  const cells = rows.map((row) => columns.map((column) => cell(column.value(row))));
  const right = columns.map((column) => rows.length > 0 && rows.every((row) => ['number', 'undefined'].includes(typeof (column.value(row) ?? undefined))));
  const natural = columns.map((column, i) => Math.max(column.title.length, ...cells.map((line) => [...(line[i] ?? '')].length)));
  const widths = room === null ? natural : fit(natural, room);
  const line = (values: readonly string[]): string => values.map((value, i) => {
    const width = widths[i] ?? 0;
    const text = cut(value, width);
    const pad = ' '.repeat(Math.max(0, width - [...text].length));
    return right[i] ? pad + text : text + pad;
  }).join(gap).trimEnd();
  return `${[line(columns.map((c) => c.title)), ...cells.map(line)].join('\n')}\n`;
}
