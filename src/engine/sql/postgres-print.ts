import type { Expression, Node } from '../../core/sql-guard/expression';
import { refuse } from '../../core/sql-guard/refusal';
import { identifier, literal } from './quote';

interface Patterns { fullMatch(sql: string, pattern: string): string; contains(sql: string, pattern: string): string }

/** Functions that mean the same by the same name, or by another, for as many arguments as they take. */
const alike: Readonly<Record<string, string>> = {
  coalesce: 'coalesce', nullif: 'nullif', greatest: 'greatest', least: 'least', replace: 'replace', concat: 'concat', concat_ws: 'concat_ws', strpos: 'strpos',
  starts_with: 'starts_with', abs: 'abs', ceil: 'ceil', floor: 'floor', sign: 'sign', left: 'left', right: 'right', trim: 'btrim', ltrim: 'ltrim', rtrim: 'rtrim',
  strlen: 'octet_length', reverse: 'reverse', md5: 'md5', split_part: 'split_part',
};
const parts: Readonly<Record<string, string>> = {
  year: 'year', month: 'month', day: 'day', hour: 'hour', minute: 'minute', quarter: 'quarter', dayofweek: 'dow', isodow: 'isodow', dayofyear: 'doy', week: 'week', isoyear: 'isoyear',
};
const aggregates = new Set(['count', 'sum', 'min', 'max', 'bool_and', 'bool_or']);
const operators = new Set(['AND', 'OR', '=', '<>', '<', '<=', '>', '>=', 'IS DISTINCT FROM', 'IS NOT DISTINCT FROM', '||', '+', '-', '*']);
const moment = /^\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?$/;
const typed: Readonly<Record<string, string>> = { DATE: 'date', TIMESTAMP: 'timestamp', TIMESTAMPTZ: 'timestamptz' };

function cannot(node: Expression, what: string): never {
  return refuse(`${what} cannot be computed by a PostgreSQL server as it is on files`, node.start);
}

/**
 * The printer of PostgreSQL's SQL. It prints what means there exactly what it means on files; all else is refused at its
 * place. What cannot be computed of a row (an overflow) ends the statement, since the server has no TRY.
 */
