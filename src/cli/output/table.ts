import { safeLine } from './safe-text';

export interface Column<T> {
  readonly title: string;
  readonly value: (row: T) => string | number | boolean | null | undefined;
}

/** No cell of a table is longer, wherever it goes. */
const longest = 120;
const gap = '  ';

/** A moment of ISO 8601 without fractions of a second. */
export function momentText(moment: string | null | undefined): string | null {
  return moment?.replace(/(T\d\d:\d\d:\d\d)\.\d+/, '$1') ?? null;
}

function cut(text: string, width: number): string {
  const points = [...text];
  return points.length > width ? `${points.slice(0, Math.max(0, width - 1)).join('')}…` : text;
}

function cell(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined || value === '') return '-';
  if (typeof value === 'number') return Number.isInteger(value) ? value.toLocaleString('en-US', { useGrouping: false }) : String(value);
  // Ten megabytes of text are not worth making safe to show the first of it.
  return cut(safeLine(String(value).slice(0, 2 * longest + 2)), longest);
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

/** On a terminal, columns that say nothing in any row make room for the others; elsewhere programs count on them. */
function telling<T>(rows: readonly T[], columns: readonly Column<T>[], room: number | null): readonly Column<T>[] {
  return room === null ? columns : columns.filter((column) => rows.length === 0 || rows.some((row) => cell(column.value(row)) !== '-'));
}

/** Rows as a table with a head line. Numbers stand right. `room`: columns of the terminal, null where it goes elsewhere. */
export function tableText<T>(rows: readonly T[], all: readonly Column<T>[], room: number | null): string {
  const columns = telling(rows, all, room);
  const cells = rows.map((row) => columns.map((column) => cell(column.value(row))));
  const values = columns.map((column) => rows.map((row) => column.value(row) ?? null));
  const right = values.map((list) => list.some((v) => typeof v === 'number') && list.every((v) => v === null || typeof v === 'number'));
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
