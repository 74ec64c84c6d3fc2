/** A point in time, exact to the microsecond, between the years 0001 and 9999. */
export interface Moment {
  /** Microseconds since 1970-01-01T00:00:00Z; negative before. */
  readonly micros: bigint;
}

const shape = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/i;
const dayMicros = 86_400_000_000n;

function offsetMinutes(zone: string | undefined): number {
  if (!zone || /^(z|utc)$/i.test(zone)) return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', '') || '0');
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** Reads an ISO 8601 date or timestamp; without a zone it is UTC. Null where it is none, or names no day that exists. */
export function parseMoment(text: string): Moment | null {
  const m = shape.exec(text.trim());
  if (!m) return null;
  const [year, month, day] = [Number(m[1]), Number(m[2]), Number(m[3])];
  const [hour, minute, second] = [Number(m[4] ?? 0), Number(m[5] ?? 0), Number(m[6] ?? 0)];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (year < 1 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) return null;
  date.setUTCHours(hour, minute - offsetMinutes(m[8]), second);
  const fraction = BigInt((m[7] ?? '').padEnd(6, '0').slice(0, 6) || '0');
  return { micros: BigInt(date.getTime()) * 1000n + fraction };
}

export function momentOf(date: Date): Moment {
  return { micros: BigInt(date.getTime()) * 1000n };
}

/** Start of the UTC day of a moment. */
export function startOfDay(moment: Moment): Moment {
  const rest = ((moment.micros % dayMicros) + dayMicros) % dayMicros;
  return { micros: moment.micros - rest };
}

/** `2024-02-29 13:05:00` (UTC), with as many decimals as it needs; the date alone where `dateOnly`. */
export function momentText(moment: Moment, dateOnly = false): string {
  const fraction = ((moment.micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const date = new Date(Number((moment.micros - fraction) / 1000n));
  const iso = date.toISOString();
  if (dateOnly) return iso.slice(0, 10);
  const decimals = fraction === 0n ? '' : `.${fraction.toString().padStart(6, '0').replace(/0+$/, '')}`;
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}${decimals}`;
}
