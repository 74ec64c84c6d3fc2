import { functionCall } from './calls';
import { castTypes, refusedWords, timeUnits } from './functions';
import { short } from './growth';
import type { Parser, Part } from './parser';
import { refuse } from './refusal';
import type { Token } from './tokens';

/** A literal text, with check variables inside it filled in. */
function textLiteral(parser: Parser, token: Token): Part {
  const { quote } = parser.context;
  const filled = token.text.replace(/\{\{\s*([\p{L}_][\p{L}\p{N}_.-]*)\s*\}\}/gu, (_, name: string) => String(variable(parser, name, token.start)));
  return { sql: quote.text(filled), gives: 'other', size: filled.length };
}

function variable(parser: Parser, name: string, position: number): string | number | boolean {
  const { variables } = parser.context;
  if (!Object.hasOwn(variables, name)) refuse(`there is no check variable "${name}"`, position);
  return variables[name]!;
}

function variablePart(parser: Parser, token: Token): Part {
  const value = variable(parser, token.text, token.start);
  if (typeof value === 'boolean') return { sql: value ? 'TRUE' : 'FALSE', gives: 'boolean', size: short };
  if (typeof value === 'string') return { sql: parser.context.quote.text(value), gives: 'other', size: value.length };
  if (!Number.isFinite(value)) refuse(`the check variable "${token.text}" is not a number`, token.start);
  return { sql: value < 0 ? `(${value})` : String(value), gives: 'other', size: short };
}

function caseExpression(parser: Parser): Part {
  const subject = parser.is('when') ? '' : ` ${parser.expression(0).sql}`;
  let sql = `CASE${subject}`;
  let size = short;
  if (!parser.is('when')) parser.expect('when');
  while (parser.take('when')) {
    sql += ` WHEN ${parser.expression(0).sql}`;
    parser.expect('then');
    const then = parser.expression(0);
    sql += ` THEN ${then.sql}`;
    size = Math.max(size, then.size);
  }
  if (parser.take('else')) {
    const otherwise = parser.expression(0);
    sql += ` ELSE ${otherwise.sql}`;
    size = Math.max(size, otherwise.size);
  }
  parser.expect('end');
  return { sql: `(${sql} END)`, gives: 'unknown', size };
}

/** `INTERVAL '1 day'`, `INTERVAL '1' DAY` or `INTERVAL 1 DAY`. */
function interval(parser: Parser): Part {
  const amount = parser.next();
  if (amount.kind !== 'string' && amount.kind !== 'number') refuse('a number or text is expected after INTERVAL', amount.start);
  if (!/^[\w\s.:+-]{1,60}$/.test(amount.text)) refuse('the interval is not understood', amount.start);
  const word = parser.peek();
  const unit = word.kind === 'word' ? word.text.toLowerCase().replace(/s$/, '') : '';
  const known = timeUnits.has(unit);
  if (known) parser.next();
  else if (amount.kind === 'number') refuse('a unit such as DAY is expected', word.start);
  return { sql: `CAST(${parser.context.quote.text(`${amount.text}${known ? ` ${unit}` : ''}`)} AS INTERVAL)`, gives: 'other', size: short };
}

/** The moment of the scan, so that all checks of it see the same. */
function currentMoment(parser: Parser, dateOnly: boolean): Part {
  const iso = parser.context.now.toISOString();
  const text = dateOnly ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 23)}`;
  return { sql: `CAST(${parser.context.quote.text(text)} AS ${dateOnly ? 'DATE' : 'TIMESTAMP'})`, gives: 'other', size: short };
}

function wordPart(parser: Parser, token: Token): Part {
  const word = token.text.toLowerCase();
  if (word === 'true' || word === 'false') return { sql: word.toUpperCase(), gives: 'boolean', size: short };
  if (word === 'null') return { sql: 'NULL', gives: 'unknown', size: short };
  if (word === 'case') return caseExpression(parser);
  if (word === 'interval' && ['string', 'number'].includes(parser.peek().kind)) return interval(parser);
  if (castTypes.has(word) && parser.peek().kind === 'string') {
    const { text } = parser.next();
    return { sql: `CAST(${parser.context.quote.text(text)} AS ${castTypes.get(word)})`, gives: 'other', size: Math.max(short, text.length) };
  }
  const called = parser.is('(');
  if (word === 'current_date' || word === 'today' && called) return now(parser, called, true);
  if (word === 'current_timestamp' || word === 'now' && called) return now(parser, called, false);
  if (called) return functionCall.call(parser, token);
  const refused = refusedWords.get(word);
  const isField = parser.context.columns.some((column) => column.name.toLowerCase() === word);
  if (refused && !isField) refuse(refused, token.start);
  return parser.column(token);
}

function now(parser: Parser, called: boolean, dateOnly: boolean): Part {
  if (called) {
    parser.expect('(');
    parser.expect(')');
  }
  return currentMoment(parser, dateOnly);
}

/** The smallest part of an expression: a literal, a field, a call, or something in brackets. */
export function primary(parser: Parser): Part {
  const token = parser.peek();
  if (token.kind === 'end') parser.unexpected();
  parser.next();
  if (token.kind === 'number') return { sql: token.text, gives: 'other', size: Math.max(short, token.text.length) };
  if (token.kind === 'string') return textLiteral(parser, token);
  if (token.kind === 'variable') return variablePart(parser, token);
  if (token.kind === 'quoted') return parser.is('(') ? refuse('the name of a function must not be quoted', token.start) : parser.column(token);
  if (token.kind === 'word') return wordPart(parser, token);
  if (token.text !== '(') refuse(`"${token.text}" is not expected here`, token.start);
  if (parser.is('select') || parser.is('with') || parser.is('from') || parser.is('values')) parser.unexpected();
  const inside = parser.expression(0);
  parser.expect(')');
  return { sql: `(${inside.sql})`, gives: inside.gives, size: inside.size };
}
