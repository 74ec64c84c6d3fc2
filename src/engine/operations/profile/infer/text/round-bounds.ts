/** The nearest number to `value`, away from zero or towards it, with two significant digits. */
export function rounded(value: number, direction: 'up' | 'down'): number {
  if (value === 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1);
  const steps = value / unit;
  const whole = direction === 'up' ? Math.ceil(steps - 1e-9) : Math.floor(steps + 1e-9);
  return Number((whole * unit).toPrecision(12));
}

/** Bounds with half of the spread as margin on each side, without crossing zero when the data does not. */
export function withMargin(low: number, high: number): { min: number; max: number } {
  const spread = high - low;
  const min = low >= 0 ? Math.max(0, rounded(low - spread / 2, 'down')) : rounded(low - spread / 2, 'down');
  const max = high <= 0 ? Math.min(0, rounded(high + spread / 2, 'up')) : rounded(high + spread / 2, 'up');
  return { min, max };
}
