/** Cumulative levels of inference, as Qualytics numbers them. The two highest propose what `high` does, learned from more rows. */
export const levels = { off: 0, low: 1, medium: 2, high: 3, xhigh: 4, max: 5 } as const;

/** Rows at most that a level learns from. */
export const rowsToLearnFrom = (level: number): number => (level >= levels.max ? 1_000_000 : level >= levels.xhigh ? 300_000 : 100_000);

/** A check that the data suggests, to be tried before it is proposed. */
export interface Candidate {
  readonly rule: string;
  readonly fields: readonly string[];
  readonly properties: Record<string, unknown>;
  readonly description: string;
  /** Level from which on it is proposed. */
  readonly level: 1 | 2 | 3;
  /** It was decided exactly already and needs no trial. */
  readonly decided?: boolean;
  /** Highest share of rows, of the trial part and of the sample, that may break it: real errors, not a wrong rule. */
  readonly tolerance: number;
}
