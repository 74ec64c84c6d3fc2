import { call, text, whole } from './build';
import { castType } from './cast-types';
import type { Expression } from './expression';
import { unitOf } from './moments';
import type { Parser } from './parser';
import { refuse } from './refusal';

type SpecialCall = (parser: Parser, start: number) => Expression | null;

/** `EXTRACT(year FROM field)` */
const extract: SpecialCall = (parser, start) => {
  const part = parser.next();
  const unit = unitOf(part.text) ?? refuse(`"${part.text}" is not a part of a date or time`, part.start);
  parser.expect('from');
  const value = parser.expression(0);
  parser.expect(')');
  return call('date_part', [text(unit, part), value], parser.span(start));
};

const cast: SpecialCall = (parser, start) => {
  const operand = parser.expression(0);
  parser.expect('as');
  const to = castType(parser);
  parser.expect(')');
  return parser.node({ kind: 'cast', operand, to }, start);
};

/** `position(part IN whole)`, or the same with a comma. */
const position: SpecialCall = (parser, start) => {
  const part = parser.expression(60);
  if (!parser.take('in')) parser.expect(',');
  const within = parser.expression(0);
  parser.expect(')');
  return call('strpos', [within, part], parser.span(start));
};

/** `substring(text FROM 2 FOR 3)`; null where commas part the values. */
const substring: SpecialCall = (parser, start) => {
  const value = parser.expression(0);
  if (!parser.is('from') && !parser.is('for')) return rest(parser, start, 'substring', [value]);
  let from: Expression | null = null;
  if (parser.take('from')) {
    from = parser.expression(0);
    if (from.kind === 'text') refuse('use regexp_extract(text, pattern) for the part that a pattern matches', from.start);
  }
  const length = parser.take('for') ? parser.expression(0) : null;
  parser.expect(')');
  const span = parser.span(start);
  return call('substring', [value, from ?? whole(1, span), ...(length ? [length] : [])], span);
};

/** `trim(BOTH 'x' FROM text)`; also without side, without characters, or with a comma. */
const trim: SpecialCall = (parser, start) => {
  const sides = { both: 'trim', leading: 'ltrim', trailing: 'rtrim' } as const;
  const side = (Object.keys(sides) as (keyof typeof sides)[]).find((word) => parser.is(word) && !parser.is(')', 1) && !parser.is(',', 1));
  if (side) parser.next();
  const characters = parser.is('from') ? null : parser.expression(0);
  if (!side && characters && !parser.is('from')) return rest(parser, start, 'trim', [characters]);
  if (characters && !parser.is('from')) {
    parser.expect(')');
    return call(sides[side!], [characters], parser.span(start));
  }
  parser.expect('from');
  const value = parser.expression(0);
  parser.expect(')');
  return call(sides[side ?? 'both'], characters ? [value, characters] : [value], parser.span(start));
};

/** The values behind the first one, parted by commas. */
function rest(parser: Parser, start: number, name: 'substring' | 'trim', first: readonly Expression[]): Expression {
  const args = [...first];
  while (parser.take(',')) args.push(parser.expression(0));
  parser.expect(')');
  const [least, most] = name === 'trim' ? [1, 2] : [2, 3];
  if (args.length < least || args.length > most) refuse(`the function ${name} takes ${least} to ${most} values, not ${args.length}`, start);
  return call(name, args, parser.span(start));
}

/** Functions that have words between their values, each called behind the opening bracket. */
export const specialCalls: ReadonlyMap<string, SpecialCall> = new Map(Object.entries({ extract, cast, try_cast: cast, safe_cast: cast, position, substring, substr: substring, trim }));
