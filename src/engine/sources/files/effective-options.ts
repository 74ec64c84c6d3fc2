import type { ReadOptions } from '../../../core/api/schemas/read-options';
import { seriesOf } from './group-files';
import type { DataFile } from './list-files';
import type { OptionsOfContainer } from '../source';

/** Read options as a file is read with them: what a person set; an absent one is left to the guess. */
export type FileOptions = { readonly [K in keyof ReadOptions]?: NonNullable<ReadOptions[K]> } & {
  /** Columns of `column_types` that must exist, since the options are kept at the container itself. */
  readonly required?: readonly string[];
};

/** The options of a container over those of its datastore, option by option; types of columns by column. */
export function effectiveOptions(datastore: ReadOptions | null | undefined, container: ReadOptions | null | undefined): FileOptions {
  const set = (options: ReadOptions | null | undefined): FileOptions =>
    Object.fromEntries(Object.entries(options ?? {}).filter(([, value]) => value !== null && value !== undefined)) as FileOptions;
  const [wide, own] = [set(datastore), set(container)];
  return {
    ...wide, ...own,
    ...(wide.column_types || own.column_types ? { column_types: { ...wide.column_types, ...own.column_types } } : {}),
    required: Object.keys(own.column_types ?? {}),
  };
}

/** The options kept at the container that `file` belongs to, whichever of its possible names that container has. */
export function optionsOfFile(file: DataFile, optionsOf: OptionsOfContainer | undefined): ReadOptions | null {
  if (!optionsOf) return null;
  const plain = file.relative.slice(0, file.relative.length - file.kind.extension.length);
  const series = seriesOf(file)?.name;
  for (const name of [file.relative, plain, ...(series ? [series, `${series}_*`] : [])]) {
    const found = optionsOf(name);
    if (found) return found;
  }
  return null;
}
