import type { AnomalyList } from '../lists/anomaly-list';
import type { WordHits } from '../lists/word-hits';
import type { RowSource } from '../source';

/** More words than these make no search clearer. */
const mostWords = 12;

async function ids(source: RowSource, sql: string, ...values: string[]): Promise<number[]> {
  return (await source.rows(sql, values)).map((row) => Number(row[0]));
}

/** An anomaly's own texts, in lower case. */
const texts = `lower(concat_ws(chr(10), json_extract_string(doc, '$.message'), json_extract_string(doc, '$.description'),
  array_to_string(json_extract_string(doc, '$.failed_checks[*].message'), chr(10))))`;

async function findWord(source: RowSource, list: AnomalyList, word: string): Promise<WordHits> {
  // Most documents do not hold the word anywhere, and need not be taken apart.
  const written = JSON.stringify(word).slice(1, -1);
  const [datastores, containers, checks, anomalies] = await Promise.all([
    ids(source, 'SELECT id FROM datastores WHERE contains(lower(name), ?)', word),
    ids(source, 'SELECT id FROM containers WHERE contains(lower(name), ?)', word),
    ids(source, 'SELECT id FROM checks WHERE contains(lower(rule_type), ?) OR contains(lower(array_to_string(fields, chr(10))), ?)', word, word),
    ids(source, `SELECT id FROM anomalies WHERE CASE WHEN contains(lower(doc), ?) THEN contains(${texts}, ?) ELSE false END`, written, word),
  ]);
  const id = /^#?(\d{1,15})$/.exec(word)?.[1];
  return {
    datastores, containers, checks, anomalies: id === undefined ? anomalies : [...anomalies, Number(id)],
    statuses: list.statuses.known(list.statuses.all().filter((status) => status.toLowerCase().includes(word))),
    types: ['record', 'shape'].flatMap((type, number) => (type.includes(word) ? [number] : [])),
  };
}

/** Where each word of a search is found; nothing for a search without words. */
export async function findWords(source: RowSource, list: AnomalyList, search: string): Promise<WordHits[]> {
  const words = search.toLowerCase().split(/\s+/).filter((word) => word !== '').slice(0, mostWords);
  return Promise.all(words.map((word) => findWord(source, list, word)));
}
