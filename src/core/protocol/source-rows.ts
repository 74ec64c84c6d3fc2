import type { SourceRecord } from '../api/schemas/anomaly';
import type { Cell, ShownCheck, ShownRow, ShownRows } from './anomaly-panel';

/** More columns than this are not looked at by anyone; failing ones are always among those shown. */
const mostColumns = 200;
const longestCell = 4000;

function toCell(value: Cell): Cell {
  return typeof value === 'string' && value.length > longestCell ? `${value.slice(0, longestCell)}…` : value;
}

/** Failing columns always, and those whose name has the searched text, as far as there is room. */
function pickColumns(all: readonly string[], failing: ReadonlySet<string>, searched: string): string[] {
  let room = mostColumns - all.filter((column) => failing.has(column)).length;
  const text = searched.toLowerCase();
  return all.filter((column) => failing.has(column) || (column.toLowerCase().includes(text) && room-- > 0));
}

/** Failing rows as a server's side gives them: records with what each breaks, and the columns of the container. */
interface Source {
  readonly records: readonly SourceRecord[];
  readonly columns: readonly string[];
}

/**
 * Failing rows as a table, its cells in the order of the columns, failing ones marked with the checks that they break.
 * `limit` is how many rows were asked for, `searched` what is to be in the names of columns beside failing ones.
 */
export function sourceRows({ records, columns: all }: Source, checks: readonly ShownCheck[], limit: number, searched = ''): ShownRows {
  const failing = new Set(records.flatMap((record) => record.fields));
  const columns = pickColumns(all, failing, searched.trim());
  const fieldsOf = new Map(checks.map((check) => [check.id, new Set(check.fields)]));
  const rows = records.map((record): ShownRow => ({
    id: record.row_id,
    cells: columns.map((column) => toCell(Object.hasOwn(record.values, column) ? record.values[column] ?? null : null)),
    marks: columns.flatMap((column, index) => {
      if (!record.fields.includes(column)) return [];
      return [{ column: index, checks: record.failed_checks.filter((id) => fieldsOf.get(id)?.has(column) ?? false) }];
    }),
  }));
  return { columns, searched: searched.trim(), columnsLeftOut: all.length - columns.length, rows, more: records.length >= limit };
}
