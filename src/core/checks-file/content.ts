import type { ReadOptions } from '../api/schemas/read-options';
import { fail } from '../errors';
import { sameMeaning } from './canonical';
import type { CheckEntry } from './entry';

/** A container that a checks file speaks of. */
export interface ContainerEntry {
  readonly name: string;
  /** Its own read options, all of them; absent: the file says nothing about them. */
  readonly read_options?: ReadOptions;
  /** The file holds all of its checks, so that others may be archived. */
  readonly whole: boolean;
}

/** What one or several checks files say. */
export interface ChecksContent {
  /** The datastore's read options, all of them; absent: nothing is said about them. */
  readonly datastore?: ReadOptions;
  /** Every container that is spoken of, once. */
  readonly containers: readonly ContainerEntry[];
  readonly checks: readonly CheckEntry[];
}

/** Content with each container once: those given, and those of the checks, whole unless given otherwise. */
export function contentOf(checks: readonly CheckEntry[], given: readonly ContainerEntry[] = [], datastore?: ReadOptions): ChecksContent {
  const containers = new Map<string, ContainerEntry>();
  for (const entry of given) {
    const before = containers.get(entry.name);
    if (before?.read_options && entry.read_options && !sameMeaning(before.read_options, entry.read_options)) {
      fail('source-malformed', `The read options of ${entry.name} are there twice, and differ.`, { remedy: 'Keep them in one place.' });
    }
    const read_options = entry.read_options ?? before?.read_options;
    containers.set(entry.name, { name: entry.name, whole: entry.whole || before?.whole === true, ...(read_options ? { read_options } : {}) });
  }
  for (const { container: name } of checks) if (!containers.has(name)) containers.set(name, { name, whole: true });
  return { checks, containers: [...containers.values()], ...(datastore ? { datastore } : {}) };
}

/** Several files as one. Throws `source-malformed` where they contradict each other, or hold one identity twice. */
export function joined(contents: readonly ChecksContent[]): ChecksContent {
  const datastores = contents.flatMap((content) => content.datastore ?? []);
  const [first] = datastores;
  if (datastores.some((options) => !sameMeaning(options, first))) {
    fail('source-malformed', 'The read options of the datastore are there twice, and differ.', { remedy: 'Keep them in one file.' });
  }
  const checks = contents.flatMap((content) => content.checks);
  const said = checks.flatMap((check) => check.uid ?? []);
  const twice = said.find((uid, at) => said.indexOf(uid) !== at);
  if (twice !== undefined) fail('source-malformed', `The identity "${twice}" is in two files.`, { remedy: 'Give one of the two checks another uid.' });
  return contentOf(checks, contents.flatMap((content) => content.containers), first);
}

/** What is said about some containers alone. */
export function ofContainers(content: ChecksContent, names: readonly string[]): ChecksContent {
  return {
    checks: content.checks.filter((check) => names.includes(check.container)),
    containers: content.containers.filter((container) => names.includes(container.name)),
  };
}
