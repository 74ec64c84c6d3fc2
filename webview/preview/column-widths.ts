import type { Cell } from '../../src/core/protocol/anomaly-panel';
import type { PreviewColumn } from '../../src/core/protocol/preview-panel';
import { oddValue } from '../panel/cell-text';

const [narrowest, widest] = [72, 340];
/** Mean width of a character of the editor's font, px, and what a cell has around its text. */
const [character, around] = [7.6, 22];

/** A width for each column, px, from its name, its type and the rows that are known first. */
export function columnWidths(columns: readonly PreviewColumn[], rows: readonly (readonly Cell[])[]): number[] {
  return columns.map((column, at) => {
    const longest = rows.slice(0, 100).reduce((most, row) => {
      const value = row[at] ?? null;
      return Math.max(most, (oddValue(value) ?? String(value)).length);
    }, Math.max(column.name.length + 3, column.nativeType.length));
    return Math.round(Math.min(widest, Math.max(narrowest, longest * character + around)));
  });
}
