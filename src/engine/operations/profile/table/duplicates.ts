import type { Session } from '../../../sql/session';
import { identifier } from '../../../sql/quote';
import type { Column } from '../../../sources/relation';
import type { PreparedRows } from '../prepare-rows';

/** Rows beyond the first of each set of equal ones, with the standard error where it is estimated (0 where it is exact). */
export interface Duplicates { readonly rows: number; readonly error: number }

/** Rows up to which all of them are compared, by 64-bit hashes: of a million, two that differ hash alike once in 37 million times. */
const exactRows = 1_000_000;
const parts = 64;

/** Counts duplicate rows: none where a key is known, else of all rows, of large tables of those whose hash is in one of 64 parts. */
export async function duplicates(session: Session, columns: readonly Column[], prepared: PreparedRows, hasKey: boolean, signal: AbortSignal): Promise<Duplicates> {
  if (hasKey || prepared.rows === 0) return { rows: 0, error: 0 };
  const hash = `hash(${columns.map(({ name }) => identifier(name)).join(', ')})`;
  const exact = prepared.rows <= exactRows;
  const { rows: [[all, different] = []] } = await session.table(
    `SELECT count(*), count(DISTINCT h) FROM (SELECT ${hash} AS h FROM ${prepared.all})${exact ? '' : ` WHERE h % ${parts} = 0`}`, undefined, signal);
  const repeated = Number(all ?? 0) - Number(different ?? 0);
  return exact ? { rows: repeated, error: 0 } : { rows: repeated * parts, error: Math.sqrt(repeated * parts * (parts - 1)) };
}
