/** What the error of a statement tells. */
export interface Fault {
  /**
   * `statement`: it cannot be run at all, whatever the data (a name, a type, its grammar); `value`: it stopped at a value;
   * `memory`: it needs more memory or disk than there is; `source`: the data or the machine, no statement, is the cause.
   */
  readonly kind: 'statement' | 'value' | 'memory' | 'source';
  /** What it says, in one line. */
  readonly text: string;
  /** Where in the statement, in characters from 0; null where that is not told. */
  readonly position: number | null;
}

/** The text of an error, whatever was thrown. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
