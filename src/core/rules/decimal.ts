/** An exact decimal: `units` / 10^`scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

const shape = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

/** Reads a decimal such as `-12.50` or `1e-3` without rounding it; null where the text is none or beyond 400 digits. */
export function parseDecimal(text: string): Decimal | null {
  const m = shape.exec(text.trim());
  if (!m || (!m[2] && !m[3])) return null;
  const exponent = Number(m[4] ?? 0);
  const digits = `${m[2] ?? ''}${m[3] ?? ''}`;
  const scale = (m[3] ?? '').length - exponent;
  if (digits.length > 400 || Math.abs(scale) > 400) return null;
  const units = BigInt(digits) * (m[1] === '-' ? -1n : 1n);
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

/** The greatest whole number of 10^-`scale` steps that is not above the value. */
export function floorUnits(value: Decimal, scale: number): bigint {
  if (value.scale <= scale) return value.units * 10n ** BigInt(scale - value.scale);
  const step = 10n ** BigInt(value.scale - scale);
  const quotient = value.units / step;
  return value.units < 0n && quotient * step !== value.units ? quotient - 1n : quotient;
}

/** The smallest whole number of 10^-`scale` steps that is not below the value. */
export function ceilUnits(value: Decimal, scale: number): bigint {
  return -floorUnits({ units: -value.units, scale: value.scale }, scale);
}

/** Plain digits: `-0.050`. */
export function unitsText(units: bigint, scale: number): string {
  if (scale === 0) return units.toString();
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

export function compareDecimals(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const [x, y] = [floorUnits(a, scale), floorUnits(b, scale)];
  return x < y ? -1 : x > y ? 1 : 0;
}
