import fc from 'fast-check';
import { countryNames, states } from '../../../src/core/rules/address-words';
import { byValue, type RuleOracle } from './oracle';
import { fieldOf } from './value-oracles';
import type { World } from './world';

const isDigit = (c: string | undefined): boolean => c !== undefined && c >= '0' && c <= '9';
const isLetter = (c: string | undefined): boolean => c !== undefined && /^[A-Za-z]$/.test(c);
const isWord = (c: string | undefined): boolean => isDigit(c) || isLetter(c) || c === '_';

/** Luhn from the right, with the doubled digits looked up. */
function luhnHolds(digits: string): boolean {
  const doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
  return [...digits].reverse().reduce((sum, digit, index) => sum + (index % 2 === 1 ? doubled[Number(digit)]! : Number(digit)), 0) % 10 === 0;
}

/** Digits of a card number, or null: 12 to 19 digits with single blanks or hyphens between two of them. */
function cardDigits(text: string): string | null {
  const digits = [...text].filter(isDigit).join('');
  const neighbours = [...text].every((c, index) => isDigit(c) || ((c === ' ' || c === '-') && isDigit(text[index - 1]) && isDigit(text[index + 1])));
  return neighbours && digits.length >= 12 && digits.length <= 19 ? digits : null;
}

/** Longest runs of at most 19 digits, from left to right, that stand alone as words. */
function containsCard(text: string): boolean {
  for (let start = 0; start < text.length; start += 1) {
    if (!isDigit(text[start]) || isWord(text[start - 1])) continue;
    let found: number | null = null;
    let count = 0;
    for (let end = start; end < text.length && count < 19; end += 1) {
      if (isDigit(text[end])) {
        count += 1;
        if (count >= 12 && !isWord(text[end + 1])) found = end;
      } else if (!((text[end] === ' ' || text[end] === '-') && isDigit(text[end + 1]))) break;
    }
    if (found === null) continue;
    if (luhnHolds([...text.slice(start, found + 1)].filter(isDigit).join(''))) return true;
    start = found;
  }
  return false;
}

function containsEmail(text: string): boolean {
  return [...text].some((c, at) => {
    if (c !== '@' || !/[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]/.test(text[at - 1] ?? '')) return false;
    const domain = /^[A-Za-z0-9.-]*/.exec(text.slice(at + 1))![0];
    // Some leading part of the domain must be labels and a last one that begins with two letters.
    return domain.split('.').some((_, count, labels) => count > 0
      && labels.slice(0, count).every((label) => label !== '' && !label.startsWith('-') && !label.endsWith('-'))
      && isLetter(labels[count]![0]) && isLetter(labels[count]![1]));
  });
}

function containsSsn(text: string): boolean {
  for (let i = 0; i + 11 <= text.length; i += 1) {
    const part = text.slice(i, i + 11);
    const [area, group, serial, ...more] = part.split('-');
    if (more.length > 0 || area?.length !== 3 || group?.length !== 2 || serial?.length !== 4 || ![...area, ...group, ...serial].every(isDigit)) continue;
    if (isWord(text[i - 1]) || isWord(text[i + 11])) continue;
    if (Number(area) >= 1 && Number(area) < 900 && area !== '666' && Number(group) > 0 && Number(serial) > 0) return true;
  }
  return false;
}

function containsUrl(text: string): boolean {
  const lower = text.toLowerCase();
  return ['http://', 'https://', 'ftp://'].some((scheme) => [...lower].some((_, at) =>
    lower.startsWith(scheme, at) && !isWord(lower[at - 1]) && /^[a-z0-9]$/.test(lower[at + scheme.length] ?? '')));
}

