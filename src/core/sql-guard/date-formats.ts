import type { Expression } from './expression';
import { text } from './build';
import { refuse } from './refusal';

type Parts = readonly (readonly [part: RegExp, strftime: string])[];

/** Of PostgreSQL, Oracle and Snowflake; in any case. */
const templates: Parts = [
  [/^yyyy/i, '%Y'], [/^yy/i, '%y'], [/^month/i, '%B'], [/^mon/i, '%b'], [/^mm/i, '%m'], [/^mi/i, '%M'], [/^ddd/i, '%j'], [/^dd/i, '%d'], [/^day/i, '%A'], [/^dy/i, '%a'],
  [/^hh24/i, '%H'], [/^hh12/i, '%I'], [/^hh/i, '%I'], [/^ss/i, '%S'], [/^ms/i, '%g'], [/^us/i, '%f'], [/^(am|pm)/i, '%p'],
];
/** Of Java, as Spark, Databricks and Trino's format_datetime have them. */
const javaPatterns: Parts = [
  [/^yyyy/, '%Y'], [/^yy/, '%y'], [/^MMMM/, '%B'], [/^MMM/, '%b'], [/^MM/, '%m'], [/^dd/, '%d'], [/^HH/, '%H'], [/^hh/, '%I'], [/^mm/, '%M'], [/^ss/, '%S'], [/^SSSSSS/, '%f'], [/^SSS/, '%g'],
  [/^EEEE/, '%A'], [/^EEE/, '%a'], [/^DDD/, '%j'], [/^a/, '%p'],
];
/** Of MySQL and of Trino's date_format, where they differ from strftime. */
const mysqlPatterns: Parts = [
  [/^%i/, '%M'], [/^%s/, '%S'], [/^%M/, '%B'], [/^%h/, '%I'], [/^%T/, '%H:%M:%S'], [/^%c/, '%-m'], [/^%e/, '%-d'], [/^%k/, '%-H'], [/^%W/, '%A'], [/^%([YymdHSfbajp%])/, '%$1'],
];

function translated(format: Expression & { kind: 'text' }, parts: Parts): string {
  let rest = format.value;
  let made = '';
  while (rest !== '') {
    const found = parts.map(([shape, to]) => ({ match: shape.exec(rest), to })).find(({ match }) => match !== null);
    const quoted = /^(?:"([^"%]*)"|'([^'%]*)')/.exec(rest);
    if (quoted) made += quoted[1] ?? quoted[2] ?? '';
    else if (found) made += found.to.replace('$1', found.match![1] ?? '');
    else if (/^[A-Za-z%]/.test(rest)) refuse(`"${/^%?[A-Za-z]*/.exec(rest)![0]}" in the format is not understood; use strftime or strptime with a format such as '%Y-%m-%d'`, format.start);
    else made += rest[0];
    rest = rest.slice(quoted ? quoted[0].length : found ? found.match![0].length : 1);
  }
  return made;
}

function written(format: Expression): Expression & { kind: 'text' } {
  return format.kind === 'text' ? format : refuse('the format must be written as a text here', format.start);
}

/** A format such as `YYYY-MM-DD` or `yyyy-MM-dd`, as strftime has it; one with `%` is taken for strftime's already. */
export function templateFormat(format: Expression): Expression {
  const given = written(format);
  if (given.value.includes('%')) return given;
  const java = /[a-z]/.test(given.value) && /yyyy|dd|HH:mm/.test(given.value) && /MM|HH/.test(given.value) && !/HH24|HH12|MI|YYYY|DD/.test(given.value);
  return text(translated(given, java ? javaPatterns : templates), format);
}

/** A format such as `%Y-%m-%d %H:%i:%s`, or one of Java, as strftime has it. */
export function mysqlFormat(format: Expression): Expression {
  const given = written(format);
  return given.value.includes('%') ? text(translated(given, mysqlPatterns), format) : templateFormat(format);
}
