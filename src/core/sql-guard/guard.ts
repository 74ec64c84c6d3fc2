import type { FieldType } from '../api/schemas/container';
import type { Expression } from './expression';
import { Parser } from './parser';
import { Refusal, refusedProblem } from './refusal';
import { tokenize } from './tokens';

/** A user's expression, parsed and written anew from its tree, so that nothing but what was understood runs. */
export interface GuardedExpression {
  readonly tree: Expression;
  /** The tree in the SQL of the source. */
  readonly sql: string;
  /** Columns it reads, as the container spells them, without repetition. */
  readonly columns: readonly string[];
  /** Whether it calls an aggregate function, so that it needs rows to give its one value. */
  readonly aggregates: boolean;
}

/** A condition is true or false a row, a value is any value of a row, an aggregate is one value for all rows. */
export type ExpressionMode = 'condition' | 'value' | 'aggregate';

/** What an expression is read against. */
export interface ParseContext {
  readonly columns: readonly { readonly name: string; readonly type: FieldType; readonly nativeType?: string }[];
  /** The container's own name, which may stand before the names of its fields. */
  readonly container?: string | undefined;
  readonly mode: ExpressionMode;
  /** Values of check variables. */
  readonly variables: Readonly<Record<string, string | number | boolean>>;
  readonly now: Date;
}

export interface GuardContext extends ParseContext {
  /** How messages call it, e.g. `filter`. */
  readonly name: string;
  /** Path in the request, e.g. `properties.expression`. */
  readonly path: string;
  readonly dialect: { print(expression: Expression): string };
}

/**
 * Takes a user's SQL only if it is a single read-only expression over the given columns, and writes it anew.
 * Throws `bad-request` with line and column otherwise. Whether types fit together is for the source to say.
 */
export function guardExpression(sql: string, context: GuardContext): GuardedExpression {
  try {
    const parsed = new Parser(tokenize(sql), context).parse();
    return { ...parsed, sql: context.dialect.print(parsed.tree) };
  } catch (error) {
    if (error instanceof Refusal) throw refusedProblem(error, sql, context.name, context.path);
    throw error;
  }
}
