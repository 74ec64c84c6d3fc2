import type { SourceRecord, SourceRecords } from '../api/schemas/anomaly';
import { fail } from '../errors';
import type { Cell, ShownCheck, ShownRow, ShownRows } from './anomaly-panel';

/** More columns than this are not looked at by anyone; failing ones are always among those shown. */
const mostColumns = 200;
const longestCell = 4000;

function toCell(value: unknown): Cell {
  const text = typeof value === 'string' ? value : typeof value === 'object' && value !== null ? JSON.stringify(value) : null;
  if (text !== null) return text.length > longestCell ? `${text.slice(0, longestCell)}…` : text;
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

type Loose = Pick<SourceRecord, 'row_id' | 'failed_checks' | 'fields'> & { values: ReadonlyMap<string, unknown> };

/** The rows of a server that only gives their JSON text: which cell breaks what is known from the anomaly's checks alone. */
function fromText(text: string, checks: readonly ShownCheck[]): Loose[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text || '[]');
  } catch (error) {
    fail('not-our-server', 'The server sent source records that cannot be read.', { detail: String(error) }, error);
  }
  const list = Array.isArray(parsed) ? parsed : [parsed];
  const fields = [...new Set(checks.flatMap((check) => check.fields))];
  return list.filter((row): row is object => typeof row === 'object' && row !== null && !Array.isArray(row)).map((row, index) => ({
    row_id: String(index + 1), values: new Map(Object.entries(row)), failed_checks: checks.map((check) => check.id), fields,
  }));
}

function pickColumns(all: readonly string[], failing: ReadonlySet<string>): string[] {
  if (all.length <= mostColumns) return [...all];
  let room = mostColumns - all.filter((column) => failing.has(column)).length;
  return all.filter((column) => failing.has(column) || room-- > 0);
}

/**
 * Failing rows as a table, its cells in the order of the columns, failing ones marked with the checks that they break.
 * `limit` is how many rows were asked for. Throws PlumblineError where the server's text is not JSON.
 */
export function sourceRows(source: SourceRecords, checks: readonly ShownCheck[], limit: number): ShownRows {
  const records: Loose[] = source.records
    ? source.records.map((record) => ({ ...record, values: new Map<string, unknown>(Object.entries(record.values)) }))
    : fromText(source.source_record, checks);
  const failing = new Set(records.flatMap((record) => record.fields));
  const all = source.columns ?? [...new Set(records.flatMap((record) => [...record.values.keys()]))];
  const columns = pickColumns(all, failing);
  const fieldsOf = new Map(checks.map((check) => [check.id, new Set(check.fields)]));
  const rows = records.map((record): ShownRow => ({
    id: record.row_id,
    cells: columns.map((column) => toCell(record.values.get(column))),
    marks: columns.flatMap((column, index) => {
      if (!record.fields.includes(column)) return [];
      return [{ column: index, checks: record.failed_checks.filter((id) => fieldsOf.get(id)?.has(column) ?? false) }];
    }),
  }));
  return { columns, columnsLeftOut: all.length - columns.length, rows, more: records.length >= limit };
}
