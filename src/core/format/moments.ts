/** The words for moments, once for tree, status bar, panels and command line. Instants are milliseconds since 1970. */
type Locale = string | undefined;

const spans: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600_000], ['month', 2_629_800_000], ['week', 604_800_000], ['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000],
];

/** "5 minutes ago" in the user's language; what is less than a minute off is "now". The exact moment belongs beside it. */
export function formatAgo(at: number, now: number, locale: Locale): string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const away = at - now;
  const span = spans.find(([, ms]) => Math.abs(away) >= ms);
  return span ? words.format(Math.trunc(away / span[1]), span[0]) : words.format(0, 'second');
}

/** The local day of an instant as a key that sorts: "2026-11-20". */
export function dayKey(at: number): string {
  const date = new Date(at);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, '0')).join('-');
}

/** Heading of a day: "Today", "Yesterday", otherwise the date, in the user's language. */
export function formatDay(at: number, now: number, locale: Locale): string {
  const start = (t: number): number => new Date(t).setHours(0, 0, 0, 0);
  const days = Math.round((start(at) - start(now)) / 86_400_000);
  if (days === 0 || days === -1) {
    const word = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');
    return word.charAt(0).toLocaleUpperCase(locale) + word.slice(1);
  }
  return new Intl.DateTimeFormat(locale, { weekday: 'short', year: 'numeric', month: 'short', day: 'numeric' }).format(at);
}

/** Date and time of day in full, in the user's language and time zone. */
export function formatInstant(at: number, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(at);
}

/** An instant in few characters: the time of day for today, otherwise the date. */
export function formatShort(at: number, now: number, locale: Locale): string {
  const today = dayKey(at) === dayKey(now);
  return new Intl.DateTimeFormat(locale, today ? { timeStyle: 'short' } : { dateStyle: 'medium' }).format(at);
}
