import type { Expression } from '../expression';
import { cannot, textLiteral, writtenNumber, type Print } from './print';

/** The members that a path names, as PostgreSQL's `#>` takes them. */
function members(path: Expression): readonly string[] {
  const position = writtenNumber(path);
  if (position !== null) return [String(position)];
  if (path.kind !== 'text') return cannot(path, 'the path must be written out');
  if (!/^[$/]/.test(path.value)) return [path.value];
  const found: string[] = [];
  let rest = path.value.slice(1);
  if (path.value.startsWith('/')) return rest.split('/');
  while (rest !== '') {
    const step = /^\.([\p{L}_][\p{L}\p{N}_-]*)|^\."([^"\\]*)"|^\[(\d{1,9})\]/u.exec(rest);
    if (!step) return cannot(path, 'the path is not understood; write e.g. $.address.city or $.items[0]');
    found.push(step[1] ?? step[2] ?? step[3]!);
    rest = rest.slice(step[0].length);
  }
  return found;
}

/** What a path names in a JSON value, as JSON or as text. */
export function jsonAt(value: Expression, path: Expression | undefined, print: Print, asText = false): string {
  const sql = `CAST(${print(value)} AS json)`;
  const names = path ? members(path) : [];
  if (names.length === 0 && !asText) return sql;
  return `(${sql} ${asText ? '#>>' : '#>'} ARRAY[${names.map(textLiteral).join(', ')}]::text[])`;
}
