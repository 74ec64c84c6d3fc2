import { build, call } from './build';
import type { Expression } from './expression';
import { aggregateFunctions, rowFunctions, type AllowedFunction } from './functions';
import { checkJsonPath } from './json-paths';
import { otherNames } from './other-names';
import type { Parser } from './parser';
import { refusedFunctions, refusedWords } from './refused-names';
import { refuse } from './refusal';
import { rewrittenCalls } from './rewritten-calls';
import { specialCalls } from './special-calls';
import type { Token } from './tokens';

function checkCount(allowed: { readonly least: number; readonly most: number }, count: number, token: Token): void {
  if (count >= allowed.least && count <= allowed.most) return;
  const wanted = allowed.least === allowed.most ? String(allowed.least) : `${allowed.least} to ${allowed.most}`;
  refuse(`the function ${token.text} takes ${wanted} value${wanted === '1' ? '' : 's'}, not ${count}`, token.start);
}

/** Functions that the SQL standard has with WITHIN GROUP (ORDER BY …). */
const ordered: Readonly<Record<string, string>> = { percentile_cont: 'quantile_cont', percentile_disc: 'quantile_disc', mode: 'mode' };

/** ` WITHIN GROUP (ORDER BY value)` behind the brackets of an aggregate: its value. */
function withinGroup(parser: Parser): Expression | null {
  if (!parser.take('within')) return null;
  for (const word of ['group', '(', 'order', 'by']) parser.expect(word);
  const value = parser.expression(0);
  if (parser.is('desc')) refuse('only ascending order is understood here', parser.peek().start);
  parser.take('asc');
  parser.expect(')');
  return value;
}

function aggregate(parser: Parser, token: Token, name: string, allowed: AllowedFunction): Expression {
  if (parser.context.mode !== 'aggregate') {
    refuse(`the aggregate function ${name} is not allowed here, where each row is looked at by itself; the rule aggregationComparison compares aggregates`, token.start);
  }
  if (parser.insideAggregate) refuse(`the aggregate function ${name} stands inside another one`, token.start);
  parser.insideAggregate = true;
  parser.aggregates = true;
  const distinct = parser.take('distinct');
  const all = name === 'count' && !distinct && parser.take('*');
  if (all) parser.expect(')');
  let args = all ? [] : parser.list();
  const value = Object.hasOwn(ordered, token.text.toLowerCase()) ? withinGroup(parser) : null;
  if (value) args = [value, ...args];
  // Only counting takes several values as one.
  const row = args.find(({ kind }) => kind === 'row');
  if (row && name !== 'count') refuse('several values as one can only be counted', row.start);
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

/** A call whose arguments are a plain list. */
function plainCall(parser: Parser, token: Token, name: string, allowed: AllowedFunction): Expression {
  const args = parser.list();
  checkCount(allowed, args.length, token);
  checkJsonPath(name, args);
  const span = parser.span(token.start);
  const [first, second] = args;
  // Members have a part of their own.
  if (name === 'struct_extract' && second?.kind === 'text') return build({ kind: 'member', operand: first!, name: second.value }, span);
  return call(name, args, span);
}

function unknownFunction(token: Token): never {
  const name = token.text.toLowerCase();
  const reason = refusedFunctions.get(name) ?? refusedWords.get(name);
  return refuse(`the function ${token.text} is not allowed${reason ? `: ${reason}` : ''}`, token.start);
}

/** The call that begins with the name `token`. */
export function functionCall(parser: Parser, token: Token): Expression {
  const written = token.text.toLowerCase();
  const name = otherNames.get(written) ?? ordered[written] ?? written;
  parser.expect('(');
  const special = specialCalls.get(name)?.(parser, token.start);
  if (special) return special;
  const rewritten = rewrittenCalls.get(name);
  const many = aggregateFunctions.get(name);
  const one = rowFunctions.get(name);
  let made: Expression;
  if (rewritten) {
    const args = parser.arguments();
    checkCount(rewritten, args.length, token);
    made = rewritten.make(args, parser.span(token.start), parser.context.now);
  } else if (many) made = aggregate(parser, token, name, many);
  else if (one) made = plainCall(parser, token, name, one);
  else unknownFunction(token);
  if (parser.is('over')) refuse(refusedWords.get('over')!, parser.peek().start);
  return made;
}
