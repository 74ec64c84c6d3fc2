import type { QualityCheck } from '../api/schemas/check';
import { canonical, sameMeaning } from './canonical';
import type { ChecksContent } from './content';
import type { CheckEntry } from './entry';
import { entryOf, storedUid } from './from-checks';
import { baseUid, uidsOf } from './identity';
import { type Change, type CurrentOptions, noOptions, type OptionsChange, planOptions } from './plan-options';

export interface ImportPlan {
  readonly create: readonly { readonly uid: string; readonly entry: CheckEntry }[];
  readonly update: readonly { readonly uid: string; readonly entry: CheckEntry; readonly check: QualityCheck; readonly changes: readonly Change[] }[];
  readonly unchanged: readonly QualityCheck[];
  readonly options: readonly OptionsChange[];
  /** Checks that the file does not hold, of containers that it speaks of as a whole; never of others. */
  readonly extra: readonly QualityCheck[];
}

type Compared = Omit<CheckEntry, 'container' | 'rule' | 'uid'>;

/** What tells two checks of the same container and rule apart: each property and piece of metadata by itself. */
function parts(entry: Compared): Map<string, unknown> {
  const { properties, metadata, ...plain } = entry;
  const inside = (prefix: string, object: Record<string, unknown>): [string, unknown][] =>
    Object.entries(canonical(object) as Record<string, unknown>).map(([k, v]) => [`${prefix}.${k}`, v]);
  return new Map<string, unknown>([
    ['fields', plain.fields], ...inside('properties', properties), ['filter', plain.filter], ['coverage', plain.coverage],
    ['description', plain.description], ['status', plain.status], ['tags', [...plain.tags].sort()], ...inside('metadata', metadata),
  ]);
}

function changesBetween(check: QualityCheck, entry: CheckEntry): Change[] {
  const before = parts(entryOf(check));
  const after = parts(entry);
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((part) => ({ part, before: before.get(part) ?? null, after: after.get(part) ?? null }))
    .filter((c) => !sameMeaning(c.before, c.after));
}

interface Want { readonly uid: string; readonly entry: CheckEntry; readonly about: string; found: QualityCheck | undefined }

function joined(uid: string): string {
  return uid.replaceAll(',', '_');
}

/**
 * What an import of `content` would do to a server's not archived `checks` of the same datastore and to the read options there. A check is found by its stored identity;
 * those without one by container, rule and fields: first the equal ones, then in the order in which they were made.
 */
export function planImport(content: ChecksContent, checks: readonly QualityCheck[], current: CurrentOptions = noOptions): ImportPlan {
  const entries = content.checks;
  const free = new Map([...checks].sort((a, b) => a.id - b.id).map((check) => {
    const entry = entryOf(check);
    return [check.id, { check, about: baseUid(entry), stored: storedUid(check) }];
  }));
  const groups = new Map<string, number[]>();
  for (const [id, { about }] of free) groups.set(about, [...(groups.get(about) ?? []), id]);
  const wanted: Want[] = uidsOf(entries).map((uid, i) => ({ uid, entry: entries[i] as CheckEntry, about: baseUid(entries[i] as CheckEntry), found: undefined }));
  const byStored = new Map([...free].flatMap(([id, { stored }]) => (stored === undefined ? [] : [[stored, id] as const])));

  const settle = (want: Want, id: number | undefined): void => {
    const candidate = id === undefined ? undefined : free.get(id);
    if (!candidate || want.found) return;
    want.found = candidate.check;
    free.delete(candidate.check.id);
  };
  const among = (want: Want, matches: (stored: string | undefined, check: QualityCheck) => boolean): number | undefined =>
    (groups.get(want.about) ?? []).find((id) => {
      const candidate = free.get(id);
      return candidate !== undefined && matches(candidate.stored, candidate.check);
    });
  for (const want of wanted) {
    const check = free.get(byStored.get(want.uid) ?? -1)?.check;
    if (check?.rule_type === want.entry.rule && check.container?.name === want.entry.container) settle(want, check.id);
  }
  // Other clients join the fields of an identity differently.
  for (const want of wanted) settle(want, among(want, (stored) => stored !== undefined && joined(stored) === joined(want.uid)));
  for (const want of wanted) settle(want, among(want, (stored, check) => stored === undefined && changesBetween(check, want.entry).length === 0));
  for (const want of wanted) settle(want, among(want, (stored) => stored === undefined));

  const whole = new Set(content.containers.filter((container) => container.whole).map((container) => container.name));
  const known = wanted.flatMap((w) => (w.found ? [{ uid: w.uid, entry: w.entry, check: w.found, changes: changesBetween(w.found, w.entry) }] : []));
  return {
    create: wanted.filter((w) => !w.found).map(({ uid, entry }) => ({ uid, entry })),
    update: known.filter((k) => k.changes.length > 0),
    unchanged: known.filter((k) => k.changes.length === 0).map((k) => k.check),
    options: planOptions(content, current),
    extra: [...free.values()].map((f) => f.check).filter((c) => c.container !== null && c.container !== undefined && whole.has(c.container.name)),
  };
}
