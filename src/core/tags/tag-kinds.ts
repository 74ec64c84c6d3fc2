/** How much harm it does when values of a column get out. */
export type Sensitivity = 'internal' | 'confidential' | 'restricted';

/** What part of life a column tells about. */
export type TagDomain = 'contact' | 'identity' | 'finance' | 'network' | 'access';

/** A kind of personal data: its words for people, and the tags that a column of it gets. */
export interface TagKindFacts { readonly title: string; readonly domain: TagDomain; readonly sensitivity: Sensitivity }

/** Kinds of personal data that columns are tagged with. */
export const tagKinds = {
  email: { title: 'e-mail address', domain: 'contact', sensitivity: 'confidential' },
  phone: { title: 'phone number', domain: 'contact', sensitivity: 'confidential' },
  'street-address': { title: 'street address', domain: 'contact', sensitivity: 'confidential' },
  'full-name': { title: 'name of a person', domain: 'identity', sensitivity: 'confidential' },
  'first-name': { title: 'first name', domain: 'identity', sensitivity: 'confidential' },
  'last-name': { title: 'last name', domain: 'identity', sensitivity: 'confidential' },
  'birth-date': { title: 'date of birth', domain: 'identity', sensitivity: 'confidential' },
  gender: { title: 'gender', domain: 'identity', sensitivity: 'internal' },
  age: { title: 'age of a person', domain: 'identity', sensitivity: 'internal' },
  'us-ssn': { title: 'US social security number', domain: 'identity', sensitivity: 'restricted' },
  'national-id': { title: 'national number', domain: 'identity', sensitivity: 'restricted' },
  card: { title: 'payment card number', domain: 'finance', sensitivity: 'restricted' },
  'card-code': { title: 'card security code', domain: 'finance', sensitivity: 'restricted' },
  iban: { title: 'bank account number (IBAN)', domain: 'finance', sensitivity: 'restricted' },
  ip: { title: 'IP address', domain: 'network', sensitivity: 'confidential' },
  'url-secret': { title: 'web address with a password or key', domain: 'access', sensitivity: 'restricted' },
} as const satisfies Readonly<Record<string, TagKindFacts>>;

export type TagKind = keyof typeof tagKinds;

/** The tags of a column of this kind: what it is, how sensitive, of which domain; as in `pii:email`. */
export function tagsOf(kind: TagKind): readonly string[] {
  const { sensitivity, domain } = tagKinds[kind];
  return [`pii:${kind}`, `sensitivity:${sensitivity}`, `domain:${domain}`];
}
