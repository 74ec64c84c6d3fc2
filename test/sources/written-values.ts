/** Values as a program writes them, and what a reader must make of them. Nothing of the product is used here. */

export type Random = () => number;

/** Numbers 0..1 that are the same for the same seed (mulberry32). */
export function random(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const pick = <T>(r: Random, list: readonly T[]): T => list[Math.floor(r() * list.length)] as T;
export const whole = (r: Random, from: number, to: number): number => from + Math.floor(r() * (to - from + 1));
const digits = (r: Random, n: number): string => Array.from({ length: n }, (_, at) => (at === 0 ? whole(r, 1, 9) : whole(r, 0, 9))).join('');
const two = (n: number): string => String(n).padStart(2, '0');
const day = (r: Random): string => `${whole(r, 1700, 2240)}-${two(whole(r, 1, 12))}-${two(whole(r, 1, 28))}`;
const clock = (r: Random): string => `${two(whole(r, 0, 23))}:${two(whole(r, 0, 59))}:${two(whole(r, 0, 59))}`;
const letters = [...'abcxyzÄéß日本😀𝒳 ,;|\t"\'#\n\\.:-+01e'];
const word = (r: Random): string => Array.from({ length: whole(r, 0, 12) }, () => pick(r, letters)).join('');

/** Kinds of columns: each gives the text of one value. */
export const columnKinds: Readonly<Record<string, (r: Random) => string>> = {
  word, plainWord: (r) => `w${word(r).replace(/[\s"]/g, '')}`,
  integer: (r) => (r() < 0.3 ? '-' : '') + digits(r, whole(r, 1, 18)),
  large: (r) => digits(r, whole(r, 16, 45)),
  money: (r) => `${digits(r, whole(r, 1, 16))}.${two(whole(r, 0, 99))}`,
  fraction: (r) => `${r() < 0.3 ? '-' : ''}${whole(r, 0, 9)}.${digits(r, whole(r, 1, 22))}`,
  mixed: (r) => (r() < 0.5 ? digits(r, whole(r, 14, 18)) : String(r() * 1000)),
  program: (r) => String((r() - 0.5) * 10 ** whole(r, -30, 30)),
  odd: (r) => (r() < 0.2 ? pick(r, ['NaN', 'inf', '-inf']) : digits(r, whole(r, 1, 19))),
  phone: (r) => `+${digits(r, 12)}`, part: (r) => `${whole(r, 1, 9)}E${whole(r, 0, 9)}`, code: (r) => digits(r, 5).replace(/^./, pick(r, ['0', '1'])),
  date: day, dayFirst: (r) => `${two(whole(r, 1, 28))}/${two(whole(r, 1, 12))}/${whole(r, 1990, 2030)}`, shortYear: (r) => day(r).slice(2),
  moment: (r) => `${day(r)} ${clock(r)}`, fine: (r) => `${day(r)}T${clock(r)}.${digits(r, whole(r, 1, 9))}`,
  zoned: (r) => `${day(r)}T${clock(r)}${pick(r, ['Z', '+02:00', '-0530', '+01'])}`, fineZoned: (r) => `${day(r)}T${clock(r)}.${digits(r, whole(r, 6, 9))}Z`,
  time: clock, boolean: (r) => pick(r, ['true', 'false']), version: (r) => `1.${whole(r, 0, 12)}.${whole(r, 0, 9)}`, zero: (r) => pick(r, ['0', '-0', '0.0', '.5', '5.']),
};

/** A number text as sign, digits and power of ten, so that equal numbers are equal texts. */
function canonicalNumber(text: string): string {
  const lower = text.trim().toLowerCase().replace('infinity', 'inf');
  const match = /^([-+]?)(\d*)(?:\.(\d*))?(?:e([-+]?\d+))?$/.exec(lower);
  if (!match) return lower;
  const all = `${match[2]}${match[3] ?? ''}`.replace(/^0+/, '');
  const power = Number(match[4] ?? 0) - (match[3] ?? '').length;
  const kept = all.replace(/0+$/, '');
  return kept === '' ? '0' : `${match[1] === '-' ? '-' : ''}${kept}e${power + all.length - kept.length}`;
}

/** A moment as nanoseconds since 1970 in UTC; what has no zone is UTC. */
function canonicalMoment(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}:\d{2})(?:\.(\d+))?)?(Z|[-+]\d{2}(?::?\d{2})?)?$/.exec(text.trim());
  if (!match) return text;
  const [, date, time = '00:00:00', fraction = '', zone = 'Z'] = match;
  const offset = zone === 'Z' ? 0 : (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '') || 0));
  return String((BigInt(Date.parse(`${date}T${time}Z`)) - BigInt(offset * 60_000)) * 1_000_000n + BigInt(fraction.padEnd(9, '0')));
}

/** What a written text and a value that was read (as DuckDB prints it) must agree in, for a column of DuckDB's type. */
export function canonical(text: string | null, type: string): string | null {
  if (text === null) return null;
  if (/INT|DOUBLE|DECIMAL|FLOAT/.test(type)) return canonicalNumber(text);
  if (/^TIMESTAMP|^DATE/.test(type)) return canonicalMoment(text);
  return text;
}
