import { signed, type NumberGrid } from './on-grid';

const unsigned = (bits: bigint): NumberGrid => ({ scale: 0, least: 0n, most: 2n ** bits - 1n });

const integers: ReadonlyMap<string, NumberGrid> = new Map([
  ['TINYINT', signed(8n)], ['SMALLINT', signed(16n)], ['INTEGER', signed(32n)], ['BIGINT', signed(64n)], ['HUGEINT', signed(128n)],
  ['UTINYINT', unsigned(8n)], ['USMALLINT', unsigned(16n)], ['UINTEGER', unsigned(32n)], ['UBIGINT', unsigned(64n)], ['UHUGEINT', unsigned(128n)],
  ['BIGNUM', { scale: 0, least: -(10n ** 400n), most: 10n ** 400n }],
]);

/** The grid of an integer or decimal type by DuckDB's name for it; null for FLOAT, DOUBLE and everything else. */
export function numberGrid(nativeType: string): NumberGrid | null {
  const type = nativeType.trim().toUpperCase();
  const decimal = /^(?:DECIMAL|NUMERIC)\((\d+),\s*(\d+)\)$/.exec(type);
  if (!decimal) return integers.get(type) ?? null;
  const most = 10n ** BigInt(decimal[1]!) - 1n;
  return { scale: Number(decimal[2]), least: -most, most };
}

/** A time type by DuckDB's name: how many microseconds its steps are, and how a literal of it is written. */
export interface TimeGrid {
  readonly type: 'DATE' | 'TIMESTAMP' | 'TIMESTAMP_S' | 'TIMESTAMP_MS' | 'TIMESTAMP_NS' | 'TIMESTAMPTZ';
  readonly step: bigint;
}

/** What values of TIMESTAMP_NS can reach, in microseconds, rounded inwards. */
export const nanosecondRange = { least: -9_223_286_400_000_000n, most: 9_223_286_400_000_000n };

export function timeGrid(nativeType: string): TimeGrid {
  switch (nativeType.trim().toUpperCase()) {
    case 'DATE': return { type: 'DATE', step: 86_400_000_000n };
    case 'TIMESTAMP_S': return { type: 'TIMESTAMP_S', step: 1_000_000n };
    case 'TIMESTAMP_MS': return { type: 'TIMESTAMP_MS', step: 1000n };
    case 'TIMESTAMP_NS': return { type: 'TIMESTAMP_NS', step: 1n };
    case 'TIMESTAMPTZ': case 'TIMESTAMP WITH TIME ZONE': return { type: 'TIMESTAMPTZ', step: 1n };
    default: return { type: 'TIMESTAMP', step: 1n };
  }
}
