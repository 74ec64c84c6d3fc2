/** Height of a row, px; the style sheet says the same. */
export const rowHeight = 24;
/** Browsers lose count in boxes of more than some 16 million px, so a longer list is scrolled at a smaller scale. */
export const tallest = 8_000_000;

/** How a list of rows lies in a box that scrolls. */
export interface ScrollPlace {
  /** Height of the whole list, px. */
  readonly height: number;
  /** How far the box can be scrolled, px: its content is this much higher than the box. */
  readonly way: number;
  /** The first row in sight when the box is scrolled to `top`. */
  rowAt(top: number): number;
  /** Where the box is scrolled to when `row` is the first in sight. */
  topOf(row: number): number;
  /** The last row that can be the first in sight. */
  readonly last: number;
}

/** `visible`: rows that are in sight at a time. `rows` more than fit at full scale are spread over {@link tallest}. */
export function scrollPlace(rows: number, visible: number): ScrollPlace {
  const height = Math.min(tallest, rows * rowHeight);
  const last = Math.max(0, rows - visible);
  const way = Math.max(0, height - visible * rowHeight);
  return {
    height, way, last,
    rowAt: (top) => (way === 0 ? 0 : Math.min(last, Math.max(0, Math.round((top / way) * last)))),
    topOf: (row) => (last === 0 ? 0 : (Math.min(last, Math.max(0, row)) / last) * way),
  };
}
