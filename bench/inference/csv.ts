import { readFileSync, writeFileSync } from 'node:fs';

/** A table as it stands in a file: texts, as they are written. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Reads a comma-separated file (RFC 4180) cell by cell, without any reading of types: the truth is told in texts. */
export function readCsv(file: string): Table {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') { cell += '"'; i += 1; } else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === ',') { row.push(cell); cell = ''; } else if (char === '\n') {
      row.push(cell.replace(/\r$/, ''));
      rows.push(row);
      row = [];
      cell = '';
    } else cell += char;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  const [header = [], ...data] = rows;
  return { header, rows: data.map((one) => header.map((_, at) => one[at] ?? '')) };
}

const written = (cell: string): string => (/[",\n\r]/.test(cell) || cell !== cell.trim() ? `"${cell.replace(/"/g, '""')}"` : cell);

export function writeCsv(file: string, { header, rows }: Table): void {
  writeFileSync(file, `${[header, ...rows].map((row) => row.map(written).join(',')).join('\n')}\n`);
}
