import type { Meaning } from './meaning';
import type { Rule, Violation } from './rule';

/** A check made ready for one container: what `compileCheck` gives. */
export interface CompiledCheck {
  readonly id: number;
  readonly rule: Rule;
  readonly fields: readonly string[];
  /** SQL predicate: the rows looked at are those where it is TRUE; null for all. Already guarded and written anew. */
  readonly filter: string | null;
  /** Columns that the filter reads (not among `meaning.columns` unless the meaning reads them too). */
  readonly filterColumns: readonly string[];
  /** Share of rows that must hold, 1 where none is set. */
  readonly coverage: number;
  readonly meaning: Meaning;
  /** Texts for a failure. `rows`, `failing`: null where the meaning counts none. */
  violation(counts: {
    readonly rows: number | null; readonly failing: number | null; readonly found?: Readonly<Record<string, string | null>>;
  }): Violation;
}
