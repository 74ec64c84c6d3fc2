import type { BinaryOperator, Expression } from './expression';
import type { Parser } from './parser';
import { refuse } from './refusal';

interface Operator {
  readonly power: number;
  readonly operator: BinaryOperator;
}

const comparisons: readonly (readonly [sign: string, operator: BinaryOperator])[] = [
  ['=', '='], ['==', '='], ['<>', '<>'], ['!=', '<>'], ['<', '<'], ['<=', '<='], ['>', '>'], ['>=', '>='], ['<=>', 'IS NOT DISTINCT FROM'],
];
const powers: Readonly<Partial<Record<BinaryOperator, number>>> = { '||': 70, '+': 80, '-': 80, '*': 90, '/': 90, '//': 90, '%': 90, '^': 100 };

/** Signs between two expressions; a greater power binds tighter. */
export const binaryOperators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ...comparisons.map(([sign, operator]): [string, Operator] => [sign, { power: 50, operator }]),
  ...Object.entries(powers).map(([sign, power]): [string, Operator] => [sign, { power, operator: sign as BinaryOperator }]),
]);

/** IS …, IN, BETWEEN, LIKE and their like, which all may have a NOT. */
function matching(parser: Parser, left: Expression, not: boolean): Expression | null {
  if (parser.take('in')) {
    const { start } = parser.peek();
    parser.expect('(');
    const items = parser.list();
    if (items.length === 0) refuse('the list behind IN is empty', start);
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
    const pattern = parser.expression(60);
    const escape = parser.take('escape') ? parser.expression(60) : null;
    return parser.node({ kind: 'like', operand: left, pattern, escape, anyCase: word === 'ilike', not }, left.start);
  }
  if (parser.take('rlike') || parser.take('regexp')) return parser.regex(left, parser.expression(60), not);
  return null;
}

function isTest(parser: Parser, left: Expression): Expression {
  const not = parser.take('not');
  for (const word of ['null', 'true', 'false'] as const) {
    if (parser.take(word)) return parser.node({ kind: 'is', operand: left, what: word.toUpperCase() as 'NULL' | 'TRUE' | 'FALSE', not }, left.start);
  }
  parser.expect('distinct');
  parser.expect('from');
  return parser.binary(`IS ${not ? 'NOT ' : ''}DISTINCT FROM`, left, parser.expression(40));
}

const negatable = ['in', 'between', 'like', 'ilike', 'rlike', 'regexp'];

/** An operator that is a word, applied to what stands before it; null where none follows or it binds too loosely. */
export function wordOperator(parser: Parser, left: Expression, least: number): Expression | null {
  if (least < 10 && parser.take('or')) return parser.binary('OR', left, parser.expression(10));
  if (least < 20 && parser.take('and')) return parser.binary('AND', left, parser.expression(20));
  if (least < 40 && parser.take('is')) return isTest(parser, left);
  for (const word of ['isnull', 'notnull'] as const) {
    if (least < 40 && parser.take(word)) return parser.node({ kind: 'is', operand: left, what: 'NULL', not: word === 'notnull' }, left.start);
  }
  if (least < 70 && (parser.is('~') || parser.is('!~'))) {
    const not = parser.next().text === '!~';
    return parser.regex(left, parser.expression(70), not);
  }
  if (least >= 60) return null;
  const not = parser.is('not') && negatable.some((word) => parser.is(word, 1));
  if (not) parser.next();
  return matching(parser, left, not);
}