function writtenAs(text: string, type: string): boolean {
  const dayExists = (day: string): boolean => {
    if (!/^\d{4}-\d\d-\d\d$/.test(day)) return false;
    const date = new Date(`${day}T00:00:00Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === day;
  };
  switch (type) {
    case 'Integral': return text.length > 0 && [...text.replace(/^[+-]/, '')].every(isDigit) && /\d$/.test(text);
    case 'Fractional': return /^[+-]?(\d|\.\d)/.test(text) && !/[xX_,\s]/.test(text) && !Number.isNaN(Number(text)) && /^[ -~]*$/.test(text);
    case 'Boolean': return ['true', 'false'].includes(text.toLowerCase());
    case 'Date': return dayExists(text);
    case 'Timestamp': {
      if (!dayExists(text.slice(0, 10)) || !/^[T ]$/.test(text[10] ?? '')) return false;
      const time = /^(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(?:Z|[+-](\d\d)(?::?(\d\d))?)?$/.exec(text.slice(11));
      if (!time) return false;
      const [, hour, minute, second = '0', zoneHour = '0', zoneMinute = '0'] = time;
      return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60 && Number(zoneHour) < 24 && Number(zoneMinute) < 60;
    }
    default: return true;
  }
}

/** The parts of an address: segments between commas, from the front the road, from the back the country. */
export function addressParts(text: string): Set<string> {
  const found = new Set<string>();
  const segments = text.split(',').map((one) => one.replace(/[\t\n\f\r ]+/g, ' ').trim()).filter((one) => one !== '');
  const [road] = segments;
  if (road !== undefined && /\p{L}/u.test(road) && (segments.length > 1 || /[0-9]/.test(road))) found.add('road');
  const between = segments.slice(1);
  if (between.length > 0 && countryNames.includes(between[between.length - 1]!.toLowerCase())) {
    found.add('country');
    between.pop();
  }
  const code = /(^| )([A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{4} ?[A-Z]{2}|\d{5}-\d{4}|\d{3} \d{2}|\d{4,6})( |$)/gi;
  for (const segment of between) {
    const name = segment.replace(code, ' ').trim();
    if (name !== segment) found.add('postcode');
    const state = [...states.codes.filter((one) => name === one || name.endsWith(` ${one}`)), ...states.names.filter((one) => name.toLowerCase() === one || name.toLowerCase().endsWith(` ${one}`))]
      .sort((a, b) => b.length - a.length)[0];
    if (state !== undefined) found.add('state');
    if (/\p{L}/u.test(state === undefined ? name : name.slice(0, name.length - state.length))) found.add('city');
  }
  return found;
}

const single = (world: World): fc.Arbitrary<{ fields: string[]; properties: Record<string, unknown> }> => fieldOf(world).map((field) => ({ fields: [field.name], properties: {} }));
const labels = ['road', 'city', 'state', 'country', 'postcode'];

export const formatOracles: readonly RuleOracle[] = [
  { rule: 'containsCreditCard', kinds: ['formatted'], checks: single, answer: byValue((cell) => !containsCard(String(cell))) },
  { rule: 'containsEmail', kinds: ['formatted'], checks: single, answer: byValue((cell) => !containsEmail(String(cell))) },
  { rule: 'containsSocialSecurityNumber', kinds: ['formatted'], checks: single, answer: byValue((cell) => !containsSsn(String(cell))) },
  { rule: 'containsUrl', kinds: ['formatted'], checks: single, answer: byValue((cell) => !containsUrl(String(cell))) },
  { rule: 'isCreditCard', kinds: ['formatted'], checks: single, answer: byValue((cell) => { const digits = cardDigits(String(cell)); return digits === null || !luhnHolds(digits); }) },
  {
    rule: 'isType', kinds: ['written', 'bigint', 'bool', 'date'],
    checks: (world) => fc.tuple(fieldOf(world), fc.constantFrom('Integral', 'Fractional', 'Boolean', 'Date', 'Timestamp', 'String')).map(([field, field_type]) => ({ fields: [field.name], properties: { field_type } })),
    answer: byValue((cell, check, { columns }) => {
      const type = String(check.properties.field_type);
      const column = columns.find((one) => one.name === check.fields[0])!;
      if (column.type === type || type === 'String') return false;
      if (typeof cell === 'object' && 'nanos' in cell) return true;
      return !writtenAs(String(cell), type);
    }),
  },
  {
    rule: 'isAddress', kinds: ['address'],
    checks: (world) => fc.tuple(fieldOf(world), fc.shuffledSubarray(labels, { minLength: 1, maxLength: 2 })).map(([field, required_labels]) => ({ fields: [field.name], properties: { required_labels } })),
    answer: byValue((cell, check) => !(check.properties.required_labels as string[]).every((label) => addressParts(String(cell)).has(label))),
  },
];
