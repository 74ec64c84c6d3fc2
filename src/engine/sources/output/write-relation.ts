import type { Session } from '../../sql/session';
import { identifier, literal } from '../../sql/quote';
import type { Relation } from '../relation';
import type { Output } from './output';
import { tableFile } from './write-rows';

/** What a session calls the database that it may write to. */
export const outputDatabase = 'plumbline_output';

/** Writes a relation's rows into a table, which is replaced, or into a file of a folder; gives how many. `most`: -1 for all. */
export async function writeRelation(
  session: Session, output: Output, table: string, relation: Relation, most: number, operationId: number, signal: AbortSignal,
): Promise<number> {
  const query = `SELECT * FROM ${relation.from}${most < 0 ? '' : ` LIMIT ${most}`}`;
  if (output.kind === 'database') {
    const target = `${outputDatabase}.main.${identifier(table)}`;
    await session.query(`CREATE OR REPLACE TABLE ${target} AS ${query}`, undefined, signal);
    return Number((await session.query(`SELECT count(*) AS n FROM ${target}`, undefined, signal))[0]?.n ?? 0);
  }
  const [counted] = await session.query(`COPY (${query}) TO ${literal(tableFile(output, table, operationId))} (FORMAT ${output.format}${output.format === 'csv' ? ', HEADER' : ''})`, undefined, signal);
  return Number(Object.values(counted ?? {})[0] ?? 0);
}
