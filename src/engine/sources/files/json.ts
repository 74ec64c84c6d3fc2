import { fail } from '../../../core/errors';
import type { Session } from '../../sql/session';
import { pathLiterals } from '../path-pattern';
import { identifier, literal } from '../../sql/quote';
import { askedTypes } from './asked-types';
import { cellTypes } from './cell-types';
import { checkGzip } from './check-gzip';
import type { FileOptions } from './effective-options';
import { column, readCells, sampleRows, typedInFull, type FileColumn, type FileShape } from './file-shape';
import { jsonKeys } from './json-keys';
import { nestedType } from './json-nested';
import { longFractions } from './json-fractions';
import type { DataFile } from './list-files';
import { checkNames } from './name-length';
import { plainCopy } from './plain-copy';
import { readHead } from './read-head';
import type { ShapeContext } from './shape-context';

/** `key` as a JSON pointer, which unlike a JSON path may be of any text. */
const pointer = (key: string): string => literal(`/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);

/**
 * A JSON file: a list of objects, objects one after another, or one object a line. A column that holds several kinds of
 * values is text (DuckDB would give raw JSON, where the text abc is "abc" with its quotes).
 *
 * Keys and types are found here and not by DuckDB, which makes one column of many keys, loses rare ones and those that differ
 * only in case, and gives texts the type of dates and identifiers whose form it forgets.
 */
export async function jsonShape(session: Session, file: DataFile, options: FileOptions, context: ShapeContext): Promise<FileShape> {
  const { signal } = context;
  const head = await readHead(file, options.encoding);
  const copied = head.encoding !== 'utf-8' || head.marked;
  if (!copied) await checkGzip(file, signal);
  const first = head.text.trimStart().charAt(0);
  if (first === '') fail('source-malformed', `${file.relative} holds only white space.`, { remedy: 'Write the file again, or remove it and run a sync.', place: { path: file.relative } });
  const path = copied ? await plainCopy(file, context.copies, { encoding: head.encoding }, signal) : file.absolute;
  const format = file.kind.format === 'ndjson' ? 'newline_delimited' : first === '[' ? 'array' : 'auto';
  // 64 MB for one object: DuckDB's own limit of 16 MB refuses a few real exports.
  const reader = `format = '${format}', maximum_object_size = 67108864, hive_partitioning = false`;
  const objects = (paths: readonly string[]): string => `read_json_objects(${pathLiterals(paths)}, ${reader})`;
  const { keys, names, rows } = await jsonKeys(session, objects([path]), file, signal);
  checkNames(file, names);
  const odd = keys.some((key, at) => key !== names[at]);
  const keyOf = new Map(names.map((name, at) => [name, keys[at] ?? name]));
  const read = (paths: readonly string[], columns: readonly FileColumn[], types: readonly string[], fileColumn?: string): string => {
    if (!odd) return `read_json(${pathLiterals(paths)}, ${reader}, columns = {${columns.map((c, at) => `${identifier(c.name)}: ${literal(types[at] ?? 'VARCHAR')}`).join(', ')}})`;
    const list = columns.map((c, at) => {
      const of = `json, ${pointer(keyOf.get(c.name) ?? c.name)}`;
      const type = types[at] ?? 'VARCHAR';
      return `${type === 'VARCHAR' ? `json_extract_string(${of})` : type === 'JSON' ? `json_extract(${of})` : `CAST(json_extract(${of}) AS ${type})`} AS ${identifier(c.name)}`;
    });
    return `(SELECT ${list.join(', ')}${fileColumn === undefined ? '' : ', filename'} FROM ${objects(paths)})`;
  };
  const from: FileShape['from'] = (paths, columns, fileColumn) => readCells((types) => read(paths, columns, types, fileColumn), columns, fileColumn);

  const limit = file.size <= typedInFull ? null : sampleRows;
  const some = (item: string): string => (limit === null ? item : `(SELECT * FROM ${item} LIMIT ${limit})`);
  const values = some(read([path], names.map((name) => column(name, 'JSON')), names.map(() => 'JSON')));
  const [kinds = {}] = names.length === 0 ? [] : await session.query(`SELECT ${names.map((name, at) => `string_agg(DISTINCT json_type(${identifier(name)}), ',') AS t${at}`).join(',\n')} FROM ${values}`, undefined, signal);
  const kindOf = (at: number): string[] => String(kinds[`t${at}`] ?? '').split(',').filter((kind) => kind !== 'NULL' && kind !== '');
  const all = (at: number, ...of: string[]): boolean => kindOf(at).length > 0 && kindOf(at).every((kind) => of.includes(kind));
  const numbers = new Set(names.filter((_, at) => all(at, 'BIGINT', 'UBIGINT', 'HUGEINT', 'UHUGEINT', 'DOUBLE')));
  const typed = names.filter((name, at) => numbers.has(name) || all(at, 'VARCHAR'));
  const nested = names.filter((_, at) => all(at, 'OBJECT') || all(at, 'ARRAY'));
  const asked = askedTypes(file, names, options);
  const texts = from([path], names.map((name) => column(name, 'VARCHAR')));
  const written = { ...(options.date_order ? { order: options.date_order } : {}), ...(options.null_tokens?.length ? { nulls: options.null_tokens } : {}) };
  const found = await cellTypes(session, texts, [...typed, ...names.filter((name) => asked.has(name) && !typed.includes(name))], { limit, asked, written, numbers }, signal);
  // Not JSON, though DuckDB and Python read and write it; where it stands is found by readProblem.
  if (found.special.some((name) => numbers.has(name))) throw new Error(`Malformed JSON in file "${path}": NaN and Infinity are no numbers of JSON.`);
  const byName = new Map(found.columns.map((c) => [c.name, c]));
  for (const name of nested.filter((each) => !asked.has(each))) {
    const c = identifier(name);
    const [row] = await session.query(`SELECT json_group_structure(${c}) AS s, coalesce(bool_or(regexp_matches(${c}::VARCHAR, '[0-9.]{17}')), false) AS l FROM ${values}`, undefined, signal);
    const type = row?.l === true && /DOUBLE/.test(String(row.s)) ? null : nestedType(String(row?.s ?? '"NULL"'));
    byName.set(name, column(name, type ?? 'VARCHAR'));
  }
  const columns = names.map((name, at) => byName.get(name) ?? column(name, all(at, 'BOOLEAN') ? 'BOOLEAN' : 'VARCHAR'));
  const refused = columns.filter((c) => c.reading?.asked);
  if (refused.length > 0) await session.query(`SELECT ${refused.map((c) => `count(${identifier(c.name)})`).join(', ')} FROM ${some(from([path], columns))}`, undefined, signal);
  return {
    file, path, from, columns, rows,
    notes: await longFractions(session, some(objects([path])), signal),
    writtenAs: JSON.stringify(['json', format, ...(odd ? keys : [])]),
  };
}
