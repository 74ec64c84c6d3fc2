import type { ContainerPreview } from '../../core/api/schemas/container';
import type { Terminal } from '../terminal';
import { safeLine } from './safe-text';
import { type Column, tableText } from './table';

type Value = ContainerPreview['rows'][number][number];

/** A value as a cell for people: no value is NULL, and a text that could be taken for something else stands in quotes. */
function shown(value: Value): string | number | boolean {
  if (value === null) return 'NULL';
  if (typeof value !== 'string') return value;
  return value === '' || value === 'NULL' || value === '-' || value.trim() !== value || /^".*"$/s.test(value) ? `"${value}"` : value;
}

/** Rows with their types; nothing in a name or a value can steer the terminal. */
export function rowsTable(preview: Pick<ContainerPreview, 'columns' | 'rows'>, room: number | null): string {
  const columns = preview.columns.map(({ name, native_type }, at): Column<Value[]> => ({
    title: safeLine(`${name.slice(0, 60)} (${native_type.slice(0, 40)})`), value: (row) => shown(row[at] ?? null),
  }));
  return tableText(preview.rows, columns, room);
}

function csvField(value: Value): string {
  if (value === null) return '';
  const text = String(value);
  return text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as CSV as RFC 4180 has it: no value is nothing, an empty text is "". */
export function rowsCsv({ columns, rows }: Pick<ContainerPreview, 'columns' | 'rows'>): string {
  return [columns.map(({ name }) => name), ...rows].map((line) => `${line.map(csvField).join(',')}\n`).join('');
}

/** CSV as it is where it goes to a file or a program, and made safe where a terminal would obey what is in it. */
export function printCsv(terminal: Terminal, preview: Pick<ContainerPreview, 'columns' | 'rows'>): void {
  const safe = (value: Value): Value => (typeof value === 'string' ? safeLine(value) : value);
  terminal.out(terminal.outIsTerminal
    ? rowsCsv({ columns: preview.columns.map((column) => ({ ...column, name: safeLine(column.name) })), rows: preview.rows.map((row) => row.map(safe)) })
    : rowsCsv(preview));
}
