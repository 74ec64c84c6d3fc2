import * as vscode from 'vscode';
import type { FailingRows } from '../../backend/port';

/** A value as a field of CSV: text is quoted where it has to be, so that an empty text and no value stay apart. */
function csvField(value: string | number | boolean | null): string {
  if (value === null) return '';
  const text = String(value);
  return text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Failing rows with all their columns, and what each breaks, as the file's name wants them: CSV, otherwise JSON. */
export function rowsText({ columns, records }: FailingRows, file: string): string {
  if (!/\.csv$/i.test(file)) {
    return `${JSON.stringify(records.map((record) => ({ row: record.row_id, failing: record.fields, values: Object.fromEntries(columns.map((name) => [name, record.values[name] ?? null])) })), null, 2)}\n`;
  }
  const lines = [['row', 'failing', ...columns], ...records.map((record) => [record.row_id, record.fields.join(' '), ...columns.map((name) => record.values[name] ?? null)])];
  return `${lines.map((line) => line.map(csvField).join(',')).join('\n')}\n`;
}

/** Asks for a file and writes the rows to it; nothing happens when the user leaves. */
export async function exportRows(rows: FailingRows, name: string): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const safe = `${name.replace(/[^\p{L}\p{N} ._-]/gu, '_')}.csv`;
  const file = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export failing rows'), saveLabel: vscode.l10n.t('Export'), filters: { CSV: ['csv'], JSON: ['json'] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, safe) } : {}),
  });
  if (file) await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(rowsText(rows, file.path)));
}
