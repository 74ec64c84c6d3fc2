import type { Session } from '../../../../sql/session';
import type { Column } from '../../../../sources/relation';
import { identifier } from '../../../../sql/quote';
import type { PreparedRows } from '../../prepare-rows';

/** A value as text, with the rows of the sample that hold it, and how many of those rules are learned from. */
export interface SampleValue {
  readonly text: string;
  readonly rows: number;
  readonly learned: number;
}

/** Distinct values above which a field is open, and its values are not looked at one by one. */
export const mostValues = 20_000;
/** Texts longer than this are prose; such a field's values are not looked at. */
const longestText = 200;

const countable = ({ type, nativeType }: Column): boolean => (type === 'String' && nativeType === 'VARCHAR') || ['Integral', 'Fractional', 'Boolean', 'Date', 'Timestamp'].includes(type);

/** The values of each column of the sample, most frequent first; null for columns with too many or too long ones. */
export async function columnValues(session: Session, columns: readonly Column[], prepared: PreparedRows, learned: number, signal: AbortSignal): Promise<(SampleValue[] | null)[]> {
  const able = columns.map((column, at) => ({ column, at })).filter(({ column }) => countable(column));
  const result: (SampleValue[] | null)[] = columns.map(() => null);
  if (able.length === 0 || prepared.sampleRows === 0) return result;
  const [sizes = {}] = await session.query(`SELECT ${able.map(({ column, at }) => {
    const c = identifier(column.name);
    return `${prepared.sampleRows <= mostValues ? '0' : `approx_count_distinct(${c})`} AS d${at}${column.type === 'String' ? `, max(strlen(${c})) AS l${at}` : ''}`;
  }).join(', ')} FROM ${prepared.sample}`, undefined, signal);
  for (const { column, at } of able) {
    if (Number(sizes[`d${at}`] ?? 0) > mostValues || Number(sizes[`l${at}`] ?? 0) > 20 * longestText) continue;
    const c = identifier(column.name);
    const { rows } = await session.table(`SELECT ${c}::VARCHAR, count(*)::INTEGER, (count(*) FILTER (${prepared.position} < ${learned}))::INTEGER FROM ${prepared.sample} WHERE ${c} IS NOT NULL GROUP BY ${c} ORDER BY 2 DESC, 1 LIMIT ${mostValues + 1}`, undefined, signal);
    if (rows.length <= mostValues) result[at] = rows.map(([text, count, early]) => ({ text: String(text), rows: Number(count), learned: Number(early) }));
  }
  return result;
}
