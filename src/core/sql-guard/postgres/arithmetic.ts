import type { BinaryOperator, Expression } from '../expression';
import { isNumber } from '../value-type';
import { bigint, cannot, double, integer, numeric, writtenNumber, type Print } from './print';

type Binary = Expression & { kind: 'binary' };
const isWhole = (node: Expression): boolean => node.type === 'whole';
const isNonZero = (node: Expression): boolean => node.kind === 'number' && Number(node.text) !== 0;

/** Fractions by floating numbers, of which zero makes an infinite one or NaN, as elsewhere; PostgreSQL's own is an error. */
function fraction({ left, right }: Binary, print: Print): string {
  if (isNonZero(right)) return `(${double(print(left))} / ${double(print(right))})`;
  return print.once([left, right], (a, b) => {
    const [x, y] = [double(a), double(b)];
    // Zero has a sign, which only its text tells.
    const infinite = `CASE WHEN (${x} > 0) = (CAST(${y} AS text) <> '-0') THEN ${double("'Infinity'")} ELSE ${double("'-Infinity'")} END`;
    return `(CASE WHEN ${y} = 0 AND ${x} IS NOT NULL THEN CASE WHEN ${x} IN ('NaN', 0) THEN ${double("'NaN'")} ELSE ${infinite} END ELSE ${x} / ${y} END)`;
  });
}

/** Of whole numbers and decimals, null for zero. */
function remainder(left: Expression, right: Expression, print: Print): string {
  if ([left, right].some(({ type }) => type !== 'whole' && type !== 'decimal')) return cannot(left, 'the remainder is computed of whole numbers and decimals only');
  return `mod(${numeric(print(left))}, nullif(${numeric(print(right))}, 0))`;
}

function shift({ operator, left, right }: Binary, print: Print): string {
  const by = writtenNumber(right);
  if (by === null || by < 0 || by > 62) return cannot(right, 'bits are moved by a number from 0 to 62 that is written out');
  // To the left as a product, since bits that leave at the end would be lost without a word.
  return operator === '>>' ? `(${bigint(print(left))} >> ${by})` : `(${numeric(print(left))} * ${2n ** BigInt(by)})`;
}

const moments = new Set(['date', 'timestamp', 'time', 'interval']);

/** Sums, differences and products: whole numbers as numbers of any size, so that none overflows. */
function sum({ operator, left, right }: Binary, print: Print): string {
  if (left.type === 'date' && isWhole(right)) return `(${print(left)} ${operator} ${integer(print(right))})`;
  if (isWhole(left) && right.type === 'date') return `(${print(right)} ${operator} ${integer(print(left))})`;
  if (isNumber(left.type) && isNumber(right.type)) {
    const each = (node: Expression): string => (isWhole(node) && node.kind !== 'number' ? numeric(print(node)) : print(node));
    return `(${each(left)} ${operator} ${each(right)})`;
  }
  if (moments.has(left.type) || moments.has(right.type)) return `(${print(left)} ${operator} ${print(right)})`;
  return cannot(left, `the types of the two sides of ${operator} must be known; cast them`);
}

/** Operators that compute numbers and moments. */
export const arithmetic: Readonly<Partial<Record<BinaryOperator, (node: Binary, print: Print) => string>>> = {
  '+': sum, '-': sum, '*': sum, '/': (node, print) => (isNumber(node.left.type) && isNumber(node.right.type) ? fraction(node, print) : cannot(node.left, 'the types of the two sides of / must be known numbers; cast them')),
  '//': ({ left, right }, print) => (isWhole(left) && isWhole(right) ? `div(${numeric(print(left))}, nullif(${numeric(print(right))}, 0))` : cannot(left, '// divides whole numbers only')),
  '%': ({ left, right }, print) => remainder(left, right, print),
  '^': ({ left, right }, print) => `power(${double(print(left))}, ${double(print(right))})`,
  '&': ({ left, right }, print) => `(${bigint(print(left))} & ${bigint(print(right))})`,
  '|': ({ left, right }, print) => `(${bigint(print(left))} | ${bigint(print(right))})`,
  '<<': shift, '>>': shift,
};

export const moduloCall = remainder;
