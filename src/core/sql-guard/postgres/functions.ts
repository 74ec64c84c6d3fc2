import type { Expression } from '../expression';
import { moduloCall } from './arithmetic';
import { asText } from './casts';
import { template } from './date-formats';
import { jsonAt } from './json';
import { bigint, cannot, double, integer, numeric, writtenNumber, type Print } from './print';
import { PlumblineError } from '../../errors';
import { refusedSyntax } from '../../rules/re2-syntax';
import { isNumber } from '../value-type';

type Call = (args: readonly Expression[], print: Print, node: Expression) => string;

/** The same name, its arguments as they are. */
const plain = (name: string): Call => (args, print) => `${name}(${args.map((arg) => print(arg)).join(', ')})`;
/** As floating numbers. */
const floating = (name: string): Call => (args, print) => `${name}(${args.map((arg) => double(print(arg))).join(', ')})`;
/** A part of a moment as a whole number, without fractions of a second. */
const part = (name: string): Call => ([moment], print) => bigint(`trunc(extract(${name} FROM ${print(moment!)}))`);
const collatedList = (name: string): Call => (args, print) => `${name}(${args.map((arg) => print.collated(arg)).join(', ')})`;
const texts = (name: string): Call => (args, print) => `${name}(${args.map((arg) => asText(arg, print)).join(', ')})`;
const span = (unit: string): Call => ([count], print) => `make_interval(${unit} => ${unit === 'secs' ? double(print(count!)) : integer(print(count!))})`;

/** The pattern that is written out, as PostgreSQL has it. */
function patternOf(node: Expression, print: Print, anyCase = false): string {
  if (node.kind !== 'text') return cannot(node, 'the pattern must be written out');
  const wrong = refusedSyntax(node.value);
  if (wrong) return cannot(node, `the pattern is not understood, since ${wrong.reason}`);
  try {
    return print.patterns.print(`${anyCase ? '(?i)' : ''}${node.value}`);
  } catch (error) {
    if (PlumblineError.is(error, 'unsupported')) return cannot(node, error.problem.reason.replace(/\.$/, ''));
    throw error;
  }
}

function regex(full: boolean): Call {
  return ([value, pattern, options], print) => {
    const given = options === undefined ? '' : options.kind === 'text' && /^[ci]*$/.test(options.value) ? options.value : cannot(options, 'only the option i is understood');
    return `(${print.collated(value!)} ~ ${print.patterns.literal(patternOf(pattern!, print, given.includes('i')), full)})`;
  };
}

const substring: Call = ([value, from, length], print) => {
  const start = writtenNumber(from);
  const count = length && writtenNumber(length);
  if (length && (count === null || count! < 0)) return cannot(length, 'the length must be written out');
  if (start !== null && start < 0 && !length) return `right(${print(value!)}, ${-start})`;
  if (start === null || start < 1) return cannot(from!, 'the first position must be written out, from 1 on');
  return `substr(${print(value!)}, ${start}${length ? `, ${count}` : ''})`;
};

const side = (name: string): Call => ([value, count], print) => `${name}(${print(value!)}, ${integer(print(count!))})`;
/** By Unicode's letters, whatever the database's locale is. */
const cased = (name: string): Call => ([value], print) => `(${name}(${print(value!)} COLLATE "und-x-icu") COLLATE "C")`;
const trim = (name: string): Call => ([value, characters], print) => `${name}(${print(value!)}, ${characters ? print(characters) : "' '"})`;

const round: Call = ([value, digits], print) => {
  const places = digits ? writtenNumber(digits) : 0;
  if (places === null) return cannot(digits!, 'the number of digits must be written out');
  if (value!.type === 'whole' || value!.type === 'decimal') return `round(${numeric(print(value!))}, ${places})`;
  if (digits) return cannot(value!, 'a floating number is rounded to whole numbers only; cast it to a DECIMAL');
  // Halves away from zero, where PostgreSQL rounds floating numbers to the even neighbour.
  return print.once([value!], (v) => `(trunc(${double(v)}) + sign(${double(v)}) * CASE WHEN abs(${double(v)} - trunc(${double(v)})) >= 0.5 THEN 1 ELSE 0 END)`);
};

/** Patterns of which the leftmost match is the same for RE2 and PostgreSQL, which takes the longest: no choice, and one repetition at most. */
function singleMatch(pattern: Expression, print: Print): string {
  const found = patternOf(pattern, print);
  const bare = found.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
  if (/[|(]|[*+?}]\?/.test(bare) && !/^[^|()*+?{}]*([*+?]|\{[\d,]+\})?[^|()*+?{}]*$/.test(bare)) return cannot(pattern, 'a pattern with choices, groups or several repetitions matches otherwise');
  return print.patterns.literal(found, false);
}

const regexpReplace: Call = ([value, pattern, by, options], print) => {
  if (by!.kind !== 'text' || by!.value.includes('\\')) return cannot(by!, 'the replacement must be written out, without parts of the match');
  const all = options === undefined ? false : options.kind === 'text' && options.value === 'g' ? true : cannot(options, 'only the option g is understood');
  return `regexp_replace(${print.collated(value!)}, ${singleMatch(pattern!, print)}, ${print(by!)}${all ? ", 'g'" : ''})`;
};

