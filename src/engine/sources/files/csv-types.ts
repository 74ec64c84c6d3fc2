import type { Row, Session } from '../../duckdb/session';
import { identifier } from '../quote';
import { cellKinds, kindOfCell, typeOfKinds } from './cell-kinds';

export interface TypedColumns {
  readonly types: readonly string[];
  /** Rows looked at. */
  readonly rows: number;
}

/** Rows of the first look, which finds what each column probably is. */
const firstLook = 2000;

/**
 * Types of the columns of `from` (all of them VARCHAR), over at most `limit` rows; null looks at all. A column is only what
 * every cell looked at is. What comes later and does not fit is met when it is read (see read-container).
 *
 * A first look at few rows rules text columns out and tells which test to try first on the others: testing every cell for
 * everything costs more than reading the file.
 */
export async function csvTypes(
  session: Session, from: string, names: readonly string[], limit: number | null, signal?: AbortSignal,
): Promise<TypedColumns> {
  const select = async (list: readonly string[], rows: number | null): Promise<Row> =>
    (await session.query(`SELECT ${list.join(',\n')} FROM ${rows === null ? from : `(SELECT * FROM ${from} LIMIT ${rows})`}`, undefined, signal))[0] ?? {};
  const first = await select(names.map((name, at) => `bit_or(${kindOfCell(identifier(name), 0)}) AS m${at}`), firstLook);
  const likely = names.map((_, at) => Number(first[`m${at}`] ?? 0));
  const all = await select(['count(*) AS n', ...names.flatMap((name, at) => {
    const mask = likely[at] ?? 0;
    const c = identifier(name);
    // Counted all the same: bytes that are no UTF-8 are only met in columns that are read.
    if (mask & cellKinds.text) return [`count(${c}) AS c${at}`];
    return [`bit_or(${kindOfCell(c, mask)}) AS m${at}`, `max(length(${c})) AS l${at}`];
  })], limit);
  const masks = names.map((_, at) => ((likely[at] ?? 0) & cellKinds.text ? cellKinds.text : Number(all[`m${at}`] ?? 0)));
  // Numbers of few characters fit a double; only longer ones need a closer look.
  const long = names.map((_, at) => at).filter((at) => ((masks[at] ?? 0) & cellKinds.fraction) !== 0 && Number(all[`l${at}`] ?? 0) > 16);
  const closer = long.length === 0 ? {} : await select(long.flatMap((at) => {
    const c = identifier(names[at] ?? '');
    return [
      `max(length(regexp_replace(regexp_replace(${c}, '^[-+ ]*0*\\.?0*', ''), '[. ]', '', 'g'))) AS d${at}`,
      `max(length(regexp_extract(${c}, '^[-+ ]*0*([0-9]*)', 1))) AS w${at}`,
      `max(length(regexp_extract(${c}, '\\.([0-9]+)', 1))) AS s${at}`,
      `coalesce(bool_or(contains(lower(${c}), 'e')), false) AS e${at}`,
    ];
  }), limit);
  return {
    rows: Number(all.n ?? 0),
    types: masks.map((mask, at) => typeOfKinds(mask, {
      digits: Number(closer[`d${at}`] ?? 0), whole: Number(closer[`w${at}`] ?? 0), scale: Number(closer[`s${at}`] ?? 0), exponent: closer[`e${at}`] === true,
    })),
  };
}
