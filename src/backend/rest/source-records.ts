import { z } from 'zod';
import { cellValue, type SourceRecord, type SourceRecords } from '../../core/api/schemas/anomaly';
import { PlumblineError } from '../../core/errors';

const plainRows = z.array(z.record(z.string(), z.unknown()));

function cell(value: unknown): SourceRecord['values'][string] {
  const plain = cellValue.safeParse(value);
  return plain.success ? plain.data : JSON.stringify(value) ?? null;
}

/**
 * The rows of an anomaly in one form. Our engine sends them with what each breaks; a Qualytics server sends
 * the JSON text of plain rows only, which become records without marks, numbered from 1.
 */
export function withRecords(reply: SourceRecords): SourceRecords {
  if (reply.records) return reply;
  let json: unknown;
  try {
    json = JSON.parse(reply.source_record === '' ? '[]' : reply.source_record);
  } catch (cause) {
    throw new PlumblineError({ code: 'server-failed', reason: 'The source records came in a form that cannot be read.', detail: reply.source_record.slice(0, 500) }, { cause });
  }
  const rows = plainRows.safeParse(json);
  if (!rows.success) {
    throw new PlumblineError({ code: 'server-failed', reason: 'The source records are not a list of rows.', detail: reply.source_record.slice(0, 500) });
  }
  const records = rows.data.map((row, index): SourceRecord => ({
    row_id: String(index + 1), values: Object.fromEntries(Object.entries(row).map(([k, v]) => [k, cell(v)])), failed_checks: [], fields: [],
  }));
  return { ...reply, records, columns: reply.columns ?? [...new Set(rows.data.flatMap((row) => Object.keys(row)))] };
}
