/**
 * The Jensen-Shannon distance of two distributions: the square root of the mean divergence, in bits, of each from the middle of both. 0 where
 * they are equal, 1 where nothing of one is in the other. Shares of both in the same order; they need not add up to 1 exactly.
 */
export function jensenShannon(before: readonly number[], now: readonly number[]): number {
  let divergence = 0;
  for (let at = 0; at < Math.max(before.length, now.length); at += 1) {
    const [p, q] = [before[at] ?? 0, now[at] ?? 0];
    const middle = (p + q) / 2;
    if (p > 0) divergence += (p / 2) * Math.log2(p / middle);
    if (q > 0) divergence += (q / 2) * Math.log2(q / middle);
  }
  return Math.sqrt(Math.max(0, Math.min(1, divergence)));
}

/** The distance that two samples of one distribution have by chance: the divergence is about chi-squared with a degree of freedom less than classes. */
export function expectedDistance(classes: number, before: number, now: number): number {
  if (classes < 2 || before <= 0 || now <= 0) return 0;
  return Math.min(1, Math.sqrt(((classes - 1) / (8 * Math.LN2)) * (1 / before + 1 / now)));
}
