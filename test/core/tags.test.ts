import assert from 'node:assert/strict';
import { suggestTags, type TagSuggestion } from '../../src/core/tags/suggest';
import { randomFrom } from '../../scripts/lib/random';

/** The only suggestion for a column in a table of its own. */
function only(name: string, values: readonly (string | null)[] = [], table = 'things'): TagSuggestion | undefined {
  const found = suggestTags(table, [{ name, values }]);
  assert.ok(found.length <= 1);
  return found[0];
}
const kind = (name: string, values: readonly (string | null)[] = [], table?: string): string | undefined => only(name, values, table)?.kind;
const random = randomFrom(11);
const digits = (count: number): string => Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
const many = <T>(make: () => T): T[] => Array.from({ length: 30 }, make);
/** The number with the last digit or letter changed to the next. */
const broken = (value: string): string => value.slice(0, -1) + String.fromCharCode(value.charCodeAt(value.length - 1) + 1).replace(/[:[]/, '0');

/** Check digits, computed from their definitions and not as the product does: doubled digits added as text, big integers. */
function cardNumber(): string {
  const body = `4${digits(14)}`;
  const sum = [...body].map((digit, place) => [...String(Number(digit) * (place % 2 === 0 ? 2 : 1))].reduce((all, part) => all + Number(part), 0))
    .reduce((all, part) => all + part, 0);
  return body + String((1000 - sum) % 10);
}
function germanIban(): string {
  const account = digits(18);
  return `DE${String(98n - (BigInt(`${account}131400`) % 97n)).padStart(2, '0')}${account}`;
}
function dni(): string {
  const body = digits(8);
  return body + 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(BigInt(body) % 23n)]!;
}
function nir(): string {
  const body = `1${digits(12)}`;
  return body + String(97n - (BigInt(body) % 97n)).padStart(2, '0');
}
/** The two check digits by the published rule: ten times the weighted sum, mod 11, where 10 is written as 0. */
function cpf(): string {
  let number = digits(9);
  for (const length of [9, 10]) {
    const sum = [...number].reduce((all, digit, place) => all + Number(digit) * (length + 1 - place), 0);
    number += String(((sum * 10) % 11) % 10);
  }
  return number;
}

