import { build, call, text } from './build';
import { castType } from './cast-types';
import type { Expression } from './expression';
import { aggregateFunctions, rowFunctions, timeUnits, type AllowedFunction } from './functions';
import { otherNames } from './other-names';
import type { Parser } from './parser';
import { refuse } from './refusal';
import type { Token } from './tokens';

function checkCount(allowed: AllowedFunction, count: number, token: Token): void {
  if (count >= allowed.least && count <= allowed.most) return;
  const wanted = allowed.least === allowed.most ? String(allowed.least) : `${allowed.least} to ${allowed.most}`;
  refuse(`the function ${token.text} takes ${wanted} value${wanted === '1' ? '' : 's'}, not ${count}`, token.start);
}

function aggregate(parser: Parser, token: Token, name: string, allowed: AllowedFunction): Expression {
  if (parser.context.mode !== 'aggregate') refuse(`the aggregate function ${name} is not allowed here, where each row is looked at by itself`, token.start);
  if (parser.insideAggregate) refuse(`the aggregate function ${name} stands inside another one`, token.start);
  parser.insideAggregate = true;
  parser.aggregates = true;
  const distinct = parser.take('distinct');
  const all = name === 'count' && !distinct && parser.take('*');
  if (all) parser.expect(')');
  const args = all ? [] : parser.list();
  if (!all) checkCount(allowed, args.length, token);
  let filter: Expression | null = null;
  if (parser.take('filter')) {
    for (const sign of ['(', 'where']) parser.expect(sign);
    filter = parser.expression(0);
    parser.expect(')');
  }
  parser.insideAggregate = false;
  return parser.node({ kind: 'aggregate', name, distinct, args, filter }, token.start);
}

/** `EXTRACT(year FROM field)` */
function extract(parser: Parser, start: number): Expression {
  const part = parser.next();
  const unit = part.text.toLowerCase().replace(/s$/, '');
  if (!timeUnits.has(unit)) refuse(`"${part.text}" is not a part of a date or time`, part.start);
  parser.expect('from');
  const value = parser.expression(0);
  parser.expect(')');
  return call('date_part', [text(unit, part), value], parser.span(start));
}

function cast(parser: Parser, start: number): Expression {
  const operand = parser.expression(0);
  parser.expect('as');
  const to = castType(parser);
  parser.expect(')');
  return parser.node({ kind: 'cast', operand, to }, start);
}

/** A call whose arguments are a plain list. */
function plainCall(parser: Parser, token: Token, name: string, allowed: AllowedFunction): Expression {
  const args = parser.list();
  checkCount(allowed, args.length, token);
  const span = parser.span(token.start);
  const [first, second] = args;
  // Members have a part of their own.
  if (name === 'struct_extract' && second?.kind === 'text') return build({ kind: 'member', operand: first!, name: second.value }, span);
  return call(name, args, span);
}

/** `if(condition, then, otherwise)` */
function choice(parser: Parser, token: Token): Expression {
  const args = parser.list();
  if (args.length !== 3) refuse(`the function ${token.text} takes 3 values, not ${args.length}`, token.start);
  const [when, then, otherwise] = args as [Expression, Expression, Expression];
  return parser.node({ kind: 'case', subject: null, branches: [{ when, then }], otherwise }, token.start);
}

/** The call that begins with the name `token`. */
export function functionCall(parser: Parser, token: Token): Expression {
  const written = token.text.toLowerCase();
  const name = otherNames.get(written) ?? written;
  parser.expect('(');
  if (name === 'cast' || name === 'try_cast') return cast(parser, token.start);
  if (name === 'extract') return extract(parser, token.start);
  if (name === 'if') return choice(parser, token);
  const many = aggregateFunctions.get(name);
  const one = rowFunctions.get(name);
  if (!many && !one) refuse(`the function ${token.text} is not allowed`, token.start);
  const made = many ? aggregate(parser, token, name, many) : plainCall(parser, token, name, one!);
  if (parser.is('over')) refuse('window functions are not allowed', parser.peek().start);
  return made;
}
