import type { SqlValue } from '../../sql/values';
import { identifier } from '../../sql/quote';
import type { ChosenRows } from './chosen-rows';
import type { RowsRequest } from '../scan-ways';
import { freeName } from '../scan-source';
import { temporaryName } from './temporary-name';

/** Failing rows kept from one reading before looking whether every check has enough. */
const batch = 20_000;

/**
 * Chooses failing rows of a source that is read from start to end (text files, views): failing rows are kept whole as they are
 * read, up to a batch. Only where some check has not enough by then, reading goes on for those checks alone, past the rows
 * that were seen; each further reading has at least one check less.
 */
export async function streamPositions(request: RowsRequest): Promise<ChosenRows> {
  const { session, signal, source, checks, limit } = request;
  const table = identifier(temporaryName());
  const names = request.relation.columns.map((column) => column.name);
  const flags = checks.map((_, i) => identifier(freeName(`plumbline_flag_${i}`, names)));
  const release = async (): Promise<void> => { await session.query(`DROP TABLE IF EXISTS ${table}`); };
  const view = request.relation.kind === 'view';
  const list = checks.map((check, i) => `coalesce(${check.predicate}, false) AS ${flags[i]}`).join(', ');
  const select = (open: readonly number[], after: SqlValue): string => {
    const wanted = open.map((i) => checks[i]?.predicate).join('\n  OR ');
    const past = after === null || view ? '' : ` AND ${source.position} > ${String(after)}`;
    return `SELECT *, ${list} FROM ${source.positioned} WHERE (${wanted})${past} LIMIT ${batch}`;
  };
  try {
    let open = checks.map((_, i) => i);
    let kept = 0;
    await session.query(`CREATE TEMP TABLE ${table} AS ${select(open, null)}`, undefined, signal);
    for (;;) {
      const counts = flags.map((flag) => `count(CASE WHEN ${flag} THEN 1 END)`);
      const { rows: [seen = []] } = await session.table(`SELECT count(*), max(${source.position}), ${counts.join(', ')} FROM ${table}`, undefined, signal);
      const full = Number(seen[0]) === kept + batch;
      const before = open.length;
      open = full ? open.filter((i) => Number(seen[2 + i]) < Math.min(limit, checks[i]?.failing ?? limit)) : [];
      if (open.length === 0 || view && open.length === before) break;
      // The rows of a view have no lasting order: those that count for an open check are read anew with the others.
      if (view) await session.query(`DELETE FROM ${table} WHERE ${open.map((i) => flags[i]).join(' OR ')}`, undefined, signal);
      kept = Number((await session.table(`SELECT count(*) FROM ${table}`, undefined, signal)).rows[0]?.[0]);
      await session.query(`INSERT INTO ${table} ${select(open, seen[1] ?? null)}`, undefined, signal);
    }
    const wanted = flags.map((flag) => `(${flag} AND row_number() OVER (PARTITION BY ${flag} ORDER BY ${source.position}) <= ${limit})`);
    return { from: `(SELECT * FROM ${table} QUALIFY ${wanted.join(' OR ')})`, flags, release };
  } catch (error) {
    await release();
    throw error;
  }
}
