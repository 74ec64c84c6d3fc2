import type { Relation } from '../../scan/port';
import type { Session } from '../../duckdb/session';

export interface PreparedRows {
  /** FROM item of all rows to profile, cheap to read more than once. */
  readonly all: string;
  /** FROM item of at most about `sampleLimit` of them, in their order; has a `rowid` that counts from 0. */
  readonly sample: string;
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
  if (keep && rows <= sampleLimit) return { all, sample: all, rows, sampleRows: rows, drop };
  // Single rows, not blocks: fifty blocks of a sorted table miss its median by a tenth. Rows stay in their order.
  const part = rows <= sampleLimit ? '' : ` TABLESAMPLE bernoulli(${(100 * sampleLimit) / rows}%) REPEATABLE (42)`;
  await session.query(`CREATE TEMP TABLE profiled_sample AS SELECT * FROM ${all}${part}`, undefined, signal);
  const sampleRows = Number((await session.query('SELECT count(*) AS n FROM temp.profiled_sample', undefined, signal))[0]?.n ?? 0);
  return { all, sample: 'temp.profiled_sample', rows, sampleRows, drop };
}
