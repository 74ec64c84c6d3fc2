/**
 * The words for figures, once for tree, status bar, panels and command line: the same number reads the same everywhere.
 * `locale` is a BCP 47 tag, undefined for the surroundings' own.
 */
type Locale = string | undefined;

/** Making a formatter costs far more than using it, and a list of 100,000 jobs uses it often. */
function remembered<T>(make: (locale: Locale) => T): (locale: Locale) => T {
  const made = new Map<Locale, T>();
  return (locale) => {
    const known = made.get(locale);
    if (known !== undefined) return known;
    const fresh = make(locale);
    made.set(locale, fresh);
    return fresh;
  };
}

const whole = remembered((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }));
const percent = remembered((locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }));
const tenths = remembered((locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }));

/** A whole number with the locale's grouping: "12,000". */
export function formatCount(count: number, locale: Locale): string {
  return whole(locale).format(count);
}

/** A share 0..1 as a whole percent. Rounded down, so that nothing unfinished ever reads 100 %. */
export function formatPercent(fraction: number, locale: Locale): string {
  // A share such as 0.29 is a hair below 29 hundredths in binary: without the allowance it would read 28 %.
  const hundredths = Math.floor(Math.min(1, Math.max(0, fraction)) * 100 + 1e-9);
  return percent(locale).format((fraction < 1 ? Math.min(99, hundredths) : hundredths) / 100);
}

/** A time span of which only the size is known, in one unit: "20 s", "3 min", "2 h". Never less than ten seconds. */
export function formatRoughly(ms: number, locale: Locale): string {
  const seconds = Math.max(10, Math.ceil(ms / 10_000) * 10);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(ms / 60_000);
  return minutes < 90 ? `${Math.max(1, minutes)} min` : `${formatCount(Math.round(ms / 3_600_000), locale)} h`;
}

/**
 * A time span in milliseconds, in at most two units: "850 ms", "3.4 s", "2 min 05 s", "1 h 02 min", "3 d 4 h". The units
 * are symbols, so there is nothing to translate.
 */
export function formatDuration(ms: number, locale: Locale): string {
  const span = Math.max(0, ms);
  if (span < 999.5) return `${Math.round(span)} ms`;
  if (span < 9_950) return `${tenths(locale).format(span / 1000)} s`;
  const seconds = Math.round(span / 1000);
  const two = (n: number): string => String(n).padStart(2, '0');
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
  const minutes = Math.round(span / 60_000);
  if (minutes < 1440) return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
  const hours = Math.round(span / 3_600_000);
  return `${formatCount(Math.floor(hours / 24), locale)} d ${hours % 24} h`;
}

/** A share as it was written down, up to hundredths of a percent: 0.9999 is 99.99%. */
export function formatShare(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(share);
}
