import type { CheckEntry } from './entry';

type Identified = Pick<CheckEntry, 'container' | 'rule' | 'fields' | 'uid'>;

/** `container__rule__fields`: what a check is about. Several checks may share it. */
export function baseUid(entry: Omit<Identified, 'uid'>): string {
  return [entry.container, entry.rule, entry.fields.join(',')].join('__');
}

/** The identity of each entry: its own where it says one, otherwise the base, numbered from the second on (`…__2`). */
export function uidsOf(entries: readonly Identified[]): string[] {
  const taken = new Set(entries.flatMap((e) => (e.uid === undefined ? [] : [e.uid])));
  return entries.map((entry) => {
    if (entry.uid !== undefined) return entry.uid;
    const base = baseUid(entry);
    let uid = base;
    for (let n = 2; taken.has(uid); n++) uid = `${base}__${n}`;
    taken.add(uid);
    return uid;
  });
}
