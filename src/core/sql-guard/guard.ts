/** A user's expression, parsed and written anew from its parse tree, so that nothing but what was understood runs. */
export interface GuardedExpression {
  readonly sql: string;
  /** Columns it reads, as the container spells them, without repetition. */
  readonly columns: readonly string[];
}
