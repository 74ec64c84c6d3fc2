import { call, negatedIf } from './build';
import type { BinaryOperator, Expression } from './expression';
import type { Parser } from './parser';
import { likeQuantified } from './quantified';
import { refuse } from './refusal';
import { rowIn } from './rows';
import { similarPattern } from './similar';

interface Operator {
  readonly power: number;
  readonly operator: BinaryOperator | '->' | '->>' | '#';
}

const comparisons: readonly (readonly [sign: string, operator: BinaryOperator])[] = [
  ['=', '='], ['==', '='], ['<>', '<>'], ['!=', '<>'], ['<', '<'], ['<=', '<='], ['>', '>'], ['>=', '>='], ['<=>', 'IS NOT DISTINCT FROM'],
];
const powers: Readonly<Partial<Record<Operator['operator'], number>>> = { '||': 70, '&': 70, '|': 70, '<<': 70, '>>': 70, '#': 70, '->': 70, '->>': 70, '+': 80, '-': 80, '*': 90, '/': 90, '//': 90, '%': 90, '^': 100 };

/** Signs between two expressions; a greater power binds tighter. */
export const binaryOperators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ...comparisons.map(([sign, operator]): [string, Operator] => [sign, { power: 50, operator }]),
  ...Object.entries(powers).map(([sign, power]): [string, Operator] => [sign, { power, operator: sign as Operator['operator'] }]),
  ['div', { power: 90, operator: '//' }], ['mod', { power: 90, operator: '%' }],
]);

/** IS …, IN, BETWEEN, LIKE and their like, which all may have a NOT. */
function matching(parser: Parser, left: Expression, not: boolean): Expression | null {
  if (parser.take('in')) {
    const { start } = parser.peek();
    const brackets = parser.take('[');
    if (!brackets) parser.expect('(');
    if (parser.is('select') || parser.is('with') || parser.is('values')) parser.unexpected();
    const items = parser.list(brackets ? ']' : ')');
    if (items.length === 0) refuse('the list behind IN is empty', start);
    if (left.kind === 'row') return rowIn(left, items, not, parser.span(left.start));
    return parser.node({ kind: 'in', operand: left, items, not }, left.start);
  }
  if (parser.take('between')) {
    const from = parser.expression(60);
    parser.expect('and');
    const to = parser.expression(60);
    return parser.node({ kind: 'between', operand: left, from, to, not }, left.start);
  }
  for (const word of ['like', 'ilike'] as const) {
    if (!parser.take(word)) continue;
    const several = likeQuantified(parser, left, word === 'ilike', not);
    if (several) return several;
    const pattern = parser.expression(60);
    const escape = parser.take('escape') ? parser.expression(60) : null;
    return parser.node({ kind: 'like', operand: left, pattern, escape, anyCase: word === 'ilike', not }, left.start);
  }
  if (parser.take('similar')) {
    parser.expect('to');
    const pattern = similarPattern(parser.expression(60));
    const span = parser.span(left.start);
    return negatedIf(not, call('regexp_full_match', [left, pattern], span), span);
  }
  if (parser.take('rlike') || parser.take('regexp')) return parser.regex(left, parser.expression(60), not);
  return null;
}

function isTest(parser: Parser, left: Expression): Expression {
  const not = parser.take('not');
  for (const word of ['null', 'true', 'false'] as const) {
    if (parser.take(word)) return parser.node({ kind: 'is', operand: left, what: word.toUpperCase() as 'NULL' | 'TRUE' | 'FALSE', not }, left.start);
  }
  if (parser.take('unknown')) return parser.node({ kind: 'is', operand: left, what: 'NULL', not }, left.start);
  parser.expect('distinct');
  parser.expect('from');
  return parser.binary(`IS ${not ? 'NOT ' : ''}DISTINCT FROM`, left, parser.expression(40));
}

const negatable = ['in', 'between', 'like', 'ilike', 'rlike', 'regexp', 'similar'];
/** Signs for LIKE and for regular expressions, which bind as tightly as `||`. */
const matchSigns: Readonly<Record<string, { readonly regex: boolean; readonly anyCase: boolean; readonly not: boolean }>> = Object.fromEntries(
  ['~', '~*', '!~', '!~*', '~~', '~~*', '!~~', '!~~*'].map((sign) => [sign, { regex: !sign.includes('~~'), anyCase: sign.endsWith('*'), not: sign.startsWith('!') }]),
);

/** An operator that is a word, applied to what stands before it; null where none follows or it binds too loosely. */
export function wordOperator(parser: Parser, left: Expression, least: number): Expression | null {
  if (least < 10 && parser.take('or')) return parser.binary('OR', left, parser.expression(10));
  if (least < 20 && parser.take('and')) return parser.binary('AND', left, parser.expression(20));
  if (least < 40 && parser.take('is')) return isTest(parser, left);
  for (const word of ['isnull', 'notnull'] as const) {
    if (least < 40 && parser.take(word)) return parser.node({ kind: 'is', operand: left, what: 'NULL', not: word === 'notnull' }, left.start);
  }
  const sign = least < 70 && parser.peek().kind === 'sign' ? matchSigns[parser.peek().text] : undefined;
  if (sign) {
    parser.next();
    const pattern = parser.expression(70);
    if (sign.regex) return parser.regex(left, pattern, sign.not, sign.anyCase);
    return parser.node({ kind: 'like', operand: left, pattern, escape: null, anyCase: sign.anyCase, not: sign.not }, left.start);
  }
  if (least < 105 && parser.is('at') && parser.is('time', 1) && parser.is('zone', 2)) {
    for (const word of ['at', 'time', 'zone']) parser.expect(word);
    const zone = parser.expression(105);
    return call('timezone', [zone, left], parser.span(left.start));
  }
  if (least >= 60) return null;
  const not = parser.is('not') && negatable.some((word) => parser.is(word, 1));
  if (not) parser.next();
  return matching(parser, left, not);
}
