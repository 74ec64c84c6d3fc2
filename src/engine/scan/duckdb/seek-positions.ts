import type { SqlValue } from '../../sql/values';
import { identifier } from '../../sql/quote';
import type { FailingCheck } from '../failing-predicate';
import type { ChosenRows } from './chosen-rows';
import type { RowsRequest } from '../scan-ways';
import { temporaryName } from './temporary-name';

interface Hit { readonly position: bigint; readonly file: string | null }

/** A check with many more failing rows than are wanted is found by reading from the start until there are enough. */
function isFrequent(failing: number | null, limit: number): boolean {
  return failing === null || failing > Math.max(200, 2 * limit);
}

/** Statements put together in one. */
const together = 50;

function hitsOf(rows: readonly SqlValue[][]): Hit[] {
  return rows.map(([position, file]) => ({ position: BigInt(String(position)), file: typeof file === 'string' ? file : null }));
}

function hitColumns(request: RowsRequest): string {
  const { source } = request;
  return `${source.position}, ${source.file ?? 'NULL'}`;
}

/** Frequent failures: the first rows of each check, reading no further than needed. */
async function firstOfEach(request: RowsRequest, checks: readonly FailingCheck[]): Promise<Hit[]> {
  const hits: Hit[] = [];
  for (let start = 0; start < checks.length; start += together) {
    const parts = checks.slice(start, start + together)
      .map(({ predicate }) => `(SELECT ${hitColumns(request)} FROM ${request.source.positioned} WHERE ${predicate} LIMIT ${request.limit})`);
    const { rows } = await request.session.table(parts.join('\nUNION ALL\n'), undefined, request.signal);
    hits.push(...hitsOf(rows));
  }
  return hits;
}

/** Rare failures, all in one pass; their number is known to be small. */
async function allOfRare(request: RowsRequest, checks: readonly FailingCheck[]): Promise<Hit[]> {
  if (checks.length === 0) return [];
  const flags = checks.map(({ predicate }) => `coalesce(${predicate}, false)`);
  const { rows } = await request.session.table(
    `SELECT ${hitColumns(request)}, ${flags.join(', ')} FROM ${request.source.positioned} WHERE ${checks.map((c) => c.predicate).join('\n  OR ')}`,
    undefined, request.signal);
  const found = rows.map((row) => ({ hit: hitsOf([row])[0], flags: row.slice(2) }))
    .flatMap(({ hit, flags: broken }) => (hit ? [{ hit, broken }] : []))
    .sort((a, b) => (a.hit.position < b.hit.position ? -1 : 1));
  return checks.flatMap((_, i) => found.filter(({ broken }) => broken[i] === true).slice(0, request.limit).map(({ hit }) => hit));
}

/** Checks that look at other rows too: their failing positions are kept in a table, since the flags need them again. */
async function keepSets(request: RowsRequest, checks: readonly FailingCheck[], tables: string[]): Promise<{ hits: Hit[]; flags: Map<FailingCheck, string> }> {
  const hits: Hit[] = [];
  const flags = new Map<FailingCheck, string>();
  for (const check of checks) {
    const table = temporaryName();
    await request.session.query(
      `CREATE TEMP TABLE ${identifier(table)} AS SELECT ${request.source.position} AS p, ${request.source.file ?? 'NULL::VARCHAR'} AS f FROM ${request.source.positioned} WHERE ${check.predicate}`,
      undefined, request.signal);
    tables.push(table);
    const { rows } = await request.session.table(`SELECT p, f FROM ${identifier(table)} ORDER BY p LIMIT ${request.limit}`, undefined, request.signal);
    hits.push(...hitsOf(rows));
    flags.set(check, `(${request.source.position} IN (SELECT p FROM ${identifier(table)}))`);
  }
  return { hits, flags };
}

async function dropAll(request: RowsRequest, tables: readonly string[]): Promise<void> {
  for (const table of tables) await request.session.query(`DROP TABLE IF EXISTS ${identifier(table)}`);
}

/**
 * Chooses failing rows of a source whose rows can be sought by position (tables, Parquet): positions first, reading only the
 * columns of the predicates, then the chosen rows with all their columns.
 */
export async function seekPositions(request: RowsRequest): Promise<ChosenRows> {
  const { checks, source, limit } = request;
  const tables: string[] = [];
  const release = (): Promise<void> => dropAll(request, tables);
  try {
    const rowChecks = checks.filter((check) => !check.set);
    const frequent = rowChecks.filter((check) => isFrequent(check.failing, limit));
    const rare = rowChecks.filter((check) => !frequent.includes(check));
    const sets = await keepSets(request, checks.filter((check) => check.set), tables);
    const hits = [...await firstOfEach(request, frequent), ...await allOfRare(request, rare), ...sets.hits];
    const positions = [...new Set(hits.map((hit) => hit.position))].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const where = positions.length === 0 ? 'false'
      : `${source.position} BETWEEN ${positions[0]} AND ${positions.at(-1)} AND ${source.position} IN (${positions.join(', ')})`;
    return {
      from: `${source.positioned} WHERE ${where}`,
      flags: checks.map((check) => sets.flags.get(check) ?? check.predicate),
      release,
    };
  } catch (error) {
    await release();
    throw error;
  }
}
