/** Counts of flagged cells against cells that are wrong. */
export interface Score { hits: number; flagged: number; wrong: number }

export const newScore = (): Score => ({ hits: 0, flagged: 0, wrong: 0 });

export function precision({ hits, flagged }: Score): number {
  return flagged === 0 ? 0 : hits / flagged;
}
export function recall({ hits, wrong }: Score): number {
  return wrong === 0 ? 0 : hits / wrong;
}
export function f1(score: Score): number {
  const [p, r] = [precision(score), recall(score)];
  return p + r === 0 ? 0 : (2 * p * r) / (p + r);
}

export const scoreText = (score: Score): string =>
  `precision ${precision(score).toFixed(3)} recall ${recall(score).toFixed(3)} F1 ${f1(score).toFixed(3)} (${score.hits} of ${score.flagged} flagged, ${score.wrong} wrong)`;
