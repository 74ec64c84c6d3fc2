import { aggregateFunctions, castTypes, rowFunctions, timeUnits, type AllowedFunction } from './functions';
import { grownSize, short } from './growth';
import type { Parser, Part } from './parser';
import { refuse } from './refusal';
import type { Token } from './tokens';

function checkCount(allowed: AllowedFunction, count: number, token: Token): void {
  if (count >= allowed.least && count <= allowed.most) return;
  const wanted = allowed.least === allowed.most ? String(allowed.least) : `${allowed.least} to ${allowed.most}`;
  refuse(`the function ${token.text} takes ${wanted} value${wanted === '1' ? '' : 's'}, not ${count}`, token.start);
}

/** A type name with its size, e.g. `DECIMAL(18, 3)`, written as the source knows it. */
function castType(parser: Parser): string {
  const token = parser.next();
  const type = token.kind === 'word' ? castTypes.get(token.text.toLowerCase()) : undefined;
  if (!type) refuse(`"${token.text}" is not a type that a value can be cast to`, token.start);
  if (type === 'DOUBLE') parser.take('precision');
  if (type === 'TIMESTAMP' && (parser.is('with') || parser.is('without'))) {
    const zoned = parser.next().text.toLowerCase() === 'with';
    for (const word of ['time', 'zone']) parser.expect(word);
    return zoned ? 'TIMESTAMPTZ' : 'TIMESTAMP';
  }
  if (!parser.take('(')) return type;
  const sizes: string[] = [];
  do {
    const size = parser.next();
    if (size.kind !== 'number' || !/^\d{1,4}$/.test(size.text)) refuse('a size is expected here', size.start);
    sizes.push(size.text);
  } while (parser.take(','));
  parser.expect(')');
  return type === 'DECIMAL' ? `DECIMAL(${sizes.join(', ')})` : type;
}

function aggregate(parser: Parser, token: Token, allowed: AllowedFunction): Part {
  const name = token.text.toLowerCase();
  if (parser.context.mode !== 'aggregate') refuse(`the aggregate function ${name} is not allowed here, where each row is looked at by itself`, token.start);
  if (parser.insideAggregate) refuse(`the aggregate function ${name} stands inside another one`, token.start);
  parser.insideAggregate = true;
  parser.aggregates = true;
  const distinct = parser.take('distinct') ? 'DISTINCT ' : '';
  let inner: string;
  let size = short;
  if (name === 'count' && parser.is('*')) {
    parser.next();
    parser.expect(')');
    inner = '*';
  } else {
    const parts = parser.list();
    checkCount(allowed, parts.length, token);
    size = grownSize(name, parts.map((part) => part.size), token.start);
    inner = `${distinct}${parts.map((part) => part.sql).join(', ')}`;
  }
  let sql = `${name}(${inner})`;
  if (parser.take('filter')) {
    for (const sign of ['(', 'where']) parser.expect(sign);
    sql += ` FILTER (WHERE ${parser.expression(0).sql})`;
    parser.expect(')');
  }
  parser.insideAggregate = false;
  if (parser.is('over')) refuse('window functions are not allowed', parser.peek().start);
  return { sql, gives: allowed.gives, size };
}

/** `EXTRACT(year FROM field)` */
function extract(parser: Parser): Part {
  const part = parser.next();
  const unit = part.text.toLowerCase().replace(/s$/, '');
  if (!timeUnits.has(unit)) refuse(`"${part.text}" is not a part of a date or time`, part.start);
  parser.expect('from');
  const value = parser.expression(0);
  parser.expect(')');
  return { sql: `extract(${unit} FROM ${value.sql})`, gives: 'other', size: short };
}

function call(parser: Parser, token: Token): Part {
  const name = token.text.toLowerCase();
  parser.expect('(');
  if (name === 'cast' || name === 'try_cast') {
    const value = parser.expression(0);
    parser.expect('as');
    const cast = parser.cast(value);
    parser.expect(')');
    return cast;
  }
  if (name === 'extract') return extract(parser);
  const many = aggregateFunctions.get(name);
  if (many) return aggregate(parser, token, many);
  const one = rowFunctions.get(name);
  if (!one) refuse(`the function ${token.text} is not allowed`, token.start);
  const parts = parser.list();
  checkCount(one, parts.length, token);
  if (parser.is('over')) refuse('window functions are not allowed', parser.peek().start);
  const size = grownSize(name, parts.map((part) => part.size), token.start);
  const args = parts.map((part) => part.sql).join(', ');
  if (name === 'if') return { sql: `(CASE WHEN ${parts[0]!.sql} THEN ${parts[1]!.sql} ELSE ${parts[2]!.sql} END)`, gives: 'unknown', size };
  return { sql: `${name === 'nvl' ? 'coalesce' : name}(${args})`, gives: one.gives, size };
}

/** Calls of functions, and the names of types. */
export const functionCall = { call, castType };
