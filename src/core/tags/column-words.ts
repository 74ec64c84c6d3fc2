/** Whose data it is: says nothing about its kind, but makes a bare "name" that of a person. */
const people = new Set(`customer client user person employee patient student member contact guest owner holder cardholder
  passenger author teacher voter applicant driver staff kunde kunden mitarbeiter benutzer cliente usuario empleado paciente
  utilisateur employe persona persoon klant utente dipendente`.split(/\s+/));

/** Words that leave the kind as it is. */
const neutral = new Set('primary main home work private personal business billing shipping delivery secondary old new my the 1'.split(' '));

/** Words that make a column tell about the thing rather than hold it. */
const about = new Set(`count num sent flag is has valid verified status type brand family limit date at on index hash template
  domain opt consent preference format length score rate ratio amount total history group category avg mean max min id key
  second line 2 3 4 anzahl nombre_de cantidad numero_de`.split(/\s+/));

/** The name of a column in words, what is left without its owner, and whether the owner is a person. */
export interface ColumnWords { readonly all: readonly string[]; readonly kept: readonly string[]; readonly person: boolean }

const singular = (word: string): string => (word === 'people' ? 'person' : word.replace(/s$/, ''));

/** Words of a name in any usual way of writing: snake, kebab, camel, with accents or digits. */
export function wordsOf(name: string): readonly string[] {
  return name.slice(0, 200).normalize('NFKD').replace(/\p{M}/gu, '').replace(/ß/g, 'ss')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2').replace(/(\p{L})(\d)/gu, '$1 $2')
    .toLowerCase().split(/[^\p{L}\d]+/u).filter((word) => word !== '');
}

/** Reads the name of a column. */
export function columnWords(name: string): ColumnWords {
  const all = wordsOf(name);
  const person = all.some(isPerson);
  const kept = all.filter((word) => !isPerson(word) && !neutral.has(word));
  return { all, kept: kept.length > 0 ? kept : all, person };
}

/** Whether a word names people of some kind. */
export function isPerson(word: string): boolean {
  return people.has(word) || people.has(singular(word));
}

/** Whether a word says that the column holds something about its matter: how many, whether, which kind. */
export function isAbout(word: string): boolean {
  return about.has(word);
}
