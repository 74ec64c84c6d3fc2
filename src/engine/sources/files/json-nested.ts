import { z } from 'zod';
import { identifier } from '../../sql/quote';

/** A structure as DuckDB's json_group_structure tells it: a type, a list of one structure, or an object of them. */
export type JsonStructure = string | JsonStructure[] | { [key: string]: JsonStructure };

const structure: z.ZodType<JsonStructure> = z.lazy(() => z.union([z.string(), z.array(structure), z.record(z.string(), structure)]));

/** More keys than this are not fields but entries of a map. */
const mostFields = 200;

/**
 * The DuckDB type of nested values; null where none keeps them: keys that differ only in case, an empty key, a great many keys.
 * Texts in it stay texts, whatever they look like.
 */
export function nestedType(text: string): string | null {
  const typeOf = (item: JsonStructure): string | null => {
    if (typeof item === 'string') {
      // Numbers of both signs may follow; what is of several kinds, or never had a value, is kept as JSON.
      return item === 'UBIGINT' || item === 'BIGINT' ? 'HUGEINT' : item === 'NULL' ? 'JSON' : item;
    }
    if (Array.isArray(item)) {
      const of = typeOf(item[0] ?? 'NULL');
      return of && `${of}[]`;
    }
    const keys = Object.keys(item);
    if (keys.length === 0 || keys.length > mostFields || keys.includes('') || new Set(keys.map((key) => key.toLowerCase())).size < keys.length) return null;
    const fields = keys.map((key) => {
      const of = typeOf(item[key] ?? 'NULL');
      return of && `${identifier(key)} ${of}`;
    });
    return fields.includes(null) ? null : `STRUCT(${fields.join(', ')})`;
  };
  return typeOf(structure.parse(JSON.parse(text)));
}
