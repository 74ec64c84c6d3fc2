import type { ValueType } from './value-type';

/** Where a part stands in the text it was read from: indices of UTF-16 units, 0-based, `end` behind the last one. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A type that a value is cast to, e.g. `DECIMAL(18, 3)[]`: its name as functions.ts has it, its sizes, and how often it is a list. */
export interface CastType {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly lists: number;
}

export type BinaryOperator =
  | 'AND' | 'OR' | '=' | '<>' | '<' | '<=' | '>' | '>=' | 'IS DISTINCT FROM' | 'IS NOT DISTINCT FROM'
  | '||' | '+' | '-' | '*' | '/' | '//' | '%' | '^' | '&' | '|' | '<<' | '>>';

/** What every part knows of itself. */
export interface Facts extends Span {
  readonly type: ValueType;
  /** The most characters that it can give as text; see growth.ts. */
  readonly size: number;
  /** How many parts it has, itself included, those that stand in it several times counted each time. */
  readonly weight: number;
  /** How many levels it has; a chain of ANDs, or of ORs, is one. */
  readonly depth: number;
}

interface Shapes {
  null: object;
  boolean: { readonly value: boolean };
  /** A number as it was written, without sign. */
  number: { readonly text: string };
  text: { readonly value: string };
  /** A literal of a type, e.g. `DATE '2024-01-31'`. One that is none of the type is an error of the whole statement. */
  typed: { readonly to: CastType; readonly value: string };
  /** A field, as the container spells it. */
  column: { readonly name: string; readonly nativeType: string | null };
  unary: { readonly operator: 'NOT' | '-' | '~'; readonly operand: Expression };
  binary: { readonly operator: BinaryOperator; readonly left: Expression; readonly right: Expression };
  is: { readonly operand: Expression; readonly what: 'NULL' | 'TRUE' | 'FALSE'; readonly not: boolean };
  in: { readonly operand: Expression; readonly items: readonly Expression[]; readonly not: boolean };
  between: { readonly operand: Expression; readonly from: Expression; readonly to: Expression; readonly not: boolean };
  like: { readonly operand: Expression; readonly pattern: Expression; readonly escape: Expression | null; readonly anyCase: boolean; readonly not: boolean };
  case: { readonly subject: Expression | null; readonly branches: readonly Branch[]; readonly otherwise: Expression | null };
  /** NULL where the value does not fit, so that one bad row does not stop a scan. */
  cast: { readonly operand: Expression; readonly to: CastType };
  list: { readonly items: readonly Expression[] };
  /** Several values as one, e.g. in `count(DISTINCT (a, b))`. */
  row: { readonly items: readonly Expression[] };
  /** A member of a struct. */
  member: { readonly operand: Expression; readonly name: string };
  /** An item of a list, from 1. */
  item: { readonly operand: Expression; readonly index: Expression };
  /** A function of functions.ts, by its own name. */
  call: { readonly name: string; readonly args: readonly Expression[] };
  /** An aggregate function of functions.ts; no arguments: of all rows, as in `count(*)`. */
  aggregate: { readonly name: string; readonly distinct: boolean; readonly args: readonly Expression[]; readonly filter: Expression | null };
}

export interface Branch {
  readonly when: Expression;
  readonly then: Expression;
}

export type NodeKind = keyof Shapes;
export type Node<K extends NodeKind> = { readonly kind: K } & Shapes[K] & Facts;
/** The shape of a part without what is worked out from its parts. */
export type Shape<K extends NodeKind = NodeKind> = { [Key in K]: { readonly kind: Key } & Shapes[Key] }[K];

/** User SQL as a tree: a single expression over fields, variables and `now()` already put in. Made by build.ts alone. */
export type Expression = { [K in NodeKind]: Node<K> }[NodeKind];

/** The parts of a part, in the order in which they are written. */
export function partsOf(expression: Shape | Expression): readonly Expression[] {
  const given = (...parts: readonly (Expression | null)[]): Expression[] => parts.filter((part) => part !== null);
  switch (expression.kind) {
    case 'unary': case 'is': case 'cast': case 'member': return [expression.operand];
    case 'binary': return [expression.left, expression.right];
    case 'in': return [expression.operand, ...expression.items];
    case 'between': return [expression.operand, expression.from, expression.to];
    case 'like': return given(expression.operand, expression.pattern, expression.escape);
    case 'case': return given(expression.subject, ...expression.branches.flatMap(({ when, then }) => [when, then]), expression.otherwise);
    case 'list': case 'row': return expression.items;
    case 'item': return [expression.operand, expression.index];
    case 'call': return expression.args;
    case 'aggregate': return given(...expression.args, expression.filter);
    default: return [];
  }
}
