import { z } from 'zod';

/**
 * How a file is to be read where a person knows better than the guess. Kept at a datastore (for all its containers) and
 * at a container (which wins, option by option). An option that is absent or null is left to the guess.
 */
export const readOptions = z.object({
  /** What stands between fields: one character; `tab` and `\t` mean the tab. */
  delimiter: z.string().regex(/^(?:[^\r\n]|tab|\\t)$/u, 'must be one character, or tab').nullish(),
  /** What encloses a field; the empty text: nothing does. */
  quote: z.string().max(1).nullish(),
  /** What makes a quote inside a quoted field a part of the text; the quote itself when absent. */
  escape: z.string().max(1).nullish(),
  /** Whether the first record names the fields. */
  header: z.boolean().nullish(),
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'latin-1', 'windows-1252']).nullish(),
  /** Unquoted fields that mean no value, beside the empty one. */
  null_tokens: z.array(z.string().max(100)).max(50).nullish(),
  /** What a line begins with that is not data. */
  comment: z.string().max(1).nullish(),
  decimal: z.enum(['.', ',']).nullish(),
  /** Order of day, month and year in dates such as 01/02/2024. */
  date_order: z.enum(['ymd', 'dmy', 'mdy']).nullish(),
  /** Types of columns by name, as DuckDB writes them (`VARCHAR`, `BIGINT`, `DECIMAL(18,2)`, `TIMESTAMPTZ`). */
  column_types: z.record(z.string(), z.string().max(100)).nullish(),
  /** Globs, relative to the datastore's folder, of the files that belong to it. Only at a datastore. */
  include: z.array(z.string().min(1).max(1000)).max(1000).nullish(),
  /** Globs of files that do not, wins over `include`. Only at a datastore. */
  exclude: z.array(z.string().min(1).max(1000)).max(1000).nullish(),
});

export type ReadOptions = z.output<typeof readOptions>;
export type ReadOption = keyof ReadOptions;
export const readOptionNames = Object.keys(readOptions.shape) as ReadOption[];

/** A change of options as it comes in: null clears one, an absent one stays, an unknown name is refused. */
export const readOptionsChange = z.strictObject(readOptions.shape);
