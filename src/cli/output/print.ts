import { visibleYaml } from '../../core/checks-file/visible-yaml';
import type { Terminal } from '../terminal';
import { escapeObeyed } from './safe-text';
import { type Column, tableText } from './table';

export const formats = ['table', 'json', 'yaml', 'csv', 'html'] as const;
export type Format = typeof formats[number];

export function jsonText(value: unknown): string {
  return `${escapeObeyed(JSON.stringify(value ?? null, null, 2))}\n`;
}

export function yamlText(value: unknown): string {
  return visibleYaml(JSON.parse(JSON.stringify(value ?? null)));
}

/** A list on standard output: the whole objects as JSON or YAML, chosen columns as a table. */
export function printList<T>(terminal: Terminal, format: Format, rows: readonly T[], columns: readonly Column<T>[], none: string): void {
  if (format === 'json') terminal.out(jsonText(rows));
  else if (format === 'yaml') terminal.out(yamlText(rows));
  else if (rows.length === 0) terminal.say(none);
  else terminal.out(tableText(rows, columns, terminal.outIsTerminal ? terminal.columns() : null));
}

/** One object on standard output; as a table its parts are lines of name and value. */
export function printOne<T>(terminal: Terminal, format: Format, value: T, parts: readonly Column<T>[]): void {
  if (format === 'json') terminal.out(jsonText(value));
  else if (format === 'yaml') terminal.out(yamlText(value));
  else {
    const rows = parts.map((part) => ({ name: part.title, value: part.value(value) }));
    const width = Math.max(...rows.map((row) => row.name.length));
    const text = tableText(rows, [{ title: ''.padEnd(width), value: (r) => r.name }, { title: '', value: (r) => (r.value === null || r.value === undefined ? null : String(r.value)) }],
      terminal.outIsTerminal ? terminal.columns() : null);
    terminal.out(text.split('\n').slice(1).join('\n'));
  }
}
