import { build } from './build';
import { plainType } from './cast-types';
import type { Expression, Span } from './expression';
import { timeUnits } from './functions';
import type { Parser } from './parser';
import { refuse } from './refusal';

/** The moment of the scan, so that all checks of it see the same. */
export function currentMoment(now: Date, what: 'DATE' | 'TIMESTAMP', span: Span): Expression {
  const iso = now.toISOString();
  const value = what === 'DATE' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 23)}`;
  return build({ kind: 'typed', to: plainType(what), value }, span);
}

/** Words for the moment of the scan, some of which stand without brackets. */
const bare: Readonly<Record<string, 'DATE' | 'TIMESTAMP'>> = { current_date: 'DATE', current_timestamp: 'TIMESTAMP', localtimestamp: 'TIMESTAMP' };
const called: Readonly<Record<string, 'DATE' | 'TIMESTAMP'>> = {
  ...bare, today: 'DATE', curdate: 'DATE', now: 'TIMESTAMP', getdate: 'TIMESTAMP', sysdate: 'TIMESTAMP', sysdatetime: 'TIMESTAMP', getutcdate: 'TIMESTAMP', transaction_timestamp: 'TIMESTAMP',
};

/** `current_date`, `now()` and their like, of which the parser has just taken the word; null where it is none. */
export function momentOfScan(parser: Parser, word: string, start: number): Expression | null {
  const brackets = parser.is('(');
  const what = (brackets ? called : bare)[word];
  if (!what || !Object.hasOwn(brackets ? called : bare, word)) return null;
  if (brackets) for (const sign of ['(', ')']) parser.expect(sign);
  return currentMoment(parser.context.now, what, parser.span(start));
}

/** The unit that a word names, without the plural's s; null where it names none. */
export function unitOf(word: string): string | null {
  const unit = word.toLowerCase().replace(/s$/, '');
  return timeUnits.has(unit) ? unit : null;
}

/** `INTERVAL '1 day'`, `INTERVAL '1' DAY` or `INTERVAL 1 DAY`, of which the word INTERVAL was taken. */
export function interval(parser: Parser, start: number): Expression {
  const minus = parser.take('-') ? '-' : '';
  const amount = parser.next();
  if (amount.kind !== 'string' && amount.kind !== 'number') refuse('a number or text is expected after INTERVAL', amount.start);
  if (!/^[\w\s.:+-]{1,60}$/.test(amount.text)) refuse('the interval is not understood', amount.start);
  const word = parser.peek();
  const unit = word.kind === 'word' ? unitOf(word.text) : null;
  if (unit) parser.next();
  else if (amount.kind === 'number') refuse('a unit such as DAY is expected', word.start);
  return parser.node({ kind: 'typed', to: plainType('INTERVAL'), value: `${minus}${amount.text}${unit ? ` ${unit}` : ''}` }, start);
}
