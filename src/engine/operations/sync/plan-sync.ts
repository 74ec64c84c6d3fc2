import type { StoredContainer, StoredField } from '../../store/model';
import type { SourceContainer } from '../../sources/source';
import { changeText, schemaChange } from './schema-change';

export interface KnownContainer {
  readonly container: StoredContainer;
  readonly fields: readonly StoredField[];
}

/** What a sync does with one container. */
export interface SyncStep {
  readonly change: 'added' | 'changed' | 'unchanged' | 'missing' | 'failed';
  readonly known: KnownContainer | null;
  readonly found: SourceContainer | null;
  readonly message: string | null;
}

/**
 * Finds, by a container's files, the known one that it was: a series that grew from one file to several, or shrank to one, so
 * that all files of the smaller are among those of the larger. The first of several; `null` where there is none.
 */
function bySameFiles(known: readonly KnownContainer[]): (found: SourceContainer, taken: ReadonlySet<KnownContainer>) => KnownContainer | null {
  const holders = new Map<string, KnownContainer[]>();
  for (const one of known) {
    for (const file of one.container.files ?? []) {
      const list = holders.get(file);
      if (list) list.push(one);
      else holders.set(file, [one]);
    }
  }
  return ({ files }, taken) => {
    const own = new Set(files);
    // How many files each shares with the container: all of the smaller one's are shared where one is within the other.
    const shared = new Map<KnownContainer, number>();
    for (const file of own) for (const holder of holders.get(file) ?? []) if (!taken.has(holder)) shared.set(holder, (shared.get(holder) ?? 0) + 1);
    return [...shared].find(([{ container }, count]) => count === own.size || count === container.files?.length)?.[0] ?? null;
  };
}

/**
 * Compares the catalogue with what the source shows now. A container is the same if its name is; or, for files, if one
 * of the two holds all files of the other and its name is gone (it then takes the new name and keeps its checks).
 */
export function planSync(known: readonly KnownContainer[], found: readonly SourceContainer[]): SyncStep[] {
  const byName = new Map(known.map((item) => [item.container.name, item]));
  const names = new Set(found.map((container) => container.name));
  const orphans = known.filter((item) => !names.has(item.container.name));
  const ofFiles = bySameFiles(orphans);
  const matched = new Set<KnownContainer>();
  const steps = found.map((container): SyncStep => {
    const before = byName.get(container.name) ?? ofFiles(container, matched);
    if (before) matched.add(before);
    if (container.problem) return { change: 'failed', known: before, found: container, message: null };
    if (!before) return { change: 'added', known: null, found: container, message: null };
    const renamed = before.container.name === container.name ? null : `Was ${before.container.name}.`;
    const back = before.container.missing ? 'It is there again.' : before.container.last_error ? 'It can be read again.' : null;
    const differs = before.fields.length > 0 ? changeText(schemaChange(before.fields, container.columns)) : null;
    const message = [renamed, back, differs].filter(Boolean).join(' ') || null;
    return { change: message ? 'changed' : 'unchanged', known: before, found: container, message };
  });
  const gone = known.filter((item) => !matched.has(item)).map((item): SyncStep =>
    ({ change: 'missing', known: item, found: null, message: 'It is not there any more.' }));
  return [...steps, ...gone];
}
