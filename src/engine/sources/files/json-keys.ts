import { fail } from '../../../core/errors';
import type { Session } from '../../sql/session';
import type { DataFile } from './list-files';

/** Keys of a file of objects and their columns. */
export interface JsonKeys {
  /** In the order of the file's first objects; what only later ones have follows by name. */
  readonly keys: readonly string[];
  /** One name a key: names differ in more than case, and none is empty. */
  readonly names: readonly string[];
  readonly rows: number;
}

const mostKeys = 10_000;

function namesOf(keys: readonly string[]): string[] {
  const taken = new Set<string>();
  return keys.map((key, at) => {
    const base = key === '' ? `column${at}` : key;
    let name = base;
    for (let n = 1; taken.has(name.toLowerCase()); n++) name = `${base}_${n}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

/**
 * All keys of the objects of `objects` (a FROM item with a column `json`); every object is looked at, so that a key that only one
 * of them has is a column too. Throws `source-malformed` where there is something else than objects, or no key at all.
 */
export async function jsonKeys(session: Session, objects: string, file: DataFile, signal?: AbortSignal): Promise<JsonKeys> {
  const place = { path: file.relative, line: 1 };
  const [counted] = await session.query(`SELECT count(*) AS n, count(CASE WHEN json_type(json) = 'OBJECT' THEN 1 END) AS o FROM ${objects}`, undefined, signal);
  const rows = Number(counted?.n ?? 0);
  if (Number(counted?.o ?? 0) < rows) {
    fail('source-malformed', Number(counted?.o ?? 0) === 0 ? `${file.relative} holds no objects.` : `${file.relative} holds values that are no objects.`,
      { remedy: 'Write a list of objects, or one object a line.', place });
  }
  const first = await session.query(`SELECT unnest(json_keys(json_group_structure(json))) AS k FROM (SELECT json FROM ${objects} LIMIT 1000)`, undefined, signal);
  const early = first.map((row) => String(row.k));
  const found = await session.query(`SELECT DISTINCT unnest(json_keys(json)) AS k FROM ${objects} LIMIT ${mostKeys + 1}`, undefined, signal);
  const known = new Set(early);
  const late = found.map((row) => String(row.k)).filter((key) => !known.has(key)).sort();
  const keys = [...early, ...late];
  if (keys.length > mostKeys) {
    fail('source-malformed', `The objects of ${file.relative} have more than ${mostKeys} keys.`,
      { remedy: 'It is probably one object used as a map; write a list of objects, one for each of its entries.', place });
  }
  if (keys.length === 0) fail('source-malformed', rows === 0 ? `${file.relative} holds no objects.` : `The objects of ${file.relative} have no keys.`, { remedy: 'Write a list of objects with at least one key.', place });
  return { keys, names: namesOf(keys), rows };
}
