import type { ReadOption, ReadOptions } from '../api/schemas/read-options';
import type { Problem } from '../errors';

const refused = (option: ReadOption, reason: string, remedy: string): Problem =>
  ({ code: 'bad-request', reason, remedy, place: { path: `read_options.${option}` } });

const plain = (delimiter: string): string => (delimiter === 'tab' || delimiter === '\\t' ? '\t' : delimiter);

/** Why these options contradict each other; null where they do not. */
export function conflictOf(options: ReadOptions): Problem | null {
  const signs = (['delimiter', 'quote', 'comment', 'escape'] as const).flatMap((name) => {
    const value = options[name];
    return value ? [{ name, sign: name === 'delimiter' ? plain(value) : value }] : [];
  });
  for (const [at, { name, sign }] of signs.entries()) {
    if (sign === '\n' || sign === '\r') return refused(name, `A line end cannot be the ${name}.`, 'Choose another sign.');
    const other = signs.slice(0, at).find((one) => one.sign === sign);
    // A quote that is doubled is its own escape.
    if (other && !(name === 'escape' && other.name === 'quote')) return refused(name, `The ${name} is the same sign as the ${other.name}.`, 'Choose different signs.');
  }
  if (options.quote === '' && options.escape) return refused('escape', 'Without a quote there is nothing to escape.', 'Set a quote, or leave the escape out.');
  return null;
}

const ofDatastore: readonly ReadOption[] = ['include', 'exclude'];
const ofFormat: Readonly<Record<string, readonly ReadOption[]>> = {
  csv: ['delimiter', 'quote', 'escape', 'header', 'encoding', 'null_tokens', 'comment', 'decimal', 'date_order', 'column_types'],
  tsv: ['delimiter', 'quote', 'escape', 'header', 'encoding', 'null_tokens', 'comment', 'decimal', 'date_order', 'column_types'],
};

/** Options that mean something to a container; none for tables and for files that describe themselves. */
export function optionsOfFormat(fileFormat: string | null | undefined): readonly ReadOption[] {
  return ofFormat[fileFormat ?? ''] ?? [];
}

/** Why an option cannot be set at a container of this format (null: it is a table); null where it can. */
export function unfit(option: ReadOption, fileFormat: string | null | undefined, container: string): Problem | null {
  if (optionsOfFormat(fileFormat).includes(option)) return null;
  if (ofDatastore.includes(option)) return refused(option, `${option} chooses the files of a datastore, not of a container.`, 'Set it at the datastore.');
  const what = fileFormat ? `a ${fileFormat.toUpperCase()} file, which says by itself how it is read` : 'not a file';
  return refused(option, `${container} is ${what}, so ${option} has no effect on it.`, 'Leave the option out; it is for CSV and TSV files.');
}
