import type { CastType, Expression } from './expression';

/** How a source quotes. */
export interface Quoting {
  identifier(name: string): string;
  text(value: string): string;
}

/** A type as DuckDB spells it. */
export function duckdbType({ name, sizes, lists }: CastType): string {
  return `${name}${sizes.length > 0 ? `(${sizes.join(', ')})` : ''}${'[]'.repeat(lists)}`;
}

/**
 * The printer of DuckDB's SQL: fully in brackets, so that nothing depends on precedence. What it prints, the parser
 * reads to the same tree.
 */
export function duckdbPrinter(quote: Quoting): (expression: Expression) => string {
  const all = (parts: readonly Expression[]): string => parts.map(print).join(', ');
  const maybeNot = (not: boolean): string => (not ? 'NOT ' : '');

  function print(node: Expression): string {
    switch (node.kind) {
      case 'null': return 'NULL';
      case 'boolean': return node.value ? 'TRUE' : 'FALSE';
      case 'number': return node.text;
      case 'text': return quote.text(node.value);
      case 'typed': return `${duckdbType(node.to)} ${quote.text(node.value)}`;
      case 'column': return quote.identifier(node.name);
      case 'unary': return `(${node.operator} ${print(node.operand)})`;
      case 'binary': return `(${print(node.left)} ${node.operator} ${print(node.right)})`;
      case 'is': return `(${print(node.operand)} IS ${maybeNot(node.not)}${node.what})`;
      case 'in': return `(${print(node.operand)} ${maybeNot(node.not)}IN (${all(node.items)}))`;
      case 'between': return `(${print(node.operand)} ${maybeNot(node.not)}BETWEEN ${print(node.from)} AND ${print(node.to)})`;
      case 'like': {
        const escape = node.escape ? ` ESCAPE ${print(node.escape)}` : '';
        return `(${print(node.operand)} ${maybeNot(node.not)}${node.anyCase ? 'ILIKE' : 'LIKE'} ${print(node.pattern)}${escape})`;
      }
      case 'case': {
        const branches = node.branches.map(({ when, then }) => ` WHEN ${print(when)} THEN ${print(then)}`).join('');
        return `(CASE${node.subject ? ` ${print(node.subject)}` : ''}${branches}${node.otherwise ? ` ELSE ${print(node.otherwise)}` : ''} END)`;
      }
      case 'cast': return `TRY_CAST(${print(node.operand)} AS ${duckdbType(node.to)})`;
      case 'list': return `[${all(node.items)}]`;
      case 'row': return `(${all(node.items)})`;
      case 'member': return `struct_extract(${print(node.operand)}, ${quote.text(node.name)})`;
      case 'item': return `(${print(node.operand)})[${print(node.index)}]`;
      case 'call': return call(node.name, node.args);
      case 'aggregate': {
        const filter = node.filter ? ` FILTER (WHERE ${print(node.filter)})` : '';
        return `${node.name}(${node.distinct ? 'DISTINCT ' : ''}${node.name === 'count' && node.args.length === 0 ? '*' : all(node.args)})${filter}`;
      }
    }
  }

  function call(name: string, args: readonly Expression[]): string {
    const [unit, value] = args;
    if (name === 'date_part' && unit?.kind === 'text' && /^[a-z]+$/.test(unit.value)) return `extract(${unit.value} FROM ${print(value!)})`;
    return `${name}(${all(args)})`;
  }
  return print;
}
