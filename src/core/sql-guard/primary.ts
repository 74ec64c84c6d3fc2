import { build } from './build';
import { functionCall } from './calls';
import { plainType } from './cast-types';
import type { Branch, Expression } from './expression';
import { castTypes } from './functions';
import { interval, momentOfScan } from './moments';
import type { Parser } from './parser';
import { refusedWords } from './refused-names';
import { refuse } from './refusal';
import type { Token } from './tokens';

/** A literal text, with check variables inside it filled in. */
function textLiteral(parser: Parser, token: Token): Expression {
  const value = token.text.replace(/\{\{\s*([\p{L}_][\p{L}\p{N}_.-]*)\s*\}\}/gu, (_, name: string) => String(variable(parser, name, token.start)));
  return build({ kind: 'text', value }, token);
}

function variable(parser: Parser, name: string, position: number): string | number | boolean {
  const { variables } = parser.context;
  if (!Object.hasOwn(variables, name)) refuse(`there is no check variable "${name}"`, position);
  return variables[name]!;
}

function variablePart(parser: Parser, token: Token): Expression {
  const value = variable(parser, token.text, token.start);
  if (typeof value === 'boolean') return build({ kind: 'boolean', value }, token);
  if (typeof value === 'string') return build({ kind: 'text', value }, token);
  if (!Number.isFinite(value)) refuse(`the check variable "${token.text}" is not a number`, token.start);
  const amount = build({ kind: 'number', text: String(Math.abs(value)) }, token);
  return value < 0 ? build({ kind: 'unary', operator: '-', operand: amount }, token) : amount;
}

function caseExpression(parser: Parser, start: number): Expression {
  const subject = parser.is('when') ? null : parser.expression(0);
  const branches: Branch[] = [];
  if (!parser.is('when')) parser.expect('when');
  while (parser.take('when')) {
    const when = parser.expression(0);
    parser.expect('then');
    branches.push({ when, then: parser.expression(0) });
  }
  const otherwise = parser.take('else') ? parser.expression(0) : null;
  parser.expect('end');
  return parser.node({ kind: 'case', subject, branches, otherwise }, start);
}

function wordPart(parser: Parser, token: Token): Expression {
  const word = token.text.toLowerCase();
  if (word === 'true' || word === 'false') return build({ kind: 'boolean', value: word === 'true' }, token);
  if (word === 'null') return build({ kind: 'null' }, token);
  if (word === 'case') return caseExpression(parser, token.start);
  if (word === 'array' && parser.take('[')) return parser.node({ kind: 'list', items: parser.list(']') }, token.start);
  if (word === 'interval' && (['string', 'number'].includes(parser.peek().kind) || parser.is('-') && parser.peek(1).kind === 'number')) return interval(parser, token.start);
  const zoned = word === 'timestamp' && parser.is('with') && parser.is('time', 1) && parser.is('zone', 2);
  if (zoned) for (const part of ['with', 'time', 'zone']) parser.expect(part);
  if (castTypes.has(word) && parser.peek().kind === 'string') {
    const value = parser.next().text;
    return parser.node({ kind: 'typed', to: plainType(zoned ? 'TIMESTAMPTZ' : castTypes.get(word)!), value }, token.start);
  }
  const moment = momentOfScan(parser, word, token.start);
  if (moment) return moment;
  if (parser.is('(')) return functionCall(parser, token);
  const refused = refusedWords.get(word);
  const isField = parser.context.columns.some((column) => column.name.toLowerCase() === word);
  if (refused && !isField) refuse(refused, token.start);
  return parser.column(token);
}

/** The smallest part of an expression: a literal, a field, a call, or something in brackets. */
export function primary(parser: Parser): Expression {
  const token = parser.peek();
  if (token.kind === 'end') parser.unexpected();
  parser.next();
  if (token.kind === 'number') return build({ kind: 'number', text: token.text }, token);
  if (token.kind === 'string') return textLiteral(parser, token);
  if (token.kind === 'variable') return variablePart(parser, token);
  if (token.kind === 'quoted') return parser.is('(') ? refuse('the name of a function must not be quoted', token.start) : parser.column(token);
  if (token.kind === 'word') return wordPart(parser, token);
  if (token.text === '[') return parser.node({ kind: 'list', items: parser.list(']') }, token.start);
  if (token.text !== '(') refuse(`"${token.text}" is not expected here`, token.start);
  if (parser.is('select') || parser.is('with') || parser.is('from') || parser.is('values')) parser.unexpected();
  const inside = parser.expression(0);
  if (!parser.is(',')) {
    parser.expect(')');
    return inside;
  }
  const items = [inside];
  while (parser.take(',')) items.push(parser.expression(0));
  parser.expect(')');
  return parser.node({ kind: 'row', items }, token.start);
}
