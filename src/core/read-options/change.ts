import { readOptionNames, type ReadOption, type ReadOptions } from '../api/schemas/read-options';

/** Options without those that say nothing (absent, null): what is stored, and what is compared. */
export function given(options: ReadOptions | null | undefined): ReadOptions {
  return Object.fromEntries(readOptionNames.flatMap((name) => {
    const value = options?.[name];
    return value === null || value === undefined ? [] : [[name, value]];
  }));
}

/** `before` after a change: null clears an option, an absent one stays as it is, any other value takes its place. */
export function changed(before: ReadOptions | null | undefined, change: ReadOptions): ReadOptions {
  const defined = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return given({ ...before, ...defined });
}

/** Names of the options that differ. */
export function differing(before: ReadOptions | null | undefined, after: ReadOptions | null | undefined): ReadOption[] {
  const same = (name: ReadOption): boolean => JSON.stringify(before?.[name] ?? null) === JSON.stringify(after?.[name] ?? null);
  return readOptionNames.filter((name) => !same(name));
}

/** The change that makes `before` into `after`, whatever was set. */
export function changeTo(before: ReadOptions | null | undefined, after: ReadOptions): ReadOptions {
  return Object.fromEntries(differing(before, after).map((name) => [name, after[name] ?? null]));
}
