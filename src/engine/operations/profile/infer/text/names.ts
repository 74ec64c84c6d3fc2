/** A field name as lower-case words: `customerID_no` gives `customer id no`. */
export function words(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[^\p{L}\p{N}]+/gu, ' ').trim().toLowerCase();
}

/** `objectid`, `licenseId`: written as one word, and not a word that merely ends so (valid, paid, covid). */
const gluedId = (name: string): boolean => /(^| )(?!invalid|humid|solid|liquid|hybrid|covid|unpaid|prepaid|fluid|rapid)\p{L}{3,}id( |$)/u.test(words(name)) && !/(^| )(valid|paid|avoid|grid)( |$)/.test(words(name));

/** Fields that name things: their numbers are not amounts, and repeating one of them is suspicious. */
export const namesIdentity = (name: string): boolean => gluedId(name) || /(^| )(id|ids|key|uuid|guid|code|number|no|num|nr|zip|postcode|postal|phone|fax|index|ssn|iban|isbn|ean|sku)( |$)/.test(words(name));

/** Fields that should tell rows apart. */
export const namesKey = (name: string): boolean => gluedId(name) || /(^| )(id|key|uuid|guid|email|sku|iban|isbn)$/.test(words(name));

/** Moments that may well lie ahead. */
export const namesFuture = (name: string): boolean => /(^| )(due|expir\w*|expiry|valid|until|end|ends|next|plan\w*|schedul\w*|forecast\w*|deadline|target|eta|estimated|renew\w*|matur\w*|future)( |$)/.test(words(name));

/** Amounts that cannot be below zero. */
export const namesQuantity = (name: string): boolean => /(^| )(count|counts|qty|quantity|price|age|weight|length|height|width|size|duration|population|distance|area|volume|stock|salary|people|deaths)( |$)/.test(words(name));

/** Bounds that a field's name implies; null where it implies none. */
export function impliedRange(name: string, max: number): readonly [min: number, max: number] | null {
  const text = words(name);
  const is = (pattern: RegExp): boolean => pattern.test(text);
  if (is(/(^| )(lat|latitude)( |$)/)) return [-90, 90];
  if (is(/(^| )(lon|lng|longitude)( |$)/)) return [-180, 180];
  if (is(/(^| )(pct|percent|percentage)( |$)/)) return max <= 1.05 ? [0, 1] : [0, 100];
  if (is(/(^| )(probability|proportion|fraction)( |$)/)) return [0, 1];
  if (is(/(^| )age$/)) return [0, 130];
  if (is(/(^| )(month|months of year)$/)) return [1, 12];
  if (is(/(^| )hour$/)) return [0, 24];
  return null;
}
