import type { PreviewColumn, PreviewSort, PreviewToHost } from '../../src/core/protocol/preview-panel';
import { useHost } from '../panel/host';
import { l10n } from '../ui/l10n';
import { Visible } from '../ui/visible';

/** What a click on a column's head leads to: up, then down, then the order of the data. */
function nextSort(field: string, sort: PreviewSort | null): PreviewSort | null {
  if (sort === null) return { field, descending: false };
  return sort.descending ? null : { field, descending: true };
}

/** The head of a column: its name and type, and by it the rows are sorted. */
export function HeadCell({ column, index, left, width, sort }: { column: PreviewColumn; index: number; left: number; width: number; sort: PreviewSort | null }) {
  const host = useHost<PreviewToHost>();
  return (
    <div class="grid-cell" role="columnheader" aria-colindex={index + 2} aria-sort={sort === null ? 'none' : sort.descending ? 'descending' : 'ascending'}
      style={{ left: `${left}px`, width: `${width}px` }}>
      <button type="button" class="head-button" title={l10n.t('{0} ({1}). Sort by this field.', column.name, column.nativeType)}
        onClick={() => host.post({ type: 'sort', sort: nextSort(column.name, sort) })}>
        <span class="head-name"><Visible text={column.name} />{sort !== null && <span aria-hidden="true">{sort.descending ? ' ↓' : ' ↑'}</span>}</span>
        <span class="head-type">{column.nativeType}</span>
      </button>
    </div>
  );
}
