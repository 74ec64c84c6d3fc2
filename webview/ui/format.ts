import { l10n } from './l10n';

const locale = document.documentElement.lang || undefined;
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const some = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
const dayAndTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

export function count(value: number): string {
  return whole.format(value);
}

/** A measured share 0..1; never "100 %" before all is done. */
export function percent(fraction: number): string {
  return share.format(fraction >= 1 ? 1 : Math.min(0.99, Math.max(0, fraction)));
}

export function dateTime(at: number): string {
  return dayAndTime.format(at);
}

/** "3 minutes ago": for a glance; the exact time goes into the title. */
export function ago(at: number, now: number): string {
  const seconds = Math.round((at - now) / 1000);
  const steps = [['second', 60], ['minute', 60], ['hour', 24], ['day', 30], ['month', 12]] as const;
  let value = Math.min(0, seconds);
  for (const [unit, size] of steps) {
    if (Math.abs(value) < size) return relative.format(Math.round(value), unit);
    value /= size;
  }
  return relative.format(Math.round(value), 'year');
}

/** A duration in milliseconds with the two units that matter: "240 ms", "3.2 s", "2 min 5 s", "1 h 4 min", "3 d 2 h". */
export function duration(ms: number): string {
  const time = Math.max(0, ms);
  if (time < 1000) return l10n.t('{0} ms', some.format(time < 10 ? time : Math.round(time)));
  if (time < 60_000) return l10n.t('{0} s', some.format(time / 1000));
  const seconds = Math.floor(time / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return l10n.t('{0} min {1} s', minutes, seconds % 60);
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? l10n.t('{0} h {1} min', hours, minutes % 60) : l10n.t('{0} d {1} h', count(Math.floor(hours / 24)), hours % 24);
}
