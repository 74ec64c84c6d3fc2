import { partsOf, type Expression } from '../expression';
import { refuse } from '../refusal';

/** RE2 patterns as regular expressions of PostgreSQL. */
export interface Patterns {
  /** The expression that matches the same texts. Throws a Problem for what has no counterpart. */
  print(pattern: string): string;
  /** It as a literal, the whole text where `full`. */
  literal(printed: string, full: boolean): string;
}

/** What the parts of the printer ask of each other. */
export interface Print {
  (node: Expression): string;
  /** Texts in the order and equality of their characters, whatever the database's collation is. */
  collated(node: Expression): string;
  /** How regular expressions are written. */
  readonly patterns: Patterns;
  /** SQL of parts that `make` writes more than once, each computed once where it is more than a field. */
  once(parts: readonly Expression[], make: (...sql: string[]) => string): string;
}

/** Longer statements are the mark of a nest that no person wrote. */
export const longest = 500_000;

const light = 4;
const holds = (kind: 'aggregate' | 'column', node: Expression): boolean => node.kind === kind || partsOf(node).some((part) => holds(kind, part));

/**
 * Parts that are more than a field become columns of a sub-select without rows, so that they are computed once; OFFSET
 * keeps the planner from taking it apart. So do constants, which the planner would compute even in a branch of a CASE
 * that is not taken. Not where they hold an aggregate, which would count in the sub-select.
 */
export function computedOnce(print: (node: Expression) => string, parts: readonly Expression[], make: (...sql: string[]) => string): string {
  if (parts.every((part) => holds('aggregate', part) || part.weight <= light && holds('column', part))) return make(...parts.map(print));
  const names = parts.map((_, index) => `plumbline_${index + 1}`);
  return `(SELECT ${make(...names)} FROM (SELECT ${parts.map((part, index) => `${print(part)} AS ${names[index]!}`).join(', ')} OFFSET 0) AS plumbline_parts)`;
}

/** Refuses what PostgreSQL does not compute as it is meant, at its place in the text. */
export function cannot(node: Expression, reason: string): never {
  return refuse(`it cannot be computed by a PostgreSQL server as it is on files: ${reason}`, node.start);
}

/** The whole number that is written out, with its sign; null where it is anything else. */
export function writtenNumber(node: Expression | undefined): number | null {
  if (node?.kind === 'unary' && node.operator === '-') {
    const amount = writtenNumber(node.operand);
    return amount === null ? null : -amount;
  }
  return node?.kind === 'number' && /^\d{1,9}$/.test(node.text) ? Number(node.text) : null;
}

export const numeric = (sql: string): string => `CAST(${sql} AS numeric)`;
export const double = (sql: string): string => `CAST(${sql} AS double precision)`;
export const bigint = (sql: string): string => `CAST(${sql} AS bigint)`;
export const integer = (sql: string): string => `CAST(${sql} AS integer)`;
/** No text of the server holds NUL; a character that no language has stands in its place, so that nothing equals it. */
export const textLiteral = (value: string): string => `'${value.replaceAll('\0', '\u{10ffff}').replaceAll("'", "''")}'`;
