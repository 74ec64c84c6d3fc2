import type { Focused } from './grid';

interface Extent { readonly rows: number; readonly columns: number; readonly page: number }

/** Where a key moves the focus of the grid to; null for keys that do not. As the ARIA pattern for grids has it. */
export function moved(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>, from: Focused, extent: Extent): Focused | null {
  const far = event.ctrlKey || event.metaKey;
  const row = (to: number): Focused => ({ ...from, row: Math.min(Math.max(0, extent.rows - 1), Math.max(0, to)) });
  const column = (to: number): Focused => ({ ...from, column: Math.min(Math.max(0, extent.columns - 1), Math.max(0, to)) });
  switch (event.key) {
    case 'ArrowDown': return row(far ? extent.rows : from.row + 1);
    case 'ArrowUp': return row(far ? 0 : from.row - 1);
    case 'ArrowRight': return column(far ? extent.columns : from.column + 1);
    case 'ArrowLeft': return column(far ? 0 : from.column - 1);
    case 'PageDown': return row(from.row + extent.page);
    case 'PageUp': return row(from.row - extent.page);
    case 'Home': return far ? { row: 0, column: 0 } : column(0);
    case 'End': return far ? { ...row(extent.rows), column: Math.max(0, extent.columns - 1) } : column(extent.columns);
    default: return null;
  }
}
