import { call } from './build';
import type { Expression, Span } from './expression';
import { refuse } from './refusal';

/** Functions whose second argument is a path, or the name or position of a member. */
const withPath: ReadonlySet<string> = new Set(['json_extract', 'json_extract_string', 'json_exists', 'json_type', 'json_array_length', 'json_keys']);

/** Refuses a path that is not written out, or that means many members, so that what it gives has a bound. */
export function checkJsonPath(name: string, args: readonly Expression[]): void {
  const path = args[1];
  if (!path || !withPath.has(name)) return;
  const position = path.kind === 'unary' && path.operator === '-' ? path.operand : path;
  if (position.kind === 'number') return;
  if (path.kind !== 'text') refuse("the member of the JSON must be written here as a text, e.g. '$.address.city', or as a position", path.start);
  if (/^[$/]/.test(path.value) && (path.value.includes('*') || path.value.includes('..'))) refuse('a path with "*" or ".." means many members; name one', path.start);
}

/** `value -> member` as JSON, `value ->> member` as text. */
export function jsonMember(value: Expression, member: Expression, asText: boolean, span: Span): Expression {
  if (value.type === 'struct') refuse('members of a struct are reached with a dot, e.g. "address.city"', value.start);
  const name = asText ? 'json_extract_string' : 'json_extract';
  checkJsonPath(name, [value, member]);
  return call(name, [value, member], span);
}
