/** A value below which a share of the values lies. */
export interface Quantile { readonly share: number; readonly value: number }

/** Share of the values at or below `value`, by straight lines between quantiles, which ascend. */
function shareBelow(quantiles: readonly Quantile[], value: number): number {
  const at = quantiles.findIndex((quantile) => quantile.value > value);
  if (at === 0) return 0;
  const [low, high] = [quantiles[at - 1], quantiles[at]];
  if (at < 0 || !low || !high) return 1;
  return low.share + ((high.share - low.share) * (value - low.value)) / (high.value - low.value);
}

/** Shares of the values in the ranges between `edges` (ascending, different): below the first, between, above the last. */
export function sharesBetween(quantiles: readonly Quantile[], edges: readonly number[]): number[] {
  const below = [...edges.map((edge) => shareBelow(quantiles, edge)), 1];
  return below.map((share, at) => share - (below[at - 1] ?? 0));
}
