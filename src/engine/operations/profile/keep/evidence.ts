import type { Proposal } from '../infer/infer-checks';

/** Why a check exists, kept under `inference` in its additional metadata; shown by the command line, exports and the editor. */
export interface Evidence {
  /** The method, as docs/inference.md names it. */
  readonly method: string;
  /** Rows looked at, and how many of them break the check; null where they were not counted. */
  readonly rows: number;
  readonly failing: number | null;
  /** Share of the rows that hold, 0..1. */
  readonly share: number | null;
  /** The least share of rows that hold, by these rows with 95 % certainty (Wilson), 0..1. */
  readonly confidence: number | null;
  /** Sentences: examples for and against. */
  readonly evidence: readonly string[];
  /** How it was tried, in words. */
  readonly tried: string;
  /** When it was first proposed, or proposed otherwise than before. */
  readonly learned: string;
}

/** Lower end of the Wilson score interval at 95 %. */
export function wilsonLower(holding: number, rows: number): number {
  if (rows === 0) return 0;
  const z = 1.96;
  const share = holding / rows;
  const spread = z * Math.sqrt((share * (1 - share)) / rows + (z * z) / (4 * rows * rows));
  return Math.max(0, (share + (z * z) / (2 * rows) - spread) / (1 + (z * z) / rows));
}

const fourDigits = (value: number): number => Number(value.toPrecision(4));

/** The evidence of a proposal made at `now`. */
export function evidenceOf({ method, rows, failing, evidence, trial }: Proposal, now: string): Evidence {
  return {
    method, rows, failing, evidence, learned: now,
    share: failing === null || rows === 0 ? null : fourDigits(1 - failing / rows),
    confidence: failing === null ? null : fourDigits(wilsonLower(rows - failing, rows)),
    tried: trial.by === 'rows' ? 'Learned from the first 60 % of the rows, and held on the others.'
      : trial.by === 'shown' ? 'What breaks it looks like a mistake, by the evidence above.' : 'Counted on all rows.',
  };
}
