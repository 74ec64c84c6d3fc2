import { ibanHolds, luhn } from './checksums';
import { nationalNumbers, type NationalNumber } from './national-numbers';
import type { TagKind } from './tag-kinds';

/** How values speak for a kind: those that could be of it, and those that can hardly be anything else. */
export interface ValueTest {
  readonly words: string;
  readonly fits: (value: string) => boolean;
  /** With this, values alone are enough. */
  readonly proof?: { readonly words: string; readonly proves: (value: string) => boolean };
}

const digitsOf = (value: string): string => value.replace(/[ .()/-]/g, '');
const compact = (value: string): string => value.replace(/[ .]/g, '').toUpperCase();
const issuer = /^(?:4|5[1-5]|2[2-7]|3[47]|3[068]|6(?:011|5|4[4-9]|2))/;
const person = /^(?=.{2,60}$)\p{L}[\p{L}\p{M}.'’-]*(?:,? \p{L}[\p{L}\p{M}.'’-]*){0,5}$/u;
const sexes = new Set(`m f male female man woman men women mann frau mannlich weiblich männlich w d divers diverse homme femme h
  hombre mujer v masculino femenino feminino maschio femmina vrouw k kobieta mężczyzna nonbinary non-binary other unknown u x n
  0 1 2 3 9`.split(/\s+/));
const road = `street|st|avenue|ave|av|road|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|place|pl|way|alley|parkway|pkwy|highway|hwy|square
  |terrace|circle|cir|trail|tpke|turnpike|route|rte|plaza|row|loop|broadway|rue|calle|avenida|via|viale|piazza|rua|ulica|ul`.replace(/\s+/g, '');
const roads = new RegExp(`(?:^|[^\\p{L}])(?:${road})(?:$|[^\\p{L}])|(?:stra(?:ß|ss)e|str\\.?|weg|gasse|allee|platz|straat|laan|gatan)(?:$|[^\\p{L}])`, 'iu');
const part = /^(?:suite|ste|apt|apartment|unit|room|floor|flat|level|box|po box)\b[ .#]*\w*$/i;
const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const ip4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`);
const ip6 = /^(?:(?:[\da-f]{1,4}:){7}[\da-f]{1,4}|(?=.*::)(?!.*::.*::)[\da-f]{0,4}(?::[\da-f]{0,4}){2,7})$/i;
const date = /^(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|(?:19|20)\d{2}[/.-]?\d{1,2}[/.-]?\d{1,2}(?:[ T].*)?|\d{1,2} \p{L}{3,9}\.? \d{4})$/u;
const dashedSsn = /^(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}$/;

const isCard = (value: string): boolean => /^\d{12,19}$/.test(digitsOf(value));
const isPhone = (value: string): boolean => /^\+?[\d ().\-/]+(?:\s*(?:x|ext\.?)\s*\d{1,6})?$/i.test(value)
  && /^\+?\d{6,15}$/.test(digitsOf(value.replace(/\s*(?:x|ext).*$/i, '')));

const holds = ({ form, holds }: NationalNumber, value: string): boolean => form.test(digitsOf(value)) && holds(digitsOf(value));

/**
 * The test of national numbers for one column: of the one that its name means, or of the one that most values hold. A value
 * of many digits holds one of several checks by chance.
 */
export function nationalTestFor(names: readonly string[], values: readonly string[]): ValueTest {
  const named = nationalNumbers.filter((number) => number.called.some((word) => names.includes(word)));
  const numbers = (named.length > 0 ? named : nationalNumbers)
    .map((number) => ({ number, held: values.filter((value) => holds(number, value)).length }))
    .sort((a, b) => b.held - a.held);
  const { number } = numbers[0]!;
  return { words: `hold the check digit of a national number: ${number.title}`, fits: (value) => holds(number, value) };
}

/** The test of each other kind's values. Values come with at most 200 characters (`suggest.ts`), so that no pattern takes long. */
export const valueTests: Readonly<Record<Exclude<TagKind, 'national-id'>, ValueTest>> = {
  email: {
    words: 'have the form of an e-mail address', fits: (value) => /^[^\s@<>]{1,64}@[^\s@<>]{2,}$/.test(value),
    proof: {
      words: 'are e-mail addresses',
      proves: (value) => /^[\p{L}\d._%+'-]{1,64}@(?:[\p{L}\d-]{1,63}\.)+\p{L}{2,24}$/u.test(value),
    },
  },
  phone: {
    words: 'have the form of a phone number', fits: isPhone,
    proof: {
      words: 'are written as international phone numbers',
      proves: (value) => /^\+[1-9]/.test(value) && digitsOf(value).length >= 9 && isPhone(value),
    },
  },
  'street-address': {
    words: 'name a street',
    fits: (value) => !part.test(value) && (roads.test(value) || /^\d{1,6}[ -]\S.*\p{L}{3}/u.test(value) || /\p{L}{4,} \d{1,4}\p{L}?$/u.test(value)),
  },
  'full-name': { words: 'have the form of a name', fits: (value) => person.test(value) },
  'first-name': { words: 'have the form of a name', fits: (value) => person.test(value) },
  'last-name': { words: 'have the form of a name', fits: (value) => person.test(value) },
  'birth-date': { words: 'have the form of a date', fits: (value) => date.test(value) },
  gender: { words: 'are words or codes of a gender', fits: (value) => sexes.has(value.toLowerCase()) },
  age: { words: 'are numbers from 0 to 120', fits: (value) => /^\d{1,3}(?:\.\d)?$/.test(value) && Number(value) <= 120 },
  'us-ssn': {
    words: 'have nine digits', fits: (value) => /^\d{3}[- ]?\d{2}[- ]?\d{4}$/.test(value),
    proof: { words: 'are written as social security numbers, with parts that are given out', proves: (value) => dashedSsn.test(value) },
  },
  card: {
    words: 'have 12 to 19 digits', fits: isCard,
    proof: {
      words: 'hold the check digit of a card and begin as one (Luhn)',
      proves: (value) => isCard(value) && issuer.test(digitsOf(value)) && luhn(digitsOf(value)),
    },
  },
  'card-code': { words: 'have up to four digits', fits: (value) => /^\d{1,4}$/.test(value) },
  iban: {
    words: 'have the form of an account number', fits: (value) => /^(?:[A-Z]{2}\d{2}[A-Z0-9]{11,30}|\d{7,18})$/.test(compact(value)),
    proof: { words: 'hold the check digits of an IBAN (mod 97)', proves: (value) => ibanHolds(compact(value)) },
  },
  ip: {
    words: 'are IP addresses', fits: (value) => ip4.test(value) || ip6.test(value),
    proof: { words: 'are IP addresses', proves: (value) => (ip4.test(value) && /\d{2}/.test(value)) || ip6.test(value) },
  },
  'url-secret': {
    words: 'are web addresses with a password or key', fits: () => false,
    proof: {
      words: 'are web addresses with a password or key in them',
      proves: (value) => /^[a-z][a-z\d+.-]*:\/\/(?:[^/\s:@]+:[^/\s@]+@|\S*[?&](?:token|api_?key|password|secret|access_token)=[^&\s]+)/i.test(value),
    },
  },
};
