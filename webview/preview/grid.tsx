import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { PreviewToHost, ShownPreview } from '../../src/core/protocol/preview-panel';
import { CellText } from '../panel/cell-text';
import { useHost } from '../panel/host';
import { count } from '../ui/format';
import { l10n } from '../ui/l10n';
import { columnWidths } from './column-widths';
import { HeadCell } from './head-cell';
import { moved } from './moved';
import { rowHeight, scrollPlace } from './scroll-place';

/** The cell that has the focus of the grid: row among all rows, column. */
export interface Focused { readonly row: number; readonly column: number }

interface Props {
  state: ShownPreview;
  focused: Focused;
  onFocus: (next: Focused) => void;
  onCopy: () => void;
}

const numberWidth = 76;
const longestText = 200;

/** Rows there are at least: those that are known of, where the whole number is not. */
export function rowsKnown(state: ShownPreview): number {
  return state.total ?? state.offset + state.rows.length + (state.more ? 1 : 0);
}

/** The rows as a grid that draws only what is in sight; one place in it has the focus, and the keyboard moves it. */
export function Grid({ state, focused, onFocus, onCopy }: Props) {
  const host = useHost<PreviewToHost>();
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 800, height: 400 });
  const [first, setFirst] = useState(0);
  const [left, setLeft] = useState(0);
  const total = rowsKnown(state);
  const visible = Math.max(1, Math.floor((size.height - 2 * rowHeight) / rowHeight));
  const place = useMemo(() => scrollPlace(total, visible), [total, visible]);
  const names = state.columns.map((column) => column.name).join('\n');
  // Widths stay while one looks through the rows of the same columns.
  const widths = useMemo(() => columnWidths(state.columns, state.rows), [names]);
  const starts = useMemo(() => widths.reduce<number[]>((sums, width) => [...sums, sums.at(-1)! + width], [numberWidth]), [widths]);

  useLayoutEffect(() => {
    const element = box.current!;
    const watch = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);

  const show = (row: number): void => {
    const next = Math.min(place.last, Math.max(0, row));
    setFirst(next);
    if (box.current) box.current.scrollTop = place.topOf(next);
    host.post({ type: 'see', row: Math.min(total, next + Math.floor(visible / 2)) });
  };

  useEffect(() => show(state.reveal.row === 0 ? 0 : state.reveal.row - Math.floor(visible / 3)), [state.reveal.wish]);
  useEffect(() => { if (first > place.last) show(place.last); }, [place]);

  const scrolled = (): void => {
    const element = box.current!;
    setLeft(element.scrollLeft);
    const row = place.rowAt(element.scrollTop);
    // At a smaller scale many rows share one place; the one that was chosen stays.
    if (row !== first && Math.abs(element.scrollTop - place.topOf(first)) >= 1) {
      setFirst(row);
      host.post({ type: 'see', row: Math.min(total, row + Math.floor(visible / 2)) });
    }
  };
  const wheel = (event: WheelEvent): void => {
    if (event.ctrlKey || event.shiftKey || Math.abs(event.deltaY) <= Math.abs(event.deltaX)) return;
    event.preventDefault();
    show(first + Math.sign(event.deltaY) * Math.max(1, Math.round(Math.abs(event.deltaY) / rowHeight / 1.5)));
  };
  const press = (event: KeyboardEvent): void => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c') {
      if (String(window.getSelection() ?? '') !== '') return;
      event.preventDefault();
      onCopy();
      return;
    }
    const next = moved(event, focused, { rows: total, columns: state.columns.length, page: visible });
    if (next === null) return;
    event.preventDefault();
    onFocus(next);
    if (next.row < first) show(next.row);
    else if (next.row >= first + visible) show(next.row - visible + 1);
    const element = box.current!;
    const [from, to] = [starts[next.column]!, starts[next.column + 1]!];
    if (from < element.scrollLeft + numberWidth) element.scrollLeft = from - numberWidth;
    else if (to > element.scrollLeft + element.clientWidth) element.scrollLeft = to - element.clientWidth;
  };

  const columns = state.columns.map((column, at) => ({ column, at }))
    .filter(({ at }) => starts[at + 1]! >= left - 400 && starts[at]! <= left + size.width + 400);
  const drawn = Array.from({ length: Math.max(0, Math.min(visible + 1, total - first)) }, (_, at) => first + at);
  const across = { left: 0, width: `${starts.at(-1)!}px` };
  return (
    <div ref={box} class="grid" role="grid" tabIndex={0} aria-label={l10n.t('Rows of {0}', state.name)} aria-rowcount={state.total === null ? -1 : total + 1}
      aria-colcount={state.columns.length + 1} aria-busy={state.busy} aria-activedescendant={`cell-${focused.row}-${focused.column}`}
      onScroll={scrolled} onWheel={wheel} onKeyDown={press}>
      <div class="grid-length" style={{ height: `${place.way + size.height}px`, width: `${starts.at(-1)!}px` }} role="presentation">
        <div class="grid-window" role="rowgroup" style={across}>
          <div class="grid-row grid-head" role="row" aria-rowindex={1}>
            <div class="grid-number" role="columnheader" aria-colindex={1}>#</div>
            {columns.map(({ column, at }) => (
              <HeadCell key={at} column={column} index={at} left={starts[at]!} width={widths[at]!} sort={state.sort?.field === column.name ? state.sort : null} />
            ))}
          </div>
          {drawn.map((row) => {
            const cells = state.rows[row - state.offset];
            const number = state.numbers[row - state.offset];
            return (
              <div key={row} class={`grid-row${row === focused.row ? ' current' : ''}`} role="row" aria-rowindex={row + 2} style={{ top: `${(row - first + 2) * rowHeight}px` }}>
                <div class="grid-number" role="rowheader" aria-colindex={1}>{number === undefined ? '' : number === null ? '—' : count(number + 1)}</div>
                {columns.map(({ column, at }) => (
                  <div key={at} id={`cell-${row}-${at}`} role="gridcell" aria-colindex={at + 2} aria-selected={row === focused.row && at === focused.column}
                    class={`grid-cell${/^(Integral|Fractional)$/.test(column.type) ? ' number' : ''}${row === focused.row && at === focused.column ? ' focused' : ''}`}
                    style={{ left: `${starts[at]!}px`, width: `${widths[at]!}px` }} onClick={() => onFocus({ row, column: at })}>
                    {cells ? <CellText value={cells[at] ?? null} most={longestText} /> : <span class="pending" aria-hidden="true">···</span>}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