const regexpExtract: Call = ([value, pattern, group], print) => {
  if (group && writtenNumber(group) !== 0) return cannot(group, 'only the whole match can be had');
  return print.once([value!], (v) => `(CASE WHEN ${v} IS NOT NULL THEN coalesce(substring(${v} FROM ${singleMatch(pattern!, print)}), '') END)`);
};

const unitDistances: Readonly<Record<string, (a: string, b: string) => string>> = {
  day: (a, b) => `(CAST(${b} AS date) - CAST(${a} AS date))`,
  month: (a, b) => `((extract(year FROM ${b}) - extract(year FROM ${a})) * 12 + extract(month FROM ${b}) - extract(month FROM ${a}))`,
  quarter: (a, b) => `((extract(year FROM ${b}) - extract(year FROM ${a})) * 4 + extract(quarter FROM ${b}) - extract(quarter FROM ${a}))`,
  year: (a, b) => `(extract(year FROM ${b}) - extract(year FROM ${a}))`,
  ...Object.fromEntries(([['hour', 3600], ['minute', 60], ['second', 1]] as const).map(([unit, seconds]) =>
    [unit, (a: string, b: string) => `((extract(epoch FROM date_trunc('${unit}', CAST(${b} AS timestamp))) - extract(epoch FROM date_trunc('${unit}', CAST(${a} AS timestamp)))) / ${seconds})`])),
};

const dateDiff: Call = ([unit, from, to], print) => {
  const distance = unit!.kind === 'text' ? unit!.value && unitDistances[unit!.value.toLowerCase()] : undefined;
  if (!distance) return cannot(unit!, 'the distance is counted in second, minute, hour, day, month, quarter or year');
  return print.once([from!, to!], (a, b) => bigint(distance(a, b)));
};

const parts: Readonly<Record<string, Call>> = {
  year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute'), second: part('second'), quarter: part('quarter'), week: part('week'),
  dow: part('dow'), isodow: part('isodow'), doy: part('doy'), isoyear: part('isoyear'), millisecond: part('millisecond'), microsecond: part('microsecond'),
  epoch: ([moment], print) => double(`extract(epoch FROM ${print(moment!)})`),
  yearweek: ([moment], print) => print.once([moment!], (v) => bigint(`extract(isoyear FROM ${v}) * 100 + extract(week FROM ${v})`)),
};

const units = /^(second|minute|hour|day|week|month|quarter|year|millisecond|microsecond)$/i;

