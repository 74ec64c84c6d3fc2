import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Session, Sessions } from '../../sql/session';
import { identifier, literal } from '../../sql/quote';
import { fileProblem } from '../files/file-problem';
import { writeDatabase } from '../write-database';
import type { Output, OutputColumn, OutputRow, OutputTable } from './output';

/** Rows of one statement. */
const atOnce = 500;

/** Makes a table fit for rows with these columns: those that it lacks are added, those of another type are widened to text. */
async function fitTable(session: Session, table: string, columns: readonly OutputColumn[]): Promise<void> {
  await session.query(`CREATE TABLE IF NOT EXISTS ${table} (${columns.map(({ name, type }) => `${identifier(name)} ${type}`).join(', ')})`);
  const before = new Map((await session.query(`DESCRIBE ${table}`)).map((row) => [String(row.column_name).toLowerCase(), String(row.column_type)]));
  for (const { name, type } of columns) {
    const known = before.get(name.toLowerCase());
    if (known === undefined) await session.query(`ALTER TABLE ${table} ADD COLUMN ${identifier(name)} ${type}`);
    else if (known !== type && known !== 'VARCHAR') await session.query(`ALTER TABLE ${table} ALTER COLUMN ${identifier(name)} TYPE VARCHAR`);
  }
}

/** Adds rows to a table; gives how many. */
export async function insertRows(session: Session, table: string, columns: readonly OutputColumn[], rows: readonly OutputRow[]): Promise<void> {
  const shape = JSON.stringify([Object.fromEntries(columns.map(({ name, type }) => [name, type === 'JSON' ? 'VARCHAR' : type]))]);
  for (let start = 0; start < rows.length; start += atOnce) {
    await session.query(`INSERT INTO ${table} (${columns.map(({ name }) => identifier(name)).join(', ')})
      SELECT ${columns.map(({ name }) => `r.${identifier(name)}`).join(', ')} FROM (SELECT unnest(from_json(?::JSON, ${literal(shape)})) AS r)`, [JSON.stringify(rows.slice(start, start + atOnce))]);
  }
}

async function fill(session: Session, table: string, { columns, rows }: OutputTable): Promise<number> {
  let count = 0;
  for await (const some of rows()) {
    await insertRows(session, table, columns, some);
    count += some.length;
  }
  return count;
}

/** The file of a folder that an operation writes a table to: files of one table are read as one by the number at their ends. */
export function tableFile(output: Extract<Output, { kind: 'folder' }>, table: string, operationId: number): string {
  return path.join(output.folder, `${table}_${operationId}.${output.format}`);
}

async function writeFolder(sessions: Sessions, output: Extract<Output, { kind: 'folder' }>, tables: readonly OutputTable[], operationId: number): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const written: string[] = [];
  await mkdir(output.folder, { recursive: true }).catch((error: unknown) => { throw fileProblem(error, output.folder); });
  const session = await sessions.open();
  try {
    for (const table of tables) {
      await session.query('DROP TABLE IF EXISTS written');
      await session.query(`CREATE TEMP TABLE written (${table.columns.map(({ name, type }) => `${identifier(name)} ${type}`).join(', ')})`);
      const count = await fill(session, 'written', table);
      counts.set(table.name, count);
      if (count === 0) continue;
      const file = tableFile(output, table.name, operationId);
      written.push(file);
      await session.query(`COPY written TO ${literal(file)} (FORMAT ${output.format}${output.format === 'csv' ? ', HEADER' : ''})`);
    }
    return counts;
  } catch (error) {
    for (const file of written) await rm(file, { force: true });
    throw fileProblem(error, output.folder);
  } finally {
    await session.close();
  }
}

/**
 * Adds rows to tables, all or none; gives how many of each. In a folder each operation writes files of its own.
 * `first`: what is done before in the same transaction of a database. Throws
 * `source-locked`, `source-missing` and their like.
 */
export async function writeRows(
  sessions: Sessions, output: Output, tables: readonly OutputTable[], operationId: number, first?: (session: Session) => Promise<void>,
): Promise<Map<string, number>> {
  if (output.kind === 'folder') return writeFolder(sessions, output, tables, operationId);
  const counts = new Map<string, number>();
  await writeDatabase(sessions, output.file, async (session) => {
    await first?.(session);
    for (const table of tables) {
      const name = identifier(table.name);
      let fitted = false;
      counts.set(table.name, 0);
      for await (const some of table.rows()) {
        if (some.length === 0) continue;
        if (!fitted) await fitTable(session, name, table.columns);
        fitted = true;
        await insertRows(session, name, table.columns, some);
        counts.set(table.name, counts.get(table.name)! + some.length);
      }
    }
  });
  return counts;
}
