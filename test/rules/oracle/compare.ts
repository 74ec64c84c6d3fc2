import type { Cell, Fixed } from './cells';

/** A number written as text, as an exact fraction with a power of ten below it. */
function exact(text: string): Fixed {
  const [mantissa = '0', exponent = '0'] = text.trim().toLowerCase().split('e');
  const [whole = '', part = ''] = mantissa.replace('+', '').split('.');
  const scale = part.length - Number(exponent);
  const units = BigInt(`${whole}${part}` === '-' ? '0' : `${whole}${part}`);
  return scale < 0 ? { units: units * 10n ** BigInt(-scale), scale: 0 } : { units, scale };
}

function order(a: Fixed, b: Fixed): number {
  const [x, y] = [a.units * 10n ** BigInt(b.scale), b.units * 10n ** BigInt(a.scale)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** How a number compares with a bound: negative, 0, positive; NaN where it is not a number. */
export function compareToNumber(cell: Cell, bound: string, single = false): number {
  if (typeof cell === 'number') {
    const other = single && Math.abs(Number(bound)) <= 3.4028234e38 ? Math.fround(Number(bound)) : Number(bound);
    return Number.isNaN(cell) ? NaN : cell < other ? -1 : cell > other ? 1 : 0;
  }
  if (typeof cell === 'bigint') return order({ units: cell, scale: 0 }, exact(bound));
  if (cell !== null && typeof cell === 'object' && 'units' in cell) return order(cell, exact(bound));
  throw new Error('not a number');
}

/** Nanoseconds of an ISO text; without a zone it is UTC. */
export function nanosOf(iso: string): bigint {
  const [, stem = '', fraction = '', zone = ''] = /^(.*?)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)?$/.exec(iso)!;
  const padded = stem.length === 10 ? `${stem}T00:00:00` : stem.replace(' ', 'T');
  return BigInt(Date.parse(`${padded}${zone || 'Z'}`)) * 1_000_000n + BigInt(fraction.padEnd(6, '0').slice(0, 6) || '0') * 1000n;
}

export function compareToNanos(cell: Cell, nanos: bigint): number {
  if (cell === null || typeof cell !== 'object' || !('nanos' in cell)) throw new Error('not a time');
  return cell.nanos < nanos ? -1 : cell.nanos > nanos ? 1 : 0;
}

/** A text that is the same for two cells exactly when they are equal: NaN equals NaN, 0 equals -0. */
export function keyOf(cell: Cell): string {
  if (cell === null) return 'null';
  if (typeof cell === 'number') return `n:${cell === 0 ? 0 : cell}`;
  if (typeof cell === 'object' && 'units' in cell) return `f:${cell.units}/${cell.scale}`;
  if (typeof cell === 'object' && 'nanos' in cell) return `t:${cell.nanos}`;
  if (typeof cell === 'object') return `l:${JSON.stringify(cell)}`;
  return `${typeof cell}:${cell}`;
}
