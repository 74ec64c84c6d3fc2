import { build, call, negatedIf } from './build';
import type { BinaryOperator, Expression } from './expression';
import type { Parser } from './parser';
import { refuse } from './refusal';
import { comparedRows, joined } from './rows';

/** The items of `ANY (…)`, which is where the parser stands: values one by one, a list written out, or else a list that the row gives. */
function items(parser: Parser): readonly Expression[] | Expression {
  parser.expect('(');
  if (parser.is('select') || parser.is('with') || parser.is('values')) parser.unexpected();
  const { start } = parser.peek();
  const given = parser.list();
  if (given.length === 0) refuse('the list is empty', start);
  const [only] = given;
  return given.length > 1 ? given : only!.kind === 'list' ? only!.items : only!;
}

/** `= ANY (…)`, `<> ALL (…)` and their like behind a comparison; null where neither follows. */
export function quantified(parser: Parser, operator: BinaryOperator, left: Expression): Expression | null {
  const word = ['any', 'some', 'all'].find((one) => parser.is(one) && parser.is('(', 1));
  if (word === undefined) return null;
  const { start } = parser.next();
  const given = items(parser);
  const span = parser.span(left.start);
  const none = word === 'all' && operator === '<>';
  if (!Array.isArray(given)) {
    if (!none && (word === 'all' || operator !== '=')) refuse(`only = ANY and <> ALL can look through a list of the row; write out the values, e.g. ${operator} ${word.toUpperCase()} ([1, 2])`, start);
    return negatedIf(none, call('list_contains', [given as Expression, left], span), span);
  }
  const list = given as readonly Expression[];
  if (list.length === 0) refuse('the list is empty', start);
  if (left.kind !== 'row' && (none || word !== 'all' && operator === '=')) return build({ kind: 'in', operand: left, items: list, not: none }, span);
  return joined(word === 'all' ? 'AND' : 'OR', list.map((item) => (left.kind === 'row' ? comparedRows(operator, left, item, span) : build({ kind: 'binary', operator, left, right: item }, span))), span);
}

/** `LIKE ANY (…)` and `LIKE ALL (…)`; null where neither follows. */
export function likeQuantified(parser: Parser, left: Expression, anyCase: boolean, not: boolean): Expression | null {
  const all = parser.is('all');
  if (!(all || parser.is('any') || parser.is('some')) || !parser.is('(', 1)) return null;
  const { start } = parser.next();
  const given = items(parser);
  if (!Array.isArray(given) && (given as Expression).kind !== 'text') refuse('the patterns must be written out here', start);
  const patterns = (Array.isArray(given) ? given : [given]) as readonly Expression[];
  const span = parser.span(left.start);
  return joined(all ? 'AND' : 'OR', patterns.map((pattern) => build({ kind: 'like', operand: left, pattern, escape: null, anyCase, not }, span)), span);
}
