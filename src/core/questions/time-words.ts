/** From and to, in milliseconds since 1970; `to` is not part of it. */
export interface Span { readonly from: number; readonly to: number; readonly words: string }

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const units: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 };
const numbers: Readonly<Record<string, number>> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7 };

/** The start of the local day so many days away. */
function dayStart(now: number, away = 0): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + away).getTime();
}

const monthStart = (now: number, away = 0): number => new Date(new Date(now).getFullYear(), new Date(now).getMonth() + away, 1).getTime();
/** Days since the last such weekday; a week where that is today. */
const daysSince = (now: number, weekday: number): number => (new Date(now).getDay() - weekday + 7) % 7 || 7;
const sinceMonday = (now: number): number => (new Date(now).getDay() + 6) % 7;

/** The span of time that a question is about, in the local time of the asker; null where it names none. */
export function spanOf(text: string, now: number): Span | null {
  const later = now + 1;
  const date = /\b(since|on|after|from)? ?(\d{4})-(\d\d)-(\d\d)\b/.exec(text);
  if (date) {
    const from = new Date(Number(date[2]), Number(date[3]) - 1, Number(date[4])).getTime();
    return date[1] === 'on' || date[1] === undefined ? { from, to: dayStart(from, 1), words: `on ${date[0].slice(-10)}` } : { from, to: later, words: `since ${date[0].slice(-10)}` };
  }
  const day = new RegExp(`\\b(since|on|after|last)? ?(${weekdays.join('|')})\\b`).exec(text);
  if (day) {
    const from = dayStart(now, -daysSince(now, weekdays.indexOf(day[2]!)));
    const name = day[2]!.charAt(0).toUpperCase() + day[2]!.slice(1);
    return day[1] === 'since' || day[1] === 'after' ? { from, to: later, words: `since ${name}` } : { from, to: dayStart(from, 1), words: `on ${name}` };
  }
  const past = /\b(?:last|past|previous) (\d+|two|three|four|five|six|seven) (minute|hour|day|week)s?\b/.exec(text)
    ?? /\b(?:last|past) (minute|hour)\b/.exec(text) ?? /\b(\d+|an?|one|two|three|four|five|six|seven) (minute|hour|day|week)s? ago\b/.exec(text);
  if (past) {
    const count = past[2] === undefined ? 1 : numbers[past[1]!] ?? Number(past[1]);
    const unit = past[2] ?? past[1]!;
    return { from: now - count * units[unit]!, to: later, words: `in the last ${count === 1 ? '' : `${count} `}${unit}${count === 1 ? '' : 's'}` };
  }
  if (/\byesterday\b/.test(text)) return { from: dayStart(now, -1), to: dayStart(now), words: 'yesterday' };
  if (/\b(?:today|tonight|this morning)\b/.test(text)) return { from: dayStart(now), to: later, words: 'today' };
  if (/\bthis week\b/.test(text)) return { from: dayStart(now, -sinceMonday(now)), to: later, words: 'this week' };
  if (/\b(?:last|previous) week\b/.test(text)) return { from: dayStart(now, -sinceMonday(now) - 7), to: dayStart(now, -sinceMonday(now)), words: 'last week' };
  if (/\bpast week\b/.test(text)) return { from: now - units.week!, to: later, words: 'in the last week' };
  if (/\bthis month\b/.test(text)) return { from: monthStart(now), to: later, words: 'this month' };
  if (/\b(?:last|previous) month\b/.test(text)) return { from: monthStart(now, -1), to: monthStart(now), words: 'last month' };
  return null;
}
