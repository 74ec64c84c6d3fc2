import type { Session } from '../../sql/session';
import { exactDouble } from './cell-reading';

/** Cells of up to this many characters are kept by every double. */
export const shortNumber = 15;

/**
 * The type that keeps every number of `cells` (SQL texts over `from`, all of them numbers with fractions or large ones) as it is
 * written: DOUBLE where each is kept by a double, else DECIMAL, else VARCHAR.
 */
export async function numberTypes(
  session: Session, from: string, cells: readonly string[], signal?: AbortSignal,
): Promise<string[]> {
  if (cells.length === 0) return [];
  const select = async (list: readonly string[]) => (await session.query(`SELECT ${list.join(',\n')} FROM ${from}`, undefined, signal))[0] ?? {};
  const sizes = await select(cells.flatMap((c, at) => [
    `max(length(regexp_extract(${c}, '^[-+ ]*0*([0-9]*)', 1))) AS w${at}`,
    `max(length(regexp_extract(${c}, '\\.([0-9]+)', 1))) AS s${at}`,
    // An exponent, NaN or infinity: no decimal holds them.
    `coalesce(bool_or(regexp_matches(${c}, '[a-zA-Z]')), false) AS e${at}`,
  ]));
  const sizeOf = (at: number) => ({ whole: Number(sizes[`w${at}`] ?? 0), scale: Number(sizes[`s${at}`] ?? 0), odd: sizes[`e${at}`] === true });
  const decimal = (at: number): number | null => (!sizeOf(at).odd && sizeOf(at).whole + sizeOf(at).scale <= 38 ? sizeOf(at).scale : null);
  const exact = await select(cells.map((c, at) => `coalesce(bool_and(${exactDouble(c, sizeOf(at).whole + sizeOf(at).scale <= 38 ? sizeOf(at).scale : null)}), true) AS x${at}`));
  return cells.map((_, at) => {
    const scale = decimal(at);
    // Whole numbers that no BIGINT holds are compared and shown digit by digit.
    if (scale === 0) return 'DECIMAL(38,0)';
    if (exact[`x${at}`] === true) return 'DOUBLE';
    return scale === null ? 'VARCHAR' : `DECIMAL(38,${scale})`;
  });
}
