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
  /** Why it is proposed, each a sentence; examples first. */
  readonly evidence: readonly string[];
  /** How it is tried. `rows`: on rows that nothing was learned from, where at most `tolerance` of them may break it. `shown`: the method has its own evidence that what breaks it is a mistake; breaks are only counted. `counted`: it was decided on all rows already. */
  readonly trial: { readonly by: 'rows'; readonly tolerance: number } | { readonly by: 'shown' } | { readonly by: 'counted' };
}
