import { build, call, text, whole } from './build';
import { plainType } from './cast-types';
import { mysqlFormat, templateFormat } from './date-formats';
import type { Expression, Span } from './expression';
import { currentMoment, unitOf } from './moments';
import { refuse } from './refusal';
import { isNumber } from './value-type';

/** A function of another system, as a tree of what is known here. */
interface RewrittenCall {
  readonly least: number;
  readonly most: number;
  make(args: readonly Expression[], span: Span, now: Date): Expression;
}

const cast = (operand: Expression, type: string, span: Span): Expression => build({ kind: 'cast', operand, to: plainType(type) }, span);
const sum = (operator: '+' | '-', left: Expression, right: Expression, span: Span): Expression => build({ kind: 'binary', operator, left, right }, span);
const choice = (when: Expression, then: Expression, otherwise: Expression, span: Span): Expression => build({ kind: 'case', subject: null, branches: [{ when, then }], otherwise }, span);
const isNull = (operand: Expression, not: boolean, span: Span): Expression => build({ kind: 'is', operand, what: 'NULL', not }, span);

const makers: Readonly<Record<string, string>> = { second: 'to_seconds', minute: 'to_minutes', hour: 'to_hours', day: 'to_days', week: 'to_weeks', month: 'to_months', year: 'to_years' };

/** A unit given as a text, e.g. by the parser where the bare word DAY stood. */
function unit(part: Expression): string {
  const found = part.kind === 'text' ? unitOf(part.value) : null;
  return found ?? refuse("a unit such as 'day' is expected here", part.start);
}

/** `moment + 3 days`: a span of time, or a number of days. */
function moved(operator: '+' | '-', moment: Expression, by: Expression, span: Span): Expression {
  return sum(operator, moment, by.type === 'whole' ? call('to_days', [by], by) : by, span);
}

/** `dateadd(day, 3, moment)` */
function added(part: Expression, amount: Expression, moment: Expression, span: Span): Expression {
  const quarters = unit(part) === 'quarter';
  const maker = quarters ? 'to_months' : makers[unit(part)] ?? refuse('such a unit cannot be added', part.start);
  const count = quarters ? build({ kind: 'binary', operator: '*', left: amount, right: whole(3, span) }, span) : amount;
  return sum('+', moment, call(maker, [count], span), span);
}

/** `datediff(day, from, to)`, `date_diff(to, from, DAY)`, or `datediff(to, from)` in days. */
function difference(args: readonly Expression[], span: Span): Expression {
  const [first, second, third] = args as [Expression, Expression, Expression?];
  if (!third) return call('date_diff', [text('day', span), second, first], span);
  if (third.kind === 'text' && first.kind !== 'text') return call('date_diff', [text(unit(third), third), second, first], span);
  return call('date_diff', [first, second, third], span);
}

const is = (least: number, most: number, make: RewrittenCall['make']): RewrittenCall => ({ least, most, make });
const one = (make: (value: Expression, span: Span) => Expression): RewrittenCall => is(1, 1, ([value], span) => make(value!, span));
const two = (make: (a: Expression, b: Expression, span: Span) => Expression): RewrittenCall => is(2, 2, ([a, b], span) => make(a!, b!, span));
const three = (make: (a: Expression, b: Expression, c: Expression, span: Span) => Expression): RewrittenCall => is(3, 3, ([a, b, c], span) => make(a!, b!, c!, span));
const castTo = (type: string): RewrittenCall => one((value, span) => cast(value, type, span));
const parsed = (format: (written: Expression) => Expression): RewrittenCall['make'] =>
  ([value, shape], span) => (shape ? call('try_strptime', [value!, format(shape)], span) : cast(value!, 'TIMESTAMP', span));
const formatted = (format: (written: Expression) => Expression): RewrittenCall => two((value, shape, span) => {
  if (isNumber(value.type)) refuse('a number cannot be formatted; compare it as a number, or use round and CAST', value.start);
  return call('strftime', [value, format(shape)], span);
});

