/** Cumulative levels of inference, as Qualytics numbers them: low 1, medium 2, high 3. Higher ones add nothing yet. */
export const levels = { off: 0, low: 1, medium: 2, high: 3, xhigh: 4, max: 5 } as const;

/** A check that the data suggests, to be tried before it is proposed. */
export interface Candidate {
  readonly rule: string;
  readonly fields: readonly string[];
  readonly properties: Record<string, unknown>;
  readonly description: string;
  /** Level from which on it is proposed. */
  readonly level: 1 | 2 | 3;
  /** SQL predicate that is TRUE on rows that break it; null where it was decided exactly already. */
  readonly breaks: string | null;
  /** Highest share of rows, of the trial part and of the sample, that may break it: real errors, not a wrong rule. */
  readonly tolerance: number;
}
