import type { Relation } from '../../sources/relation';
import type { Session } from '../../sql/session';
import { identifier } from '../../sql/quote';

export interface PreparedRows {
  /** FROM item of all rows to profile, cheap to read more than once. */
  readonly all: string;
  /** FROM item of at most about `sampleLimit` of them, in their order. */
  readonly sample: string;
  /** SQL of a row's place in the sample, which counts from 0. */
  readonly position: string;
  readonly rows: number;
  readonly sampleRows: number;
  drop(): Promise<void>;
}

/**
 * Makes a relation ready for several passes. Text files, views and bounded reads are kept in a temporary table first: reading
 * them again would cost more than everything else. Tables and Parquet are read where they lie.
 */
export async function prepareRows(
  session: Session, relation: Relation, bound: string | null, maxRecords: number, sampleLimit: number, signal: AbortSignal,
): Promise<PreparedRows> {
  const keep = relation.kind === 'csv' || relation.kind === 'json' || relation.kind === 'view' || bound !== null || maxRecords >= 0;
  const drop = async (): Promise<void> => {
    await session.query('DROP TABLE IF EXISTS temp.profiled_rows; DROP TABLE IF EXISTS temp.profiled_sample');
  };
  await drop();
  if (keep) {
    await session.query(`CREATE TEMP TABLE profiled_rows AS SELECT * FROM ${relation.from}${bound ? ` WHERE ${bound}` : ''}${maxRecords >= 0 ? ` LIMIT ${maxRecords}` : ''}`, undefined, signal);
  }
  const all = keep ? 'temp.profiled_rows' : relation.from;
  const rows = Number((await session.query(`SELECT count(*) AS n FROM ${all}`, undefined, signal))[0]?.n ?? 0);
  // A field of that name hides the table's own.
  const hidden = relation.columns.some(({ name }) => name.toLowerCase() === 'rowid');
  if (keep && rows <= sampleLimit && !hidden) return { all, sample: all, position: 'rowid', rows, sampleRows: rows, drop };
  const place = identifier(`position in the sample${' '.repeat(relation.columns.filter(({ name }) => name.startsWith('position in the sample')).length)}`);
  // Single rows, not blocks: fifty blocks of a sorted table miss its median by a tenth. Rows stay in their order.
  const part = rows <= sampleLimit ? '' : ` TABLESAMPLE bernoulli(${(100 * sampleLimit) / rows}%) REPEATABLE (42)`;
  await session.query(`CREATE TEMP TABLE profiled_sample AS SELECT *${hidden ? `, row_number() OVER () - 1 AS ${place}` : ''} FROM ${all}${part}`, undefined, signal);
  const sampleRows = Number((await session.query('SELECT count(*) AS n FROM temp.profiled_sample', undefined, signal))[0]?.n ?? 0);
  return { all, sample: 'temp.profiled_sample', position: hidden ? place : 'rowid', rows, sampleRows, drop };
}
