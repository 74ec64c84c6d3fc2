import { build, negatedIf } from './build';
import type { BinaryOperator, Expression, Span } from './expression';
import { refuse } from './refusal';

/** `left operator right` for single values. */
const compare = (operator: BinaryOperator, left: Expression, right: Expression, span: Span): Expression => build({ kind: 'binary', operator, left, right }, span);
/** Several conditions as one. */
export const joined = (operator: 'AND' | 'OR', parts: readonly Expression[], span: Span): Expression =>
  parts.reduce((left, right) => compare(operator, left, right, span));

/** By the first values that differ, as the SQL standard has it: `a < c OR a = c AND b < d`. */
function ordered(operator: '<' | '<=' | '>' | '>=', left: readonly Expression[], right: readonly Expression[], span: Span): Expression {
  const strict = operator === '<=' ? '<' : operator === '>=' ? '>' : operator;
  return left.map((_, index) => index).reverse().reduce<Expression | null>((behind, index) => {
    const [a, b] = [left[index]!, right[index]!];
    if (!behind) return compare(operator, a, b, span);
    return compare('OR', compare(strict, a, b, span), compare('AND', compare('=', a, b, span), behind, span), span);
  }, null)!;
}

/** A comparison of several values with as many others, written out, so that null has its usual meaning on every source. */
export function comparedRows(operator: BinaryOperator, left: Expression, right: Expression, span: Span): Expression {
  const items = (part: Expression): readonly Expression[] => (part.kind === 'row' ? part.items : [part]);
  const [these, those] = [items(left), items(right)];
  if (these.length !== those.length) refuse(`${these.length} value${these.length > 1 ? 's are' : ' is'} compared with ${those.length} here`, right.start);
  const each = (one: BinaryOperator): Expression[] => these.map((part, index) => compare(one, part, those[index]!, span));
  switch (operator) {
    case '=': case 'IS NOT DISTINCT FROM': return joined('AND', each(operator), span);
    case '<>': case 'IS DISTINCT FROM': return joined('OR', each(operator), span);
    case '<': case '<=': case '>': case '>=': return ordered(operator, these, those, span);
    default: return refuse(`several values cannot be put together with ${operator}`, left.start);
  }
}

/** `(a, b) IN ((1, 2), (3, 4))` */
export function rowIn(operand: Expression, items: readonly Expression[], not: boolean, span: Span): Expression {
  return negatedIf(not, joined('OR', items.map((item) => comparedRows('=', operand, item, span)), span), span);
}
