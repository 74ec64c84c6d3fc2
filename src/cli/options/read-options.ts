import { type Command, Option } from 'commander';
import { type ReadOption, readOptionNames, readOptions, type ReadOptions } from '../../core/api/schemas/read-options';
import { fail } from '../../core/errors';
import { oneOf, refuse, repeated } from './values';

/** Read options as they are typed. */
export interface ReadFlags {
  delimiter?: string; quote?: string; escape?: string; header?: boolean; encoding?: ReadOptions['encoding']; nullToken?: string[]; comment?: string;
  decimal?: ReadOptions['decimal']; dateOrder?: ReadOptions['date_order']; columnType?: Record<string, string>; include?: string[]; exclude?: string[];
  reset?: ReadOption[];
}

const words = (name: 'encoding' | 'decimal' | 'date_order'): string[] => readOptions.shape[name].unwrap().unwrap().options.map(String);
const dashed = (name: ReadOption): string => name.replaceAll('_', '-');
const optionOf = (text: string): ReadOption => {
  const names = readOptionNames.map(dashed);
  // As the option is called that sets it, or as the API calls it.
  const singular: Record<string, ReadOption> = { 'null-token': 'null_tokens', 'column-type': 'column_types' };
  const wanted = text.toLowerCase().replaceAll('_', '-').replace(/^--/, '');
  return singular[wanted] ?? readOptionNames.find((name) => dashed(name) === wanted) ?? refuse(`It must be one of ${names.join(', ')}.`);
};

/** `zip=VARCHAR`; the name may hold "=", a type does not. With a repeated option they add up. */
function columnType(text: string, before: Record<string, string> = {}): Record<string, string> {
  const at = text.lastIndexOf('=');
  if (at < 1 || at === text.length - 1) refuse('Write it as name=TYPE, as zip=VARCHAR or price=DECIMAL(18,2).');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1).trim() };
}

/** How text files are read, as options. */
export function addReadOptions(command: Command): Command {
  return command
    .option('--delimiter <sign>', 'what stands between fields: one character, or tab').option('--quote <sign>', 'what encloses a field; "" for nothing')
    .option('--escape <sign>', 'what makes a quote inside a field a part of it')
    .option('--header', 'the first line names the fields').option('--no-header', 'the first line is data')
    .addOption(new Option('--encoding <name>', `one of ${words('encoding').join(', ')}`).argParser(oneOf(...words('encoding'))))
    .option('--null-token <text>', 'text that means no value, as NA; may be repeated', repeated)
    .option('--comment <sign>', 'what a line begins with that is not data')
    .addOption(new Option('--decimal <sign>', 'decimal sign: . or ,').argParser(oneOf(...words('decimal'))))
    .addOption(new Option('--date-order <order>', `order of dates as 01/02/2024: ${words('date_order').join(', ')}`).argParser(oneOf(...words('date_order'))))
    .option('--column-type <name=TYPE>', 'type of a column, as zip=VARCHAR; may be repeated', columnType);
}

/** Which files belong to a datastore, as options. */
export function addFileOptions(command: Command): Command {
  return command
    .option('--include <glob>', 'only files that match, relative to the folder; may be repeated', repeated)
    .option('--exclude <glob>', 'no files or folders that match, wins over --include; may be repeated', repeated);
}

export function addReset(command: Command): Command {
  return command.option('--reset <option>', 'leave an option to the guess again, as delimiter; may be repeated',
    (text: string, before: ReadOption[] = []) => [...before, optionOf(text)]);
}

/** The change that was typed; undefined where none was. Types of columns add to those that `before` has. Throws `bad-request` for one both set and reset. */
export function readChange(flags: ReadFlags, before: ReadOptions | null | undefined): ReadOptions | undefined {
  const set: ReadOptions = {
    delimiter: flags.delimiter, quote: flags.quote, escape: flags.escape, header: flags.header, encoding: flags.encoding,
    null_tokens: flags.nullToken, comment: flags.comment, decimal: flags.decimal, date_order: flags.dateOrder,
    column_types: flags.columnType && { ...flags.reset?.includes('column_types') ? {} : before?.column_types, ...flags.columnType },
    include: flags.include, exclude: flags.exclude,
  };
  const given = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
  const cleared = (flags.reset ?? []).filter((name) => name !== 'column_types' || !flags.columnType);
  const both = cleared.find((name) => name in given);
  if (both) fail('bad-request', `--reset ${dashed(both)} and a new value for it contradict each other.`, { remedy: 'Leave one of the two out.' });
  const change = { ...given, ...Object.fromEntries(cleared.map((name) => [name, null])) };
  return Object.keys(change).length > 0 ? change : undefined;
}

/** Options as lines to read: `delimiter ";", header false`. */
export function readOptionsText(options: ReadOptions | null | undefined): string | null {
  const parts = readOptionNames.flatMap((name) => {
    const value = options?.[name];
    return value === null || value === undefined ? [] : [`${dashed(name)} ${JSON.stringify(value)}`];
  });
  return parts.length > 0 ? parts.join(', ') : null;
}
