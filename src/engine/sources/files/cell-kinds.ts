/** One bit for each kind of text that a cell can be. */
export const cellKinds = {
  integer: 1, negative: 2, plus: 4, fraction: 8, bareExponent: 16, special: 32, date: 64, timestamp: 128, nanoseconds: 256,
  zoned: 512, looseZone: 1024, time: 2048, boolean: 4096, empty: 8192, text: 16384, exponent: 32768, other: 65536,
} as const;
type Kind = keyof typeof cellKinds;

const day = '[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}';
const isoDay = '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}';
const clock = (digits: string): string => `[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\\.${digits})?)?`;
/** Up to six digits, and zeros: what a microsecond holds. Nine: what a nanosecond holds. */
const micro = '[0-9]{1,6}0*';
const nano = '[0-9]{1,9}0*';
const zone = '(Z|[-+][0-9]{2}(:?[0-9]{2})?)';
const whole = '(0|[1-9][0-9]*)';

/**
 * What a cell must look like to be of a kind, and the type to which it must be cast. Stricter than DuckDB's casts alone, which
 * would read `007` as 7, `1.5` as 2 and `t` as true, and would cut what is below a microsecond: codes with leading zeros stay
 * text, and nothing is rounded.
 */
const tests: readonly (readonly [kind: Kind, pattern: string, type: string | null])[] = [
  ['integer', ` *${whole} *`, 'BIGINT'],
  ['negative', ` *-${whole} *`, 'BIGINT'],
  ['fraction', ` *-?${whole}(\\.[0-9]*)? *| *[-+]?${whole}?\\.[0-9]* *`, 'DOUBLE'],
  // An exponent that has a sign, or a point before it: as programs print large and small numbers.
  ['exponent', ` *[-+]?${whole}(\\.[0-9]*)?[eE][-+][0-9]+ *| *[-+]?${whole}?\\.[0-9]*[eE][0-9]+ *`, 'DOUBLE'],
  ['plus', ` *\\+${whole} *`, 'DOUBLE'],
  ['bareExponent', ` *[-+]?${whole}[eE][0-9]+ *`, 'DOUBLE'],
  ['date', `${isoDay}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}`, 'DATE'],
  ['timestamp', `${day}[ T]${clock(micro)}`, 'TIMESTAMP'],
  ['nanoseconds', `${day}[ T]${clock(nano)}`, 'TIMESTAMP_NS'],
  ['zoned', `${isoDay}[ T]${clock(micro)}${zone}`, 'TIMESTAMPTZ'],
  ['looseZone', `${isoDay}[ T]${clock(micro)} ${zone}`, 'TIMESTAMPTZ'],
  ['time', clock(micro), 'TIME'],
  ['boolean', '(?i)true|false', null],
  ['special', '(?i)[-+]?(nan|inf|infinity)', null],
];

const compiled = tests.map(([kind, pattern]) => [cellKinds[kind], new RegExp(`^(?:${pattern.replace('(?i)', '')})$`, pattern.startsWith('(?i)') ? 'i' : '')] as const);

/** The kind that a cell has by its look. Text is text; anything else may turn out to be text when it is cast (2024-02-30). */
export function lookOfCell(cell: string | null): number {
  if (cell === null) return 0;
  return cell === '' ? cellKinds.empty : compiled.find(([, pattern]) => pattern.test(cell))?.[0] ?? cellKinds.text;
}

/** SQL that gives the kind of cell `c`, 0 for null. With `likely` only those kinds are tried, and all others are `other`. */
export function kindOfCell(c: string, likely: number | null): string {
  const cast = (kind: Kind, type: string): string =>
    ` AND try_cast(${kind === 'looseZone' ? `regexp_replace(${c}, ' (Z|[-+][0-9:]+)$', '\\1')` : c} AS ${type}) IS NOT NULL`;
  const tried = tests.filter(([kind]) => likely === null || (likely & cellKinds[kind]) !== 0);
  const when = tried.map(([kind, pattern, type]) => `WHEN regexp_full_match(${c}, '${pattern}')${type === null ? '' : cast(kind, type)} THEN ${cellKinds[kind]}`);
  return `CASE WHEN ${c} IS NULL THEN 0 ${when.join(' ')} WHEN ${c} = '' THEN ${cellKinds.empty} ELSE ${likely === null ? cellKinds.text : cellKinds.other} END`;
}

/** Whether `kinds` are numbers, whatever type holds them. */
export function isNumber(kinds: number): boolean {
  const k = cellKinds;
  if (kinds & ~(k.integer | k.negative | k.plus | k.fraction | k.exponent | k.bareExponent | k.special) || kinds === k.special || kinds === 0) return false;
  // +49151… and 1E5 are numbers where others of the column show that signs and fractions are meant; else codes, whose look counts.
  if (kinds & k.plus && !(kinds & (k.negative | k.fraction | k.exponent))) return false;
  return !(kinds & k.bareExponent) || (kinds & (k.fraction | k.exponent)) !== 0;
}

/** The type that holds cells of every kind in `kinds` exactly, but for numbers with fractions (see number-type). */
export function typeOfKinds(kinds: number): string {
  const k = cellKinds;
  const only = (allowed: number): boolean => kinds !== 0 && (kinds & ~allowed) === 0;
  if (only(k.integer | k.negative | k.plus) && isNumber(kinds)) return 'BIGINT';
  if (only(k.date)) return 'DATE';
  if (only(k.date | k.timestamp)) return 'TIMESTAMP';
  if (only(k.date | k.timestamp | k.nanoseconds)) return 'TIMESTAMP_NS';
  if (only(k.date | k.timestamp | k.zoned | k.looseZone)) return 'TIMESTAMP WITH TIME ZONE';
  if (only(k.time)) return 'TIME';
  if (only(k.boolean)) return 'BOOLEAN';
  return 'VARCHAR';
}
