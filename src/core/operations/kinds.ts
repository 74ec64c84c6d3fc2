import type { z } from 'zod';
import { exportKind } from './export';
import type { OperationKind, Refreshes } from './kind';
import { capture } from './capture';
import { materialize } from './materialize';
import { profile } from './profile';
import { scan } from './scan';
import { sync } from './sync';

/** THE kinds of operation. Adding one takes its entry here and its runner in the engine; everything else follows. */
export const operationKinds = { sync, profile, scan, capture, export: exportKind, materialize } as const;

export type OperationKindName = keyof typeof operationKinds;
type Kind = (typeof operationKinds)[OperationKindName];
type KeysOf<T> = T extends T ? keyof T & string : never;

export type RunRequests = Kind['request'];
export type PartsName = Kind['parts'];
export type CounterName = KeysOf<Kind['counters']>;
/** The body of an operation, its defaults filled in. */
export type RunOf<N extends OperationKindName> = z.output<(typeof operationKinds)[N]['request']>;

export const kindNames = Object.keys(operationKinds) as OperationKindName[];
const kinds: readonly OperationKind[] = Object.values(operationKinds);
/** Their names, with the older ones. */
export const namesOfKinds = kindNames.flatMap((name) => [name, ...(operationKinds[name] as OperationKind).aliases ?? []]) as [string, ...string[]];

/** The bodies of all kinds. */
export const runRequests = kinds.map((kind) => kind.request) as [RunRequests, ...RunRequests[]];
export const partsNames = [...new Set(kinds.map((kind) => kind.parts))] as PartsName[];
/** What any kind counts, with the words for it. */
export const counterWords = Object.assign({}, ...kinds.map((kind) => kind.counters)) as Readonly<Record<CounterName, string>>;

/** The name of a kind for what a server calls it; a kind of the server's own is called as it says. */
export function kindName(type: string): string {
  return kindNames.find((name) => (operationKinds[name] as OperationKind).aliases?.includes(type)) ?? type;
}

/** The kind that an operation is of; undefined for a server's own. */
export function kindOf(type: string): OperationKind | undefined {
  const name = kindName(type);
  return Object.hasOwn(operationKinds, name) ? operationKinds[name as OperationKindName] : undefined;
}

/** Whether a request of this kind can be held to some containers of a datastore. */
export function takesContainers(name: OperationKindName): boolean {
  return 'container_names' in operationKinds[name].request.shape;
}

/** What an operation's end makes stale; of a kind that is not known here, at least the figures of the catalogue. */
export function refreshedBy(type: string): readonly Refreshes[] {
  return kindOf(type)?.refreshes ?? ['catalogue'];
}

/** Each container's part of an operation, whatever its kind calls them; empty where the server lists none. */
export function partsOf<T>(operation: { readonly [N in PartsName]?: readonly T[] | null | undefined }): readonly T[] {
  for (const name of partsNames) {
    const parts = operation[name];
    if (parts) return parts;
  }
  return [];
}