export function postgresPrinter(patterns: Patterns): (expression: Expression) => string {
  const all = (nodes: readonly Expression[]): string => nodes.map(print).join(', ');
  const maybeNot = (not: boolean): string => (not ? 'NOT ' : '');
  const isExact = ({ type }: Expression): boolean => type === 'whole' || type === 'decimal';

  function print(node: Expression): string {
    switch (node.kind) {
      case 'null': return 'NULL';
      case 'boolean': return node.value ? 'TRUE' : 'FALSE';
      case 'number':
        if (!/^\d+(\.\d*)?(e[+-]?\d+)?$|^\.\d+$/i.test(node.text)) return cannot(node, `the number ${node.text}`);
        return /e/i.test(node.text) ? `'${node.text}'::double precision` : node.text;
      case 'text': return literal(node.value.replaceAll('\0', '\u{10ffff}'));
      case 'typed': {
        const type = typed[node.to.name] ?? cannot(node, `a literal of type ${node.to.name}`);
        return moment.test(node.value) ? `CAST(${literal(node.value)} AS ${type})` : cannot(node, `the ${type} "${node.value.slice(0, 40)}"`);
      }
      case 'column': return identifier(node.name);
      case 'unary': return node.operator === '~' ? cannot(node, 'the operator ~') : `(${node.operator} ${print(node.operand)})`;
      case 'binary': return binary(node);
      case 'is': return `(${print(node.operand)} IS ${maybeNot(node.not)}${node.what})`;
      case 'in': return `(${print(node.operand)} ${maybeNot(node.not)}IN (${all(node.items)}))`;
      case 'between': return `(${print(node.operand)} ${maybeNot(node.not)}BETWEEN ${print(node.from)} AND ${print(node.to)})`;
      case 'like': {
        if (node.anyCase && !(node.pattern.kind === 'text' && /^[\0-\x7f]*$/.test(node.pattern.value))) return cannot(node, 'ILIKE with letters beyond ASCII');
        // A backslash is no escape unless one is asked for.
        return `(${print(node.operand)} ${maybeNot(node.not)}${node.anyCase ? 'ILIKE' : 'LIKE'} ${print(node.pattern)} ESCAPE ${node.escape ? print(node.escape) : "''"})`;
      }
      case 'case': {
        const branches = node.branches.map(({ when, then }) => ` WHEN ${print(when)} THEN ${print(then)}`).join('');
        return `(CASE${node.subject ? ` ${print(node.subject)}` : ''}${branches}${node.otherwise ? ` ELSE ${print(node.otherwise)}` : ''} END)`;
      }
      case 'cast': return cast(node);
      case 'call': return call(node);
      case 'aggregate': return aggregate(node);
      default: return cannot(node, 'a list or a structure');
    }
  }

  function binary(node: Node<'binary'>): string {
    const [left, right] = [print(node.left), print(node.right)];
    if (node.operator === '%' && isExact(node.left) && isExact(node.right)) return `(${left} % NULLIF(${right}, 0))`;
    return operators.has(node.operator) ? `(${left} ${node.operator} ${right})` : cannot(node, `the operator ${node.operator}`);
  }

  function cast(node: Node<'cast'>): string {
    const { operand, to } = node;
    if (to.lists === 0 && to.name === 'VARCHAR' && (operand.type === 'text' || operand.type === 'whole')) return `CAST(${print(operand)} AS text)`;
    if (to.lists === 0 && to.name === 'DOUBLE' && (isExact(operand) || operand.type === 'floating')) return `CAST(${print(operand)} AS double precision)`;
    return cannot(node, `a cast to ${to.name}`);
  }

  function call(node: Node<'call'>): string {
    const { name, args } = node;
    const [first, second, third] = args;
    if (Object.hasOwn(alike, name)) return `${alike[name]}(${all(args)})`;
    if (first && Object.hasOwn(parts, name)) return `extract(${parts[name]} FROM ${print(first)})`;
    if (name === 'length' && first?.type === 'text') return `char_length(${print(first)})`;
    if ((name === 'lower' || name === 'upper') && first) return `${name}(${print(first)} COLLATE "und-x-icu") COLLATE "C"`;
    if (name === 'contains' && first?.type === 'text' && second) return `(strpos(${print(first)}, ${print(second)}) > 0)`;
    if (name === 'round' && first && isExact(first) && (second === undefined || second.kind === 'number')) return `round(CAST(${print(first)} AS numeric)${second ? `, ${print(second)}` : ''})`;
    if (name === 'mod' && first && second && isExact(first) && isExact(second)) return `mod(${print(first)}, NULLIF(${print(second)}, 0))`;
    if (name === 'substring' && first && second?.kind === 'number' && (third === undefined || third.kind === 'number')) return `substr(${all(args)})`;
    if (name === 'date_part' && first?.kind === 'text' && second && Object.hasOwn(parts, first.value)) return `extract(${parts[first.value]} FROM ${print(second)})`;
    if (name === 'date_trunc' && first?.kind === 'text' && second && /^(hour|day|week|month|quarter|year)$/.test(first.value)) return `date_trunc(${literal(first.value)}, ${print(second)})`;
    if (first && second?.kind === 'text' && third === undefined && (name === 'regexp_matches' || name === 'regexp_full_match')) {
      return name === 'regexp_matches' ? patterns.contains(print(first), second.value) : patterns.fullMatch(print(first), second.value);
    }
    return cannot(node, `the function ${name}`);
  }

  function aggregate(node: Node<'aggregate'>): string {
    const { name, args, distinct } = node;
    const filter = node.filter ? ` FILTER (WHERE ${print(node.filter)})` : '';
    if (name === 'avg' && args[0]) return `avg(${distinct ? 'DISTINCT ' : ''}CAST(${print(args[0])} AS double precision))${filter}`;
    if (!aggregates.has(name)) return cannot(node, `the function ${name}`);
    return `${name}(${distinct ? 'DISTINCT ' : ''}${name === 'count' && args.length === 0 ? '*' : all(args)})${filter}`;
  }
  return print;
}