/** Calls that other systems have, by name. */
export const rewrittenCalls: ReadonlyMap<string, RewrittenCall> = new Map(Object.entries({
  if: three(choice), iif: three(choice),
  nvl2: three((value, then, otherwise, span) => choice(isNull(value, true, span), then, otherwise, span)),
  isnull: is(1, 2, ([value, other], span) => (other ? call('coalesce', [value!, other], span) : isNull(value!, false, span))),
  zeroifnull: one((value, span) => call('coalesce', [value, whole(0, span)], span)),
  nullifzero: one((value, span) => call('nullif', [value, whole(0, span)], span)),
  charindex: two((part, within, span) => call('strpos', [within, part], span)),
  locate: two((part, within, span) => call('strpos', [within, part], span)),
  regexp_substr: two((value, pattern, span) => call('nullif', [call('regexp_extract', [value, pattern], span), text('', span)], span)),
  to_date: is(1, 2, ([value, format], span) => cast(format ? call('try_strptime', [value!, templateFormat(format)], span) : value!, 'DATE', span)),
  to_timestamp: is(1, 2, ([value, format], span) => (format || value!.type === 'text' ? parsed(templateFormat)([value!, ...(format ? [format] : [])], span, new Date(0)) : call('to_timestamp', [value!], span))),
  str_to_date: is(2, 2, parsed(mysqlFormat)), date_parse: is(2, 2, parsed(mysqlFormat)), parse_datetime: is(2, 2, parsed(templateFormat)),
  to_char: formatted(templateFormat), date_format: formatted(mysqlFormat), format_datetime: formatted(templateFormat),
  date: castTo('DATE'), timestamp: castTo('TIMESTAMP'), datetime: castTo('TIMESTAMP'),
  dateadd: three(added), timestampadd: three(added), date_sub: is(2, 3, (args, span) => (args.length === 3 ? call('date_sub', args, span) : moved('-', args[0]!, args[1]!, span))),
  date_add: is(2, 3, ([a, b, c], span) => (c ? added(a!, b!, c, span) : moved('+', a!, b!, span))),
  add_months: two((moment, months, span) => sum('+', moment, call('to_months', [months], span), span)),
  date_diff: is(2, 3, difference), timestampdiff: is(3, 3, difference),
  date_trunc: two((a, b, span) => call('date_trunc', b.kind === 'text' && a.kind !== 'text' ? [text(unit(b), b), a] : [a, b], span)),
  age: is(1, 2, ([until, since], span, now) => call('age', since ? [until!, since] : [cast(currentMoment(now, 'DATE', span), 'TIMESTAMP', span), until!], span)),
  array_length: is(1, 2, ([list, dimension], span) => (!dimension || dimension.kind === 'number' && dimension.text === '1' ? call('array_length', [list!], span) : refuse('only the first dimension of a list can be asked', dimension.start))),
  cardinality: one((value, span) => call(value.type === 'list' ? 'length' : 'cardinality', [value], span)),
  lpad: is(2, 3, ([value, length, filler], span) => call('lpad', [value!, length!, filler ?? text(' ', span)], span)),
  rpad: is(2, 3, ([value, length, filler], span) => call('rpad', [value!, length!, filler ?? text(' ', span)], span)),
  list_value: is(1, 50, (items, span) => build({ kind: 'list', items }, span)),
  row: is(1, 50, (items, span) => build({ kind: 'row', items }, span)),
  json_extract_path: is(2, 50, ([value, ...members], span) => members.reduce((made, member) => call('json_extract', [made, member], span), value!)),
  json_extract_path_text: is(2, 50, ([value, ...members], span) =>
    members.reduce((made, member, index) => call(index === members.length - 1 ? 'json_extract_string' : 'json_extract', [made, member], span), value!)),
}));
