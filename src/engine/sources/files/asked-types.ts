import { fail } from '../../../core/errors';
import { columnTypeOf } from './column-type-names';
import type { FileOptions } from './effective-options';
import type { DataFile } from './list-files';

/**
 * Types that the read option `column_types` asks for, by column name of this file. Throws `bad-request` for a type that is none,
 * and for a column that is not there, if the option is the container's own (a datastore's are meant for many files).
 */
export function askedTypes(file: DataFile, names: readonly string[], options: FileOptions): Map<string, string> {
  const place = { path: file.relative };
  for (const name of options.required ?? []) {
    if (!names.includes(name)) {
      fail('bad-request', `The read option column_types names "${name}", and ${file.relative} has no such column.`,
        { remedy: `Its columns are ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}.`, place });
    }
  }
  return new Map(Object.entries(options.column_types ?? {}).filter(([name]) => names.includes(name)).map(([name, text]) => [
    name, columnTypeOf(text) ?? fail('bad-request', `The read option column_types gives ${name} the type "${text}", which is none.`,
      { remedy: 'Use VARCHAR, BOOLEAN, BIGINT, HUGEINT, DOUBLE, DECIMAL(18,2), DATE, TIME, TIMESTAMP, TIMESTAMP_NS, TIMESTAMPTZ or UUID.', place }),
  ]));
}
