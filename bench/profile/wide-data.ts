import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openSession } from '../../src/engine/duckdb/open-session';
import { literal } from '../../src/engine/sql/quote';

const draw = (column: number): string => `hash(i * 1000 + ${column})`;
/** Numbers, texts of few and of many values, moments and decimals in turn. */
const column = (at: number): string => [
  `(${draw(at)} % 100000)::INTEGER`, `'word ' || (${draw(at)} % 40)`, `'text ' || ${draw(at)}`,
  `TIMESTAMP '2024-01-01' + INTERVAL (${draw(at)} % 30000000) SECOND`, `(${draw(at)} % 1000000) / 100.0`,
][at % 5] ?? '';

async function made(file: string, write: () => Promise<void> | void): Promise<string> {
  if (!existsSync(file)) { mkdirSync(path.dirname(file), { recursive: true }); await write(); }
  return file;
}

/** A DuckDB file with a table `wide` of so many columns and rows. */
export const wideTable = (folder: string, columns: number, rows: number): Promise<string> => made(path.join(folder, `wide-${columns}-${rows}.duckdb`), async () => {
  const session = await openSession({ path: path.join(folder, `wide-${columns}-${rows}.duckdb`) });
  await session.query(`CREATE TABLE wide AS SELECT ${Array.from({ length: columns }, (_, at) => `${column(at)} AS c${at}`).join(', ')} FROM range(${rows}) r(i); CHECKPOINT`);
  await session.close();
});

/** A folder of so many CSV files with ten columns each. */
export async function manyTables(folder: string, tables: number, rows: number): Promise<string> {
  const root = path.join(folder, `tables-${tables}-${rows}`);
  if (existsSync(path.join(root, 'done'))) return root;
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  const session = await openSession({});
  for (let table = 0; table < tables; table += 1) {
    await session.query(`COPY (SELECT ${Array.from({ length: 10 }, (_, at) => `${column(at).replaceAll('i * 1000', `(i + ${table * 7919}) * 1000`)} AS c${table}_${at}`).join(', ')} FROM range(${rows}) r(i)) TO ${literal(path.join(root, `table${String(table).padStart(3, '0')}x.csv`))}`);
  }
  await session.close();
  writeFileSync(path.join(root, 'done'), '');
  return root;
}

/** A JSON file of one object with so many keys, each an object of its own: about 350 bytes a key. */
export const wideJson = (folder: string, keys: number): Promise<string> => made(path.join(folder, `wide-${keys}.json`), () => {
  const object = Object.fromEntries(Array.from({ length: keys }, (_, at) => [`key${at}`, { id: at, name: `name of ${at} ${'x'.repeat(240)}`, at: '2024-05-06T07:08:09Z', tags: ['a', 'b'], size: at / 7 }]));
  writeFileSync(path.join(folder, `wide-${keys}.json`), JSON.stringify(object));
});
