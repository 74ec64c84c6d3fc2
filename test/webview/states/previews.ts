import type { ShownPreview } from '../../../src/core/protocol/preview-panel';

/** Rows `from` to `from + 200` of a container of a hundred million orders, as the host sends them. */
export function orders(more: Partial<ShownPreview> = {}): ShownPreview {
  const offset = more.offset ?? 0;
  const rows = Array.from({ length: 200 }, (_, at): ShownPreview['rows'][number] => {
    const n = offset + at;
    return [n + 1, n % 9 === 0 ? null : `customer ${n % 71}`, n % 13 === 0 ? '' : `note ${n}\u202egnp `, (n % 400) / 4 - 10, '2026-05-04 09:30:00'];
  });
  return {
    kind: 'preview', name: 'orders', datastore: 'shop',
    columns: [
      { name: 'order_id', type: 'Integral', nativeType: 'BIGINT' }, { name: 'customer', type: 'String', nativeType: 'VARCHAR' },
      { name: 'note', type: 'String', nativeType: 'VARCHAR' }, { name: 'amount', type: 'Fractional', nativeType: 'DECIMAL(18,2)' },
      { name: 'placed_at', type: 'Timestamp', nativeType: 'TIMESTAMP' },
    ],
    offset, rows, numbers: rows.map((_, at) => offset + at), total: 100_000_000, more: true, sort: null, filter: '', filterProblem: null,
    reveal: { row: 0, wish: 0 }, busy: false, notes: [], notice: null, ...more,
  };
}
