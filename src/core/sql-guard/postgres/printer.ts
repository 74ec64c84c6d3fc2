import type { Expression } from '../expression';
import { refuse } from '../refusal';
import { aggregateSql } from './aggregates';
import { arithmetic } from './arithmetic';
import { asText, castSql, postgresType } from './casts';
import { postgresFunctions } from './functions';
import { cannot, computedOnce, double, longest, textLiteral, writtenNumber, type Patterns, type Print } from './print';

const identifier = (name: string): string => `"${name.replace(/"/g, '""')}"`;
const maybeNot = (not: boolean): string => (not ? 'NOT ' : '');
/** Types whose values carry blanks at their end, or a collation of their own, which plain texts have not. */
const paddedText = /^(character\(|character$|char\(|char$|bpchar|citext|name$)/i;

const moment = /^\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?$/;
const duration = /^-?\d+ (microsecond|millisecond|second|minute|hour|day|week|month|year|decade|century)s?( -?\d+ (second|minute|hour|day|week|month|year)s?)*( \d\d:\d\d(:\d\d(\.\d{1,6})?)?)?$|^\d\d:\d\d(:\d\d(\.\d{1,6})?)?$/i;
/** Spellings of literals that both sources read alike; others, such as DATE 'now', are words of one of them. */
const alike: Readonly<Record<string, RegExp>> = { DATE: moment, TIMESTAMP: moment, TIMESTAMPTZ: moment, INTERVAL: duration, TIME: /^\d\d:\d\d(:\d\d(\.\d{1,6})?)?$/, BOOLEAN: /^(true|false)$/i, VARCHAR: /^/ };

function typedLiteral(node: Expression & { kind: 'typed' }): string {
  const shape = alike[node.to.name] ?? /^-?\d{1,18}(\.\d{1,9})?$/;
  if (!shape.test(node.value)) return cannot(node, `the ${node.to.name} "${node.value.slice(0, 40)}" is read otherwise`);
  return `CAST(${textLiteral(node.value)} AS ${postgresType(node.to)})`;
}

function like(node: Expression & { kind: 'like' }, print: Print): string {
  // In the collation C only letters of ASCII have two cases.
  if (node.anyCase && !(node.pattern.kind === 'text' && /^[\0-\x7f]*$/.test(node.pattern.value))) return cannot(node.pattern, 'ILIKE takes a pattern of ASCII that is written out');
  // Without ESCAPE no sign is special but % and _; PostgreSQL would take the backslash.
  return `(${print.collated(node.operand)} ${maybeNot(node.not)}${node.anyCase ? 'ILIKE' : 'LIKE'} ${print(node.pattern)} ESCAPE ${node.escape ? print(node.escape) : "''"})`;
}

/** Two values side by side, each as text where it is none. */
function joined({ left, right }: Expression & { kind: 'binary' }, print: Print): string {
  if (left.type === 'list' || right.type === 'list') return `(${print(left)} || ${print(right)})`;
  return `(${asText(left, print)} || ${asText(right, print)})`;
}

function binary(node: Expression & { kind: 'binary' }, print: Print): string {
  const { operator, left, right } = node;
  if (operator === 'AND' || operator === 'OR') return `(${print(left)} ${operator} ${print(right)})`;
  if (operator === '||') return joined(node, print);
  const computed = arithmetic[operator];
  return computed ? computed(node, print) : `(${print.collated(left)} ${operator} ${print.collated(right)})`;
}

/** SQL of PostgreSQL for one part; see docs/rules.md for where it differs from that of files. */
function part(node: Expression, print: Print): string {
  const all = (parts: readonly Expression[], write: (one: Expression) => string = print): string => parts.map((one) => write(one)).join(', ');
  switch (node.kind) {
    case 'null': return 'NULL';
    case 'boolean': return node.value ? 'TRUE' : 'FALSE';
    case 'number': return node.type === 'floating' ? double(`'${node.text}'`) : node.text;
    case 'text': return textLiteral(node.value);
    case 'typed': return typedLiteral(node);
    case 'column': return paddedText.test(node.nativeType?.trim() ?? '') ? `CAST(${identifier(node.name)} AS text)` : identifier(node.name);
    case 'unary': return `(${node.operator} ${node.operator === '~' ? `CAST(${print(node.operand)} AS bigint)` : print(node.operand)})`;
    case 'binary': return binary(node, print);
    case 'is': return `(${print(node.operand)} IS ${maybeNot(node.not)}${node.what})`;
    case 'in': return `(${print.collated(node.operand)} ${maybeNot(node.not)}IN (${all(node.items)}))`;
    case 'between': return `(${print.collated(node.operand)} ${maybeNot(node.not)}BETWEEN ${print(node.from)} AND ${print(node.to)})`;
    case 'like': return like(node, print);
    case 'case': {
      const branches = node.branches.map(({ when, then }) => ` WHEN ${print(when)} THEN ${print(then)}`).join('');
      return `(CASE${node.subject ? ` ${print.collated(node.subject)}` : ''}${branches}${node.otherwise ? ` ELSE ${print(node.otherwise)}` : ''} END)`;
    }
    case 'cast': return castSql(node, print);
    case 'list': return `ARRAY[${all(node.items)}]`;
    case 'row': return `ROW(${all(node.items, print.collated)})`;
    case 'member': return cannot(node, 'members of structs cannot be reached; use -> on a JSON field');
    case 'item': return `(${print(node.operand)})[${writtenNumber(node.index) !== null && writtenNumber(node.index)! > 0 ? print(node.index) : cannot(node.index, 'the position in a list must be written out, from 1 on')}]`;
    case 'call': {
      const call = Object.hasOwn(postgresFunctions, node.name) ? postgresFunctions[node.name]! : cannot(node, `the function ${node.name} cannot be computed as it is meant`);
      return call(node.args, print, node);
    }
    case 'aggregate': return aggregateSql(node, print);
  }
}

/** The printer for PostgreSQL in a session in UTC. It throws a Refusal at the part that cannot be computed there as it is meant. */
export function postgresPrinter(patterns: Patterns): (tree: Expression) => string {
  const print: Print = Object.assign((node: Expression): string => {
    const sql = part(node, print);
    if (sql.length > longest) refuse('it becomes too long a statement', node.start);
    return sql;
  }, {
    patterns,
    collated: (node: Expression): string => (node.type === 'text' && node.kind !== 'text' ? `(${print(node)} COLLATE "C")` : print(node)),
    once: (parts: readonly Expression[], make: (...sql: string[]) => string): string => computedOnce(print, parts, make),
  });
  return print;
}
