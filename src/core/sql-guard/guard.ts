import type { FieldType } from '../api/schemas/container';
import { Parser } from './parser';
import { Refusal, refusedProblem } from './refusal';
import { tokenize } from './tokens';

/** A user's expression, parsed and written anew from its parse, so that nothing but what was understood runs. */
export interface GuardedExpression {
  readonly sql: string;
  /** Columns it reads, as the container spells them, without repetition. */
  readonly columns: readonly string[];
  /** Whether it calls an aggregate function, so that it needs rows to give its one value. */
  readonly aggregates: boolean;
}

/** A condition is true or false a row, a value is any value of a row, an aggregate is one value for all rows. */
export type ExpressionMode = 'condition' | 'value' | 'aggregate';

export interface GuardContext {
  readonly columns: readonly { readonly name: string; readonly type: FieldType }[];
  readonly mode: ExpressionMode;
  /** Values of check variables. */
  readonly variables: Readonly<Record<string, string | number | boolean>>;
  readonly now: Date;
  /** How messages call it, e.g. `filter`. */
  readonly name: string;
  /** Path in the request, e.g. `properties.expression`. */
  readonly path: string;
  readonly quote: { identifier(name: string): string; text(value: string): string };
}

/**
 * Takes a user's SQL only if it is a single read-only expression over the given columns, and writes it anew.
 * Throws `bad-request` with line and column otherwise. Whether types fit together is for the source to say.
 */
export function guardExpression(sql: string, context: GuardContext): GuardedExpression {
  try {
    return new Parser(tokenize(sql), context).parse();
  } catch (error) {
    if (error instanceof Refusal) throw refusedProblem(error, sql, context.name, context.path);
    throw error;
  }
}
