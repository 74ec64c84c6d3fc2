/** Whether a check holds, given what was counted. */
export interface Verdict {
  readonly passed: boolean;
  /** What a failure is: rows that break the check, or a property of the data as a whole. */
  readonly anomaly: 'record' | 'shape';
}

/**
 * Judges counted rows against the share of them that must hold. Without coverage (1) a single failing row fails the
 * check; with less, it fails only when the share of rows that hold is below it, and then as a shape of the data.
 * No rows: nothing breaks the check. The quotient is compared as it is, since both it and a coverage such as 0.9 are
 * the nearest double of their exact values.
 */
export function judgeCoverage(rows: number, failing: number, coverage: number, scope: 'record' | 'shape'): Verdict {
  const anomaly = coverage < 1 ? 'shape' : scope;
  if (failing === 0 || rows === 0) return { passed: true, anomaly };
  return { passed: coverage < 1 && (rows - failing) / rows >= coverage, anomaly };
}
