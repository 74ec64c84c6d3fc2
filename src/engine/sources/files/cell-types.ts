import type { Row } from '../../sql/values';
import type { Session } from '../../sql/session';
import { identifier } from '../../sql/quote';
import { cellKinds, isNumber, kindOfCell, lookOfCell, typeOfKinds } from './cell-kinds';
import { normalText, type CellReading } from './cell-reading';
import { column, type FileColumn } from './file-shape';
import { numberTypes, shortNumber } from './number-type';

export interface TypedColumns {
  /** Columns that hold NaN or an infinity. */
  readonly special: readonly string[];
  readonly columns: readonly FileColumn[];
  /** Rows looked at. */
  readonly rows: number;
}

export interface Typing {
  /** At most so many rows are looked at, and cells of others are held against what was found; null: all are. */
  readonly limit: number | null;
  /** How a person says that numbers and dates are written. */
  readonly written: Pick<CellReading, 'comma' | 'order' | 'nulls'>;
  /** Types that a person chose, by column. */
  readonly asked: ReadonlyMap<string, string>;
  /**
   * Where cells were texts and numbers already (JSON): which of them are numbers. A text is then never one, an empty text is a
   * text, and dates, moments and decimals are made from texts, since the reader of the file would lose some of them.
   */
  readonly numbers?: ReadonlySet<string>;
}

const momentKinds = cellKinds.date | cellKinds.timestamp | cellKinds.nanoseconds | cellKinds.zoned | cellKinds.looseZone | cellKinds.time;

/** Rows of the first look, which finds what each column probably is. */
const firstLook = 2000;
const firstCells = 100_000;

/** The reading of a column of these kinds; null where the reader of the file gives the values itself. */
function readingOf(kinds: number, type: string, { limit, written, numbers }: Typing): CellReading | null {
  const nulls = written.nulls ? { nulls: written.nulls } : null;
  if (type === 'VARCHAR') return nulls;
  const reading: CellReading = {
    ...(!numbers && (kinds & cellKinds.empty || limit !== null) ? { blank: true } : {}),
    ...(kinds & cellKinds.looseZone ? { zone: true } : {}),
    ...(written.comma && kinds & cellKinds.fraction ? { comma: true } : {}),
    ...(written.order && /^(?:DATE|TIMESTAMP)/.test(type) ? { order: written.order } : {}),
    ...(limit === null ? {} : { checked: true }),
    ...nulls,
  };
  return Object.keys(reading).length > 0 || numbers && type !== 'BIGINT' && type !== 'DOUBLE' ? reading : null;
}

/**
 * Columns of `from` (all of them VARCHAR), over its first rows or all of them. A column is only what every cell looked at is.
 * What comes later and does not fit is met when it is read (see read-container).
 *
 * A first look at few rows rules text columns out and tells which tests to try on the others: testing every cell for everything
 * costs more than reading the file.
 */
export async function cellTypes(
  session: Session, from: string, names: readonly string[], typing: Typing, signal?: AbortSignal,
): Promise<TypedColumns> {
  const { limit, written, asked } = typing;
  if (names.length === 0) return { columns: [], rows: 0, special: [] };
  const some = (rows: number | null): string => (rows === null ? from : `(SELECT * FROM ${from} LIMIT ${rows})`);
  const select = async (list: readonly string[], rows: number | null): Promise<Row> =>
    (await session.query(`SELECT ${list.join(',\n')} FROM ${some(rows)}`, undefined, signal))[0] ?? {};
  const cells = names.map((name) => normalText(identifier(name), written));
  const cell = (at: number): string => cells[at] ?? '';
  const first = await session.table(`SELECT ${cells.map((c) => `left(${c}, 100)`).join(', ')} FROM ${some(Math.min(firstLook, Math.max(20, Math.floor(firstCells / names.length))))}`, undefined, signal);
  const likely = names.map((name, at) => (asked.has(name) ? cellKinds.text
    : first.rows.reduce((mask, row) => mask | lookOfCell(row[at] === null || row[at] === undefined ? null : String(row[at])), 0)));
  const all = await select(['count(*) AS n', ...names.flatMap((name, at) => {
    const mask = likely[at] ?? 0;
    // Counted all the same: bytes that are no UTF-8 are only met in columns that are read.
    if (mask & cellKinds.text) return [`count(${identifier(name)}) AS c${at}`];
    return [`bit_or(${kindOfCell(cell(at), mask)}) AS m${at}`, `max(length(${identifier(name)})) AS l${at}`];
  })], limit);
  const masks = names.map((_, at) => ((likely[at] ?? 0) & cellKinds.text ? cellKinds.text : Number(all[`m${at}`] ?? 0)));
  // Only where a later cell is of another kind than the first ones all kinds are tried.
  const unlike = masks.flatMap((mask, at) => (mask & cellKinds.other ? [at] : []));
  const again = unlike.length === 0 ? {} : await select(unlike.map((at) => `bit_or(${kindOfCell(cell(at), null)}) AS m${at}`), limit);
  for (const at of unlike) masks[at] = Number(again[`m${at}`] ?? 0);
  // A quoted empty text is a text among texts, and nothing among numbers and dates.
  const kinds = masks.map((mask, at) => (!typing.numbers ? mask & ~cellKinds.empty
    : !typing.numbers.has(names[at] ?? '') && (mask & ~momentKinds) !== 0 ? cellKinds.text : mask));
  const types = kinds.map(typeOfKinds);
  const fractions = kinds.flatMap((mask, at) => (types[at] === 'VARCHAR' && isNumber(mask) ? [at] : []));
  // Numbers of few characters fit a double; only longer ones need a closer look, and exponents beyond every double.
  for (const at of fractions) types[at] = 'DOUBLE';
  const long = fractions.filter((at) => Number(all[`l${at}`] ?? 0) > shortNumber || ((kinds[at] ?? 0) & (cellKinds.exponent | cellKinds.bareExponent)) !== 0);
  const closer = await numberTypes(session, some(limit), long.map(cell), signal);
  for (const [position, at] of long.entries()) types[at] = closer[position] ?? 'VARCHAR';
  const moments = types.flatMap((type, at) => (type === 'TIMESTAMP_NS' ? [at] : []));
  const held = moments.length === 0 ? {} : await select(moments.map((at) => `coalesce(bool_and(try_cast(nullif(${cell(at)}, '') AS TIMESTAMP_NS) IS NOT NULL OR coalesce(${cell(at)}, '') = ''), true) AS h${at}`), limit);
  for (const at of moments) if (held[`h${at}`] !== true) types[at] = 'VARCHAR';
  return {
    rows: Number(all.n ?? 0),
    special: names.filter((_, at) => ((masks[at] ?? 0) & cellKinds.special) !== 0),
    columns: names.map((name, at) => {
      const chosen = asked.get(name);
      if (chosen !== undefined) return column(name, chosen, chosen === 'VARCHAR' ? readingOf(0, chosen, typing) : { ...written, ...(typing.numbers ? {} : { blank: true }), zone: true, asked: true });
      const type = types[at] ?? 'VARCHAR';
      return column(name, type, readingOf(masks[at] ?? 0, type, typing));
    }),
  };
}
