import { cellValue, type Anomaly, type SourceRecord, type SourceRecords } from '../../core/api/schemas/anomaly';
import { PlumblineError } from '../../core/errors';
import type { FailingRows } from '../port';

function cell(value: unknown): SourceRecord['values'][string] {
  const plain = cellValue.safeParse(value);
  return plain.success ? plain.data : JSON.stringify(value) ?? null;
}

function unreadable(text: string, cause?: unknown): never {
  throw new PlumblineError({ code: 'server-failed', reason: 'The source records came in a form that cannot be read.', detail: text.slice(0, 500) }, { cause });
}

/** The rows in a server's JSON text; what is no row is left out. */
function plainRows(text: string): [name: string, value: unknown][][] {
  let json: unknown;
  try {
    json = JSON.parse(text === '' ? '[]' : text);
  } catch (cause) {
    unreadable(text, cause);
  }
  if (typeof json !== 'object' || json === null) unreadable(text);
  const rows: unknown[] = Array.isArray(json) ? json : [json];
  return rows.filter((row) => typeof row === 'object' && row !== null && !Array.isArray(row)).map((row) => Object.entries(row as object));
}

/**
 * The failing rows of an anomaly in one form, whichever server sent them. Our engine says of each row what it breaks; a Qualytics
 * server sends the JSON text of plain rows only. Those are numbered from 1, and each counts as breaking every check of the anomaly,
 * which is asked for only then. Throws PlumblineError where the text is not rows.
 */
export async function failingRows(reply: SourceRecords, anomaly: () => Promise<Anomaly>): Promise<FailingRows> {
  if (reply.records) return { records: reply.records, columns: reply.columns ?? namesIn(reply.records.map((record) => Object.entries(record.values))) };
  const rows = plainRows(reply.source_record);
  const checks = rows.length === 0 ? [] : ((await anomaly()).failed_checks ?? []).map((failed) => failed.quality_check);
  const fields = [...new Set(checks.flatMap((check) => (check.fields ?? []).map((field) => field.name)))];
  const records = rows.map((row, index): SourceRecord => ({
    row_id: String(index + 1), values: Object.fromEntries(row.map(([name, value]) => [name, cell(value)])),
    failed_checks: checks.map((check) => check.id), fields,
  }));
  return { records, columns: reply.columns ?? namesIn(rows) };
}

function namesIn(rows: readonly (readonly [name: string, value: unknown])[][]): string[] {
  return [...new Set(rows.flatMap((row) => row.map(([name]) => name)))];
}
