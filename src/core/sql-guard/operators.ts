import type { Gives } from './functions';
import { short } from './growth';
import type { Parser, Part } from './parser';
import { refuse } from './refusal';

interface BinaryOperator {
  readonly power: number;
  readonly sql: string;
  readonly gives: Gives;
}

const boolean = (power: number, sql: string): BinaryOperator => ({ power, sql, gives: 'boolean' });
const other = (power: number, sql: string): BinaryOperator => ({ power, sql, gives: 'other' });

/** Signs between two expressions; a greater power binds tighter. */
export const binaryOperators: ReadonlyMap<string, BinaryOperator> = new Map(Object.entries({
  '=': boolean(50, '='), '==': boolean(50, '='), '<>': boolean(50, '<>'), '!=': boolean(50, '<>'), '<': boolean(50, '<'), '<=': boolean(50, '<='),
  '>': boolean(50, '>'), '>=': boolean(50, '>='), '<=>': boolean(50, 'IS NOT DISTINCT FROM'),
  '||': other(70, '||'), '+': other(80, '+'), '-': other(80, '-'), '*': other(90, '*'), '/': other(90, '/'), '//': other(90, '//'), '%': other(90, '%'),
  '^': other(100, '^'),
}));

const negated = (not: boolean): string => (not ? 'NOT ' : '');

function regex(left: Part, pattern: Part, not: boolean): Part {
  return { sql: `(${negated(not)}regexp_matches(${left.sql}, ${pattern.sql}))`, gives: 'boolean', size: short };
}

/** IS …, IN, BETWEEN, LIKE and their like, which all may have a NOT. */
function matching(parser: Parser, left: Part, not: boolean): Part | null {
  if (parser.take('in')) {
    const start = parser.peek().start;
    parser.expect('(');
    const items = parser.list();
    if (items.length === 0) refuse('the list behind IN is empty', start);
    return { sql: `(${left.sql} ${negated(not)}IN (${items.map((item) => item.sql).join(', ')}))`, gives: 'boolean', size: short };
  }
  if (parser.take('between')) {
    const from = parser.expression(60);
    parser.expect('and');
    const to = parser.expression(60);
    return { sql: `(${left.sql} ${negated(not)}BETWEEN ${from.sql} AND ${to.sql})`, gives: 'boolean', size: short };
  }
  for (const word of ['like', 'ilike'] as const) {
    if (!parser.take(word)) continue;
    const pattern = parser.expression(60);
    const escape = parser.take('escape') ? ` ESCAPE ${parser.expression(60).sql}` : '';
    return { sql: `(${left.sql} ${negated(not)}${word.toUpperCase()} ${pattern.sql}${escape})`, gives: 'boolean', size: short };
  }
  if (parser.take('rlike') || parser.take('regexp')) return regex(left, parser.expression(60), not);
  return null;
}

function isTest(parser: Parser, left: Part): Part {
  const not = parser.take('not');
  for (const word of ['null', 'true', 'false'] as const) {
    if (parser.take(word)) return { sql: `(${left.sql} IS ${negated(not)}${word.toUpperCase()})`, gives: 'boolean', size: short };
  }
  parser.expect('distinct');
  parser.expect('from');
  return { sql: `(${left.sql} IS ${negated(not)}DISTINCT FROM ${parser.expression(40).sql})`, gives: 'boolean', size: short };
}

/** An operator that is a word, applied to what stands before it; null where none follows or it binds too loosely. */
export function wordOperator(parser: Parser, left: Part, least: number): Part | null {
  if (least < 10 && parser.take('or')) return { sql: `(${left.sql} OR ${parser.expression(10).sql})`, gives: 'boolean', size: short };
  if (least < 20 && parser.take('and')) return { sql: `(${left.sql} AND ${parser.expression(20).sql})`, gives: 'boolean', size: short };
  if (least < 40 && parser.take('is')) return isTest(parser, left);
  if (least < 40 && parser.take('isnull')) return { sql: `(${left.sql} IS NULL)`, gives: 'boolean', size: short };
  if (least < 40 && parser.take('notnull')) return { sql: `(${left.sql} IS NOT NULL)`, gives: 'boolean', size: short };
  if (least < 70 && (parser.is('~') || parser.is('!~'))) {
    const not = parser.next().text === '!~';
    return regex(left, parser.expression(70), not);
  }
  if (least >= 60) return null;
  const not = parser.is('not') && ['in', 'between', 'like', 'ilike', 'rlike', 'regexp'].some((word) => parser.is(word, 1));
  if (not) parser.next();
  return matching(parser, left, not);
}
