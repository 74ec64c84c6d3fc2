import { isAbout, type ColumnWords } from './column-words';
import type { TagKind } from './tag-kinds';

/** What columns of each kind are called, in English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Swedish. */
const phrases: Readonly<Partial<Record<TagKind, string>>> = {
  email: 'email|e mail|mail|email address|e mail address|mail address|email addr|emailadresse|courriel|adresse mail'
    + '|correo|correo electronico|posta elettronica|e mailadres|epost',
  phone: 'phone|phone number|phone no|phone nr|telephone|telephone number|tel|tel no|tel nr|mobile|mobile number|mobile phone'
    + '|cell|cell phone|msisdn|fax|fax number|telefon|telefonnummer|telefon nr|handy|handynummer|rufnummer|telefono|celular'
    + '|movil|portable|telefone|cellulare|telefoon|telefoonnummer|mobiel|komorka',
  'street-address': 'address|addr|street|street address|street addr|postal address|mailing address|residence|address line'
    + '|adresse|anschrift|strasse|strassenname|rue|direccion|domicilio|calle|endereco|indirizzo|straat|adres|ulica|gata',
  'full-name': 'full name|fullname|complete name|person name|voller name|vollstandiger name|nom complet|nombre completo'
    + '|nome completo|nome e cognome|volledige naam|imie i nazwisko',
  'first-name': 'first name|fname|f name|given name|forename|vorname|prenom|nombre de pila|primer nombre|voornaam|imie|fornamn',
  'last-name': 'last name|lname|l name|surname|family name|maiden name|nachname|familienname|geburtsname|nom de famille|apellido'
    + '|apellidos|sobrenome|cognome|achternaam|nazwisko|efternamn',
  'birth-date': 'birth date|birthdate|date of birth|dob|birthday|birth dt|bday|geburtsdatum|geb datum|gebdat|date de naissance'
    + '|date naissance|ddn|fecha de nacimiento|fecha nacimiento|data de nascimento|data nascimento|data di nascita|data nascita'
    + '|geboortedatum|data urodzenia|fodelsedatum',
  gender: 'gender|sex|gndr|geschlecht|sexe|genre|sexo|genero|sesso|genere|geslacht|plec|kon',
  age: 'age|age years|age in years|alter|edad|idade|eta|leeftijd|wiek|alder',
  'us-ssn': 'ssn|ssn number|social security|social security number|social security no|soc sec|soc sec no|soc sec num',
  'national-id': 'national id|national number|national id number|nir|numero de securite sociale|dni|nif|bsn|burgerservicenummer'
    + '|pesel|cpf|steuer id|steueridentifikationsnummer|idnr|ahv|ahv nummer|personnummer|rijksregisternummer|id card number',
  card: 'card|card number|card no|card nr|card num|credit card|credit card number|credit card no|credit card num|cc|ccn|cc number'
    + '|cc num|cc no|debit card|debit card number|payment card|pan|kreditkarte|kreditkartennummer|kartennummer|carte bancaire'
    + '|numero de carte|tarjeta|numero de tarjeta|numero tarjeta|cartao|numero do cartao|carta di credito|kaartnummer',
  'card-code': 'cvv|cvv 2|cvc|cvc 2|cvv code|card cvv|card cvc|cc cvv|cc cvc|csc|security code|prufziffer karte',
  iban: 'iban|iban number|iban no|iban nr|iban code|bank account|bank account number|kontonummer|compte bancaire|cuenta bancaria'
    + '|conto bancario|rekeningnummer',
  ip: 'ip|ip address|ip addr|ipaddr|ipv 4|ipv 6|remote addr|remote ip|source ip|src ip|dst ip|host ip|adresse ip|ip adresse',
};

/** How the name of a column speaks for a kind: as its word alone, or with others before it. */
export type NameMatch = 'exact' | 'within';

const dictionary = Object.entries(phrases).map(([kind, text]) => ({
  kind: kind as TagKind, phrases: text.split('|').map((phrase) => phrase.split(' ')),
}));

const bareNames = new Set(['name', 'nom', 'nombre', 'nome', 'naam', 'namn', 'nazwa', 'names']);

function endsWith(words: readonly string[], phrase: readonly string[]): boolean {
  const before = words.slice(0, words.length - phrase.length);
  return before.length > 0 && words.length > phrase.length && !before.some(isAbout)
    && phrase.every((word, place) => words[before.length + place] === word);
}

/** Whether the column is called "name" and nothing else, beside words for people. */
export function isBareName(words: ColumnWords): boolean {
  return words.kept.length === 1 && bareNames.has(words.kept[0]!);
}

/** Kinds that the name of a column speaks for. */
export function kindsOfName(words: ColumnWords): ReadonlyMap<TagKind, NameMatch> {
  const found = new Map<TagKind, NameMatch>();
  const [joined, whole] = [words.kept.join(''), words.all.join('')];
  for (const entry of dictionary) {
    if (entry.phrases.some((phrase) => [joined, whole].includes(phrase.join('')))) found.set(entry.kind, 'exact');
    else if (entry.phrases.some((phrase) => endsWith(words.kept, phrase))) found.set(entry.kind, 'within');
  }
  return found;
}