/** Functions as PostgreSQL computes them; what is not here cannot be computed there as it is meant. */
export const postgresFunctions: Readonly<Record<string, Call>> = {
  starts_with: plain('starts_with'), ends_with: ([value, end], print) => `starts_with(reverse(${print(value!)}), reverse(${print(end!)}))`,
  contains: ([value, within], print) => (value!.type === 'text' ? `(strpos(${print(value!)}, ${print(within!)}) > 0)` : cannot(value!, 'contains looks into texts only; use list_contains')),
  regexp_replace: regexpReplace, regexp_extract: regexpExtract, regexp_matches: regex(false), regexp_full_match: regex(true),
  isnan: ([value], print) => `(${double(print(value!))} = 'NaN')`, isinf: ([value], print) => `(abs(${double(print(value!))}) = 'Infinity')`,
  isfinite: ([value], print) => (value!.type === 'date' || value!.type === 'timestamp' ? `isfinite(${print(value!)})` : `(${double(print(value!))} NOT IN ('NaN', 'Infinity', '-Infinity'))`),
  list_contains: ([list, value], print) => print.once([list!, value!], (a, b) => `(CASE WHEN ${a} IS NOT NULL AND ${b} IS NOT NULL THEN array_position(${a}, ${b}) IS NOT NULL END)`),
  list_position: plain('array_position'), list_count: plain('cardinality'), array_length: plain('cardinality'),
  coalesce: plain('coalesce'), nullif: ([a, b], print) => `nullif(${print.collated(a!)}, ${print(b!)})`, greatest: collatedList('greatest'), least: collatedList('least'),
  length: ([value], print) => (value!.type === 'list' ? `cardinality(${print(value!)})` : `char_length(${print(value!)})`), strlen: plain('octet_length'),
  lower: cased('lower'), upper: cased('upper'), reverse: plain('reverse'), md5: plain('md5'), nfc_normalize: ([value], print) => `normalize(${print(value!)}, NFC)`,
  sha256: ([value], print) => `encode(sha256(convert_to(${print(value!)}, 'UTF8')), 'hex')`,
  trim: trim('btrim'), ltrim: trim('ltrim'), rtrim: trim('rtrim'), substring, left: side('left'), right: side('right'), replace: plain('replace'), translate: plain('translate'),
  concat: texts('concat'), concat_ws: texts('concat_ws'), strpos: plain('strpos'), ascii: plain('ascii'), chr: ([code], print) => `chr(${integer(print(code!))})`,
  lpad: plain('lpad'), rpad: plain('rpad'), repeat: plain('repeat'),
  split_part: ([value, by, index], print) => (writtenNumber(index) && by!.kind === 'text' && by!.value !== '' ? `split_part(${print(value!)}, ${print(by!)}, ${writtenNumber(index)})`
    : cannot(index!, 'the separator and the number of the part, other than 0, must be written out')),
  string_split: ([value, by], print) => (by!.kind === 'text' && by!.value !== '' ? print.once([value!], (v) => `(CASE WHEN ${v} = '' THEN ARRAY[''] ELSE string_to_array(${v}, ${print(by!)}) END)`) : cannot(by!, 'the separator must be written out')),
  array_to_string: plain('array_to_string'),
  abs: plain('abs'), ceil: plain('ceil'), floor: plain('floor'), sign: plain('sign'), round,
  trunc: ([value, digits], print) => (digits ? `trunc(${value!.type === 'floating' ? cannot(value!, 'a floating number is cut to whole numbers only') : numeric(print(value!))}, ${integer(print(digits))})` : `trunc(${print(value!)})`),
  ...Object.fromEntries(['sqrt', 'cbrt', 'exp', 'ln', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'radians', 'degrees', 'atan2'].map((name) => [name, floating(name)])),
  log10: floating('log'), log: (args, print) => (args.length === 1 ? double(`log(${double(print(args[0]!))})`) : cannot(args[0]!, 'write log10, or ln(x) / ln(base)')), pow: floating('power'), pi: () => 'pi()',
  mod: ([a, b], print) => moduloCall(a!, b!, print), xor: ([a, b], print) => `(${bigint(print(a!))} # ${bigint(print(b!))})`,
  gcd: ([a, b], print) => `gcd(${numeric(print(a!))}, ${numeric(print(b!))})`, lcm: ([a, b], print) => `lcm(${numeric(print(a!))}, ${numeric(print(b!))})`,
  year: parts.year!, month: parts.month!, day: parts.day!, hour: parts.hour!, minute: parts.minute!, second: parts.second!, quarter: parts.quarter!, week: parts.week!,
  dayofweek: parts.dow!, isodow: parts.isodow!, dayofyear: parts.doy!, isoyear: parts.isoyear!, yearweek: parts.yearweek!, epoch: parts.epoch!,
  epoch_us: ([moment], print) => bigint(`extract(epoch FROM ${print(moment!)}) * 1000000`),
  last_day: ([moment], print) => `CAST(date_trunc('month', CAST(${print(moment!)} AS timestamp)) + interval '1 month - 1 day' AS date)`,
  dayname: ([moment], print) => `to_char(${print(moment!)}, 'FMDay')`, monthname: ([moment], print) => `to_char(${print(moment!)}, 'FMMonth')`,
  date_trunc: ([unit, moment], print) => (unit!.kind === 'text' && units.test(unit!.value) ? `date_trunc('${unit!.value.toLowerCase()}', ${moment!.type === 'date' ? `CAST(${print(moment!)} AS timestamp)` : print(moment!)})` : cannot(unit!, 'the unit is not understood')),
  date_part: ([unit, moment], print, node) => (unit!.kind === 'text' && parts[unit!.value] ? parts[unit!.value]!([moment!], print, node) : cannot(unit!, 'such a part of a moment cannot be had')),
  date_diff: dateDiff, age: plain('age'), timezone: plain('timezone'), to_timestamp: floating('to_timestamp'),
  make_date: (args, print) => `make_date(${args.map((arg) => integer(print(arg))).join(', ')})`,
  make_timestamp: (args, print) => `make_timestamp(${args.map((arg, index) => (index < 5 ? integer : double)(print(arg))).join(', ')})`,
  strftime: ([value, format], print) => (format!.kind === 'text' && !isNumber(value!.type) && value!.type !== 'text' ? `to_char(${value!.type === 'date' ? `CAST(${print(value!)} AS timestamp)` : print(value!)}, ${template(format!)})` : cannot(format!, 'the format must be written out')),
  to_days: span('days'), to_weeks: span('weeks'), to_hours: span('hours'), to_minutes: span('mins'), to_seconds: span('secs'), to_months: span('months'), to_years: span('years'),
  json_extract: ([value, path], print) => jsonAt(value!, path, print), json_extract_string: ([value, path], print) => jsonAt(value!, path, print, true),
  json_array_length: ([value, path], print) => {
    const list = jsonAt(value!, path, print);
    return `(CASE WHEN ${list} IS NULL THEN NULL WHEN json_typeof(${list}) = 'array' THEN json_array_length(${list}) ELSE 0 END)`;
  },
  json_exists: ([value, path], print) => `(${jsonAt(value!, path, print)} IS NOT NULL)`,
  list_sum: ([list], print) => `(SELECT sum(item) FROM unnest(${print(list!)}) AS items(item))`,
  list_min: ([list], print) => `(SELECT min(item) FROM unnest(${print(list!)}) AS items(item))`, list_max: ([list], print) => `(SELECT max(item) FROM unnest(${print(list!)}) AS items(item))`,
};
