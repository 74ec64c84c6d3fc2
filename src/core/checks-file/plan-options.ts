import type { ReadOptions } from '../api/schemas/read-options';
import { changeTo, differing, given } from '../read-options/change';
import { byText } from './canonical';
import type { ChecksContent } from './content';

/** One part of something that an import changes. */
export interface Change { readonly part: string; readonly before: unknown; readonly after: unknown }

/** The read options that a server keeps now; null where it keeps none at all. */
export interface CurrentOptions {
  readonly datastore: ReadOptions | null;
  readonly containers: ReadonlyMap<string, ReadOptions | null>;
}
export const noOptions: CurrentOptions = { datastore: null, containers: new Map() };

/** Read options that an import changes. */
export interface OptionsChange {
  /** Null: the datastore. */
  readonly container: string | null;
  readonly change: ReadOptions;
  readonly changes: readonly Change[];
}

function changeOf(container: string | null, before: ReadOptions | null, wanted: ReadOptions): OptionsChange[] {
  const after = given(wanted);
  const changes = differing(before, after).map((part) => ({ part, before: before?.[part] ?? null, after: after[part] ?? null }));
  return changes.length === 0 ? [] : [{ container, change: changeTo(before, after), changes }];
}

/** What the file says about read options and the server has otherwise: the datastore first. What a server does not keep is left out. */
export function planOptions(content: ChecksContent, current: CurrentOptions): OptionsChange[] {
  const ofContainers = content.containers.flatMap(({ name, read_options }) => {
    const before = current.containers.get(name);
    return read_options && before ? changeOf(name, before, read_options) : [];
  });
  return [
    ...(content.datastore && current.datastore ? changeOf(null, current.datastore, content.datastore) : []),
    ...ofContainers.sort((a, b) => byText(a.container ?? '', b.container ?? '')),
  ];
}

/** True where the file says something about read options that the server cannot keep. */
export function leavesOptionsOut(content: ChecksContent, current: CurrentOptions): boolean {
  return (content.datastore !== undefined && current.datastore === null)
    || content.containers.some(({ name, read_options }) => read_options !== undefined && (current.containers.get(name) ?? null) === null);
}
