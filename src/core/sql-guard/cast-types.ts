import type { CastType } from './expression';
import { castTypes } from './functions';
import type { Parser } from './parser';
import { refuse } from './refusal';

/** Types whose sizes mean something; those of others, e.g. of VARCHAR, change no value. */
const sized = new Set(['DECIMAL']);

function sizes(parser: Parser): number[] {
  const found: number[] = [];
  do {
    const size = parser.next();
    if (size.kind !== 'number' || !/^\d{1,4}$/.test(size.text)) refuse('a size is expected here', size.start);
    found.push(Number(size.text));
  } while (parser.take(','));
  parser.expect(')');
  return found;
}

/** A type name with its size, e.g. `DECIMAL(18, 3)`, `double precision` or `timestamp with time zone`. */
export function castType(parser: Parser): CastType {
  const token = parser.next();
  const name = token.kind === 'word' ? castTypes.get(token.text.toLowerCase()) : undefined;
  if (!name) refuse(`"${token.text}" is not a type that a value can be cast to`, token.start);
  if (name === 'DOUBLE') parser.take('precision');
  if (token.text.toLowerCase() === 'character') parser.take('varying');
  if (name === 'TIMESTAMP' && (parser.is('with') || parser.is('without'))) {
    const zoned = parser.next().text.toLowerCase() === 'with';
    for (const word of ['time', 'zone']) parser.expect(word);
    return plainType(zoned ? 'TIMESTAMPTZ' : 'TIMESTAMP');
  }
  const written = parser.take('(') ? sizes(parser) : [];
  let lists = 0;
  while (parser.is('[') && parser.is(']', 1)) {
    parser.next();
    parser.next();
    lists += 1;
  }
  return { name, sizes: sized.has(name) ? written : [], lists };
}

/** A type without sizes. */
export const plainType = (name: string): CastType => ({ name, sizes: [], lists: 0 });
