import { fixedText, type Cell } from './cells';

/** Text of a number cell, exact. */
export function numberText(cell: Cell): string {
  return cell !== null && typeof cell === 'object' && 'units' in cell ? fixedText(cell) : String(cell);
}
