import { luhn, remainder, weighted } from './checksums';

/** A national number: whose it is, words that mean it alone, its form, and its check of values in digits and letters alone. */
export interface NationalNumber {
  readonly title: string;
  readonly called: readonly string[];
  readonly form: RegExp;
  readonly holds: (value: string) => boolean;
}

const chinaWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const alike = (digits: string): boolean => /^(\d)\1*$/.test(digits);

function brazilHolds(value: string): boolean {
  const check = (count: number): number => {
    const rest = weighted(value, Array.from({ length: count }, (_, place) => count + 1 - place)) % 11;
    return rest < 2 ? 0 : 11 - rest;
  };
  return !alike(value) && check(9) === Number(value[9]) && check(10) === Number(value[10]);
}

function germanHolds(value: string): boolean {
  let product = 10;
  for (const digit of value.slice(0, 10)) {
    const sum = (Number(digit) + product) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return (11 - product) % 10 === Number(value[10]);
}

const belgianHolds = (value: string): boolean =>
  ['', '2'].some((century) => 97 - remainder(century + value.slice(0, 9), 97) === Number(value.slice(9)));

/** Numbers that states give to people, each with a check digit. */
export const nationalNumbers: readonly NationalNumber[] = [
  { title: 'French (NIR)', called: ['nir'], form: /^[12378]\d{14}$/,
    holds: (value) => 97 - remainder(value.slice(0, 13), 97) === Number(value.slice(13)) },
  { title: 'Spanish (DNI)', called: ['dni', 'nif'], form: /^\d{8}[A-Z]$/i,
    holds: (value) => 'TRWAGMYFPDXBNJZSQVHLCKE'[remainder(value.slice(0, 8), 23)] === value[8]!.toUpperCase() },
  { title: 'Dutch (BSN)', called: ['bsn', 'burgerservicenummer'], form: /^\d{9}$/,
    holds: (value) => !alike(value) && weighted(value, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0 },
  { title: 'Polish (PESEL)', called: ['pesel'], form: /^\d{11}$/,
    holds: (value) => !alike(value) && weighted(value, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0 },
  { title: 'Brazilian (CPF)', called: ['cpf'], form: /^\d{11}$/, holds: brazilHolds },
  { title: 'German (tax number)', called: ['steuer', 'steueridentifikationsnummer', 'idnr'], form: /^[1-9]\d{10}$/, holds: germanHolds },
  { title: 'Belgian', called: ['rijksregisternummer'], form: /^\d{11}$/, holds: belgianHolds },
  { title: 'Swiss (AHV)', called: ['ahv'], form: /^756\d{10}$/,
    holds: (value) => weighted(value, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0 },
  { title: 'Swedish', called: ['personnummer'], form: /^(?:\d{2})?\d{2}[01]\d[0-9]\d{5}$/, holds: (value) => luhn(value.slice(-10)) },
  { title: 'Chinese', called: [], form: /^\d{17}[\dX]$/i,
    holds: (value) => '10X98765432'[weighted(value, chinaWeights) % 11] === value[17]!.toUpperCase() },
];
