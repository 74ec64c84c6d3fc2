import type { Session } from '../../sql/session';
import type { Column } from '../../sources/relation';
import { identifier } from '../../sql/quote';
import { isText } from './field-statistics';
import type { PreparedRows } from './prepare-rows';

/** How some texts of a field are written: letters as A or a, digits as 9, with how many of the sample are and one of them. */
export interface Format { readonly format: string; readonly count: number; readonly example: string }

/** Formats kept of a field, the characters of a text that has one, and fields asked for in one statement. */
const kept = 10;
const longest = 40;
const fieldsAtOnce = 100;

const shape = (c: string): string => String.raw`regexp_replace(regexp_replace(regexp_replace(${c}, '\p{Lu}', 'A', 'g'), '[\p{Ll}\p{Lt}\p{Lm}\p{Lo}]', 'a', 'g'), '\p{Nd}', '9', 'g')`;

/** The commonest formats of each text field, of its values in the sample; ties in the order of their text. */
export async function fieldFormats(session: Session, columns: readonly Column[], prepared: PreparedRows, signal: AbortSignal): Promise<Map<string, Format[]>> {
  const texts = columns.filter((column) => isText(column) && column.nativeType === 'VARCHAR');
  const found = new Map<string, Format[]>();
  for (let from = 0; from < texts.length; from += fieldsAtOnce) {
    const part = texts.slice(from, from + fieldsAtOnce);
    const { rows } = await session.table(part.map((column, at) => {
      const c = identifier(column.name);
      // By value first: the same text is looked at once, however often it is there.
      return `(SELECT ${at}, ${shape('v')} AS f, sum(n)::BIGINT AS s, min(v) FROM (SELECT ${c} AS v, count(*) AS n FROM ${prepared.sample}
        WHERE length(${c}) BETWEEN 1 AND ${longest} GROUP BY ${c}) GROUP BY f ORDER BY s DESC, f LIMIT ${kept})`;
    }).join(' UNION ALL '), undefined, signal);
    for (const [at, format, count, example] of rows) {
      const { name } = part[Number(at)] ?? {};
      if (name !== undefined) found.set(name, [...found.get(name) ?? [], { format: String(format), count: Number(count), example: String(example) }]);
    }
  }
  // A union promises no order.
  for (const list of found.values()) list.sort((a, b) => b.count - a.count || (a.format < b.format ? -1 : 1));
  return found;
}
