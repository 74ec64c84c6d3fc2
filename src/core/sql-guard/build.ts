import { binaryType, callType, signedType } from './node-types';
import { partsOf, type Expression, type NodeKind, type Shape, type Span } from './expression';
import { ofCell, sizeOf } from './growth';
import { refuse } from './refusal';
import { castValueType, commonType, type ValueType } from './value-type';

const heaviest = 20_000;
/** DuckDB takes 1000 levels, of which some are around the expression. */
const deepest = 900;

function typeOf(shape: Shape): ValueType {
  switch (shape.kind) {
    case 'null': case 'member': case 'item': case 'column': case 'row': return 'unknown';
    case 'boolean': case 'is': case 'in': case 'between': case 'like': return 'boolean';
    case 'number': return /e/i.test(shape.text) ? 'floating' : shape.text.includes('.') ? 'decimal' : 'whole';
    case 'text': return 'text';
    case 'typed': return castValueType(shape.to.name);
    case 'cast': return shape.to.lists > 0 ? 'list' : castValueType(shape.to.name);
    case 'list': return 'list';
    case 'unary': return shape.operator === 'NOT' ? 'boolean' : shape.operator === '~' ? 'whole' : signedType(shape.operand.type);
    case 'binary': return binaryType(shape.operator, shape.left.type, shape.right.type);
    case 'case': {
      const given = [...shape.branches.map(({ then }) => then), ...(shape.otherwise ? [shape.otherwise] : [])];
      return commonType(given.filter(({ kind }) => kind !== 'null').map(({ type }) => type));
    }
    case 'call': case 'aggregate': return callType(shape.name, shape.args);
  }
}

const isChain = (shape: Shape, part: Expression): boolean =>
  shape.kind === 'binary' && part.kind === 'binary' && shape.operator === part.operator && (shape.operator === 'AND' || shape.operator === 'OR');

/** Several values stand as one only where they are compared, which rows.ts writes out, and in `count(DISTINCT (a, b))`. */
export function refuseRow(part: Expression | undefined): void {
  if (part?.kind === 'row') refuse('several values in brackets can only be compared with as many others, by =, <>, <, <=, >, >= or IN', part.start);
}

/**
 * A part with all that is known of it. Refuses, at `at` where it is given, what could make too long a text or is too
 * much of an expression.
 */
export function build<K extends NodeKind>(shape: Shape<K> & Shape, span: Span, at: number = span.start, type?: ValueType): Expression {
  const parts = partsOf(shape);
  const weight = parts.reduce((sum, part) => sum + part.weight, 1);
  const depth = parts.reduce((most, part) => Math.max(most, isChain(shape, part) ? part.depth : part.depth + 1), 1);
  if (weight > heaviest) refuse(`it has more than ${heaviest} parts`, at);
  if (depth > deepest) refuse(`it is nested deeper than ${deepest} levels`, at);
  if (shape.kind !== 'aggregate') refuseRow(parts.find(({ kind }) => kind === 'row'));
  const facts = { start: span.start, end: span.end, type: type ?? typeOf(shape), size: sizeOf(shape, at), weight, depth };
  return { ...shape, ...facts } as Expression;
}

/** A field of the container. */
export const column = (name: string, nativeType: string | null, type: ValueType, span: Span): Expression =>
  ({ kind: 'column', name, nativeType, start: span.start, end: span.end, type, size: ofCell, weight: 1, depth: 1 });

export const call = (name: string, args: readonly Expression[], span: Span): Expression => build({ kind: 'call', name, args }, span);
export const text = (value: string, span: Span): Expression => build({ kind: 'text', value }, span);
/** A whole number that is not negative. */
export const whole = (value: number, span: Span): Expression => build({ kind: 'number', text: String(value) }, span);
export const not = (operand: Expression, span: Span): Expression => build({ kind: 'unary', operator: 'NOT', operand }, span);
/** The same with a NOT before it where it is wanted. */
export const negatedIf = (wanted: boolean, operand: Expression, span: Span): Expression => (wanted ? not(operand, span) : operand);

