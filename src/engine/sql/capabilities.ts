/** What the place that runs SQL can beside running it. What it cannot is done in another way, or refused with a reason. */
export interface Capabilities {
  /** Tables that live as long as the session, to keep rows in that cost much to read again. */
  readonly temporaryTables: boolean;
  /** An expression that cannot be computed can give null (`Dialect.attempt`) instead of ending its statement. */
  readonly attempt: boolean;
  /** All statements of a session see one state of the data, whoever writes to it meanwhile. */
  readonly snapshot: boolean;
  /** Some rows from all over a table can be had without reading all of it. */
  readonly sampling: boolean;
  /** Whoever plans statements shows from statistics that no row meets a condition, and never errs. */
  readonly provingStatistics: boolean;
  /** RE2 patterns, lists, names and distances of the dialect. */
  readonly patterns: boolean;
  /** Errors in a statement come with the place in it. */
  readonly errorPosition: boolean;
}
