import type { Candidate } from './candidate';
import type { Misspellings } from './facts/misspellings';
import type { SampleCodes } from './facts/sample-codes';
import type { TableFacts } from './facts/table-facts';

/** What an inference may look at beside the facts; made when first asked for, once for all. */
export interface Findings {
  readonly facts: TableFacts;
  readonly misspellings: Misspellings;
  /** Fields of which no value repeats, as was seen on all rows; not all that are so. */
  readonly unique: ReadonlySet<string>;
  /** Rows of the sample as small numbers, for what compares fields with each other. */
  codes(): Promise<SampleCodes>;
}

/** One method that proposes checks. Each is a file in `methods/`, and an entry of the registry. */
export interface Inference {
  /** Kept with the check, and the heading of the method in docs/inference.md. */
  readonly name: string;
  /** The level from which on it is used. */
  readonly level: 1 | 2 | 3 | 4 | 5;
  /** How much work it is in comparison with others, for progress; 1 where it is left out. */
  readonly effort?: number;
  propose(findings: Findings): readonly (Candidate | null)[] | Promise<readonly (Candidate | null)[]>;
}