describe('tags of columns', () => {
  it('are found in card numbers and IBANs by their check digits, whatever the column is called', () => {
    for (const [made, expected] of [[cardNumber, 'card'], [germanIban, 'iban']] as const) {
      const values = many(made);
      const found = only('x17', values);
      assert.equal(found?.kind, expected);
      assert.match(found.reason, /30 of 30 different values/);
      assert.equal(kind('x17', values.map(broken)), undefined, `${expected} with wrong check digits`);
    }
  });

  it('take published examples of check digits as right', () => {
    assert.equal(only('iban', ['GB82 WEST 1234 5698 7654 32'])?.confidence, 0.99);
    assert.equal(only('card', ['4111 1111 1111 1111'])?.confidence, 0.99);
    for (const [name, value] of [['dni', '12345678Z'], ['cpf', '529.982.247-25'], ['bsn', '111222333'], ['pesel', '44051401359'],
      ['ahv', '756.9217.0769.85'], ['personnummer', '811218-9876'], ['national id', '11010519491231002X'],
      ['steuer id', '86095742719'], ['nir', '2 55 08 14 168 025 38']] as const) {
      assert.equal(kind(name, [value]), 'national-id', `${name} ${value}`);
      assert.equal(kind(name, [broken(value)]), undefined, `${name} ${broken(value)}`);
    }
  });

  it('want national numbers to be called so and to hold their check digit', () => {
    for (const made of [dni, nir]) {
      const values = many(made);
      assert.equal(kind('national_id', values), 'national-id');
      assert.equal(kind('national_id', values.map(broken)), undefined);
      assert.equal(kind('part', values), undefined);
    }
  });

  it('count every Brazilian number as one, those with a check digit of 0 as well', () => {
    const values = [...new Set(Array.from({ length: 300 }, cpf))];
    assert.ok(values.some((value) => value.endsWith('0')));
    assert.match(only('cpf', values)?.reason ?? '', new RegExp(`${values.length} of ${values.length} values`));
  });

  it('want four of five values to prove a kind that the name does not speak for', () => {
    const mixed = (share: number): string[] => Array.from({ length: 100 }, (_, i) => (i < share ? `ann.${i}@example.org` : `note ${i}`));
    assert.equal(kind('c', mixed(80)), 'email');
    assert.equal(kind('c', mixed(79)), undefined);
    assert.equal(kind('c', mixed(80).slice(0, 4)), undefined, 'too few');
  });

  it('find e-mail addresses, addresses of machines, phones and secrets by values alone', () => {
    const numbered = (make: (i: number) => string): string[] => Array.from({ length: 20 }, (_, i) => make(i));
    assert.equal(kind('c', numbered((i) => `ann.${i}@example.org`)), 'email');
    assert.equal(kind('c', numbered((i) => `192.168.${i}.17`)), 'ip');
    assert.equal(kind('c', numbered((i) => `2001:db8::${i + 10}:ff`)), 'ip');
    assert.equal(kind('c', numbered((i) => `+49 30 12345${i + 10}`)), 'phone');
    assert.equal(kind('c', numbered((i) => `https://ann:pw${i}@example.org/`)), 'url-secret');
    assert.equal(kind('c', numbered((i) => `https://example.org/page/${i}`)), undefined);
    assert.equal(kind('version', numbered((i) => `1.2.${i % 5}.${i % 9}`)), undefined);
    assert.equal(kind('mac', numbered((i) => `aa:bb:cc:dd:ee:${i + 10}`)), undefined);
    assert.equal(kind('at', numbered((i) => `10:20:${i + 10}`)), undefined);
  });

  it('read names in many languages and ways of writing', () => {
    for (const [name, expected] of [['E-Mail', 'email'], ['customerEmailAddress', 'email'], ['Telefonnummer', 'phone'], ['fecha_nacimiento', 'birth-date'],
      ['GEBURTSDATUM', 'birth-date'], ['prénom', 'first-name'], ['lname', 'last-name'], ['Straße', 'street-address'], ['DOB', 'birth-date'],
      ['sexo', 'gender'], ['patient_age', 'age'], ['soc_sec_no', 'us-ssn'], ['ccn', 'card'], ['src_ip', 'ip']] as const) {
      assert.equal(kind(name), expected, name);
    }
  });

  it('are not given to columns about such data, or of other things', () => {
    for (const name of ['email_sent_count', 'email_verified', 'num_credit_card', 'card_type', 'card_limit', 'ip_count', 'country_name', 'storm_name',
      'credit_history_age', 'page', 'storage', 'address_id', 'phone_brand', 'shipped', 'sexton', 'mileage']) {
      assert.equal(kind(name), undefined, name);
    }
  });

  it('are not given where the values cannot be of the kind that the name means', () => {
    assert.equal(kind('age', ['4 years', '7 years', '9 years']), undefined);
    assert.equal(kind('credit_card', ['1', '3', '2']), undefined);
    assert.equal(kind('address', ['Suite 216', 'APT 3']), undefined);
    assert.equal(kind('address', ['12 Hill Rd', 'Lange Straße 7']), 'street-address');
  });

  it('make a bare name that of a person only where something else tells of people', () => {
    const names = ['Ada Lovelace', 'Grace Hopper'];
    assert.equal(kind('name', names), undefined);
    assert.match(only('name', names, 'customers')?.reason ?? '', /table is named after people/);
    assert.equal(kind('customer_name', names), 'full-name');
    const beside = suggestTags('t', [{ name: 'name', values: names }, { name: 'dob', values: ['1815-12-10', '1906-12-09'] }]);
    assert.deepEqual(beside.map((one) => one.kind), ['full-name', 'birth-date']);
  });

  it('name kind, sensitivity and domain, and never show a value', () => {
    const secret = cardNumber();
    const found = only('card', [secret]);
    assert.deepEqual(found?.tags, ['pii:card', 'sensitivity:restricted', 'domain:finance']);
    assert.ok(!found.reason.includes(secret));
  });

  it('come soon for values and names that are hostile', () => {
    const hostile = ['a'.repeat(10_000_000), `${'a.'.repeat(90)}@`, '<script>', '1'.repeat(199), `${'- '.repeat(90)}x`, ''];
    const began = performance.now();
    for (const name of ['email', 'phone', 'address', 'x'.repeat(1_000_000), '', '__proto__', 'constructor']) suggestTags('t', [{ name, values: [...hostile, null] }]);
    assert.ok(performance.now() - began < 5000);
  });
});
