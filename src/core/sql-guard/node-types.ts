import type { BinaryOperator, Expression } from './expression';
import { aggregateFunctions, rowFunctions } from './functions';
import { commonType, isNumber, type ValueType } from './value-type';

const arithmetic: ReadonlySet<BinaryOperator> = new Set(['+', '-', '*', '/', '//', '%', '^']);
const bits: ReadonlySet<BinaryOperator> = new Set(['&', '|', '<<', '>>']);
const isTime = (type: ValueType): boolean => type === 'date' || type === 'timestamp';

/** What sums and differences of moments and spans give. */
function timeType(operator: BinaryOperator, left: ValueType, right: ValueType): ValueType {
  if (operator === '-' && isTime(left) && isTime(right)) return left === 'date' && right === 'date' ? 'whole' : 'interval';
  if (operator !== '+' && operator !== '-') return left === 'interval' || right === 'interval' ? 'interval' : 'other';
  const [time, by] = isTime(left) ? [left, right] : [right, left];
  if (isTime(time)) return by === 'interval' ? 'timestamp' : isNumber(by) ? time : by === 'time' ? 'timestamp' : 'other';
  return left === 'interval' && right === 'interval' ? 'interval' : left === 'time' || right === 'time' ? 'time' : 'other';
}

/** What an operator gives. */
export function binaryType(operator: BinaryOperator, left: ValueType, right: ValueType): ValueType {
  if (operator === '||') return left === 'list' || right === 'list' ? 'list' : 'text';
  if (bits.has(operator)) return 'whole';
  if (!arithmetic.has(operator)) return 'boolean';
  if (left === 'unknown' || right === 'unknown' || left === 'other' || right === 'other') return 'other';
  if (!isNumber(left) || !isNumber(right)) return timeType(operator, left, right);
  if (operator === '/' || operator === '^' || left === 'floating' || right === 'floating') return 'floating';
  if (left === 'whole' && right === 'whole') return 'whole';
  return operator === '//' || left === 'number' || right === 'number' ? 'number' : 'decimal';
}

/** What a minus before a part gives. */
export const signedType = (type: ValueType): ValueType => (isNumber(type) || type === 'interval' ? type : 'other');

/** What a call of a function gives. */
export function callType(name: string, args: readonly Expression[]): ValueType {
  const gives = (rowFunctions.get(name) ?? aggregateFunctions.get(name))!.gives;
  if (gives === 'common') return commonType(args.filter(({ kind }) => kind !== 'null').map(({ type }) => type));
  return gives === 'first' ? signedType(args[0]?.type ?? 'other') : gives;
}
