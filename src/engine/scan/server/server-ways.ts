import type { CompiledCheck } from '../../../core/rules/compiled';
import type { SourceRecord } from '../../../core/api/schemas/anomaly';
import type { Column, Relation } from '../../sources/relation';
import { identifier } from '../../sql/quote';
import type { SqlValue } from '../../sql/values';
import { cellOf } from '../cell';
import { markedFields, type FailingCheck } from '../failing-predicate';
import { hint } from '../hint';
import { distinctIdentities, keyIdentity, valuesIdentity } from '../row-identity';
import { bounded, freeName, type RowBound, type ScanSource } from '../scan-source';
import type { ProofRequest, RowsRequest, ScanWays } from '../scan-ways';

/** Rows that are fetched at a time while failing rows are looked for. */
const batch = 500;
/** Longest text of a cell, and one more that shows that it was cut. */
const cut = (sql: string): string => `left(${sql}, 1001)`;

function rows(relation: Relation, bound: RowBound): ScanSource {
  const position = identifier(freeName('plumbline_position', relation.columns.map((column) => column.name)));
  const raw = relation.raw ?? { from: relation.from, list: '*' };
  const numbered = `(SELECT ${raw.list}, ${relation.place ?? 'CAST(NULL AS text)'} AS ${position} FROM ${raw.from} AS placed)`;
  return { from: bounded(relation.from, bound), positioned: bounded(numbered, bound), numbered, position, file: null, seekable: false, runningPosition: false };
}

function cell(column: Column): string {
  const name = identifier(column.name);
  switch (column.type) {
    case 'Integral': case 'Fractional': case 'Boolean': return name;
    case 'Array': case 'Struct': case 'MapType': return cut(`CAST(to_json(${name}) AS text)`);
    case 'Binary': return cut(`upper(encode(${name}, 'hex'))`);
    case 'String': case 'Date': case 'Time': case 'Timestamp': case 'Unknown': return cut(`CAST(${name} AS text)`);
  }
}

/** What columns that the server lets hold no null prove: it enforces that, so it is no guess. */
async function proven({ session, signal, relation, checks }: ProofRequest): Promise<ReadonlySet<number>> {
  const notNull = new Set(relation.notNull ?? []);
  const sure = checks.flatMap((check: CompiledCheck) => (check.meaning.kind === 'row' ? check.meaning.proofs : [])
    .filter(({ stats }) => stats.length > 0 && stats.every(({ kind, column }) => kind === 'nulls' && notNull.has(column)))
    .map((proof) => ({ id: check.id, sql: proof.holds(() => '0') })));
  if (sure.length === 0) return new Set();
  return hint(async () => {
    const { rows: [row = []] } = await session.table(`SELECT ${sure.map(({ sql }, i) => `(${sql}) AS p${i}`).join(', ')}`, undefined, signal);
    return new Set(sure.filter((_, i) => row[i] === true).map(({ id }) => id));
  }, new Set());
}

interface Found { readonly place: string | null; readonly values: SourceRecord['values']; readonly broken: readonly CompiledCheck[] }

/** Reads rows that break at least one of `wanted` in the table's order, until each of them has enough; rows tell of all checks. */
async function read(request: RowsRequest, wanted: readonly FailingCheck[], take: (row: Found) => void): Promise<void> {
  const { session, signal, relation, source, checks, limit } = request;
  const list = [source.position, ...relation.columns.map(cell), ...checks.map(({ predicate }) => `coalesce(${predicate}, FALSE)`)];
  // A cursor keeps the order of the table, and stops where there is enough.
  await session.query(`DECLARE plumbline_rows NO SCROLL CURSOR FOR SELECT ${list.map((sql, i) => `${sql} AS c${i}`).join(', ')} FROM ${source.positioned} AS scanned `
    + `WHERE ${wanted.map(({ predicate }) => predicate).join('\n  OR ')}`, undefined, signal);
  const counts = new Map(wanted.map(({ check }) => [check.id, 0]));
  // Of repeated keys the surplus was counted, and all rows are shown.
  const enough = ({ check, failing }: FailingCheck): boolean =>
    (counts.get(check.id) ?? 0) >= (check.meaning.kind === 'keys' ? limit : Math.min(limit, failing ?? limit));
  const toFound = (row: readonly SqlValue[]): Found => ({
    place: row[0] === null || row[0] === undefined ? null : String(row[0]),
    values: Object.fromEntries(relation.columns.map((column, i) => [column.name, cellOf(row[1 + i] ?? null)])),
    broken: checks.filter((_, i) => row[1 + relation.columns.length + i] === true).map(({ check }) => check),
  });
  try {
    for (;;) {
      const { rows: fetched } = await session.table(`FETCH ${batch} FROM plumbline_rows`, undefined, signal);
      for (const row of fetched) {
        const found = toFound(row);
        if (!wanted.some((one) => !enough(one) && found.broken.includes(one.check))) continue;
        for (const { id } of found.broken) counts.set(id, (counts.get(id) ?? 0) + 1);
        take(found);
      }
      if (fetched.length < batch || wanted.every(enough)) break;
    }
  } finally {
    // One that failed was closed by the server.
    await session.query('CLOSE plumbline_rows').catch(() => undefined);
  }
}

/**
 * The first `limit` rows that break each check. Checks that each row decides share one reading; one that looks at other rows
 * has its own, where the server can join instead of looking up each row. Rows without a place are all read at once, since
 * they could not be told apart.
 */
async function failingRows(request: RowsRequest): Promise<SourceRecord[]> {
  const { relation, checks, limit } = request;
  if (checks.length === 0 || limit <= 0) return [];
  const one = relation.place === null ? checks : checks.filter((check) => !check.set);
  const groups = [one, ...checks.filter((check) => !one.includes(check)).map((check) => [check])].filter((group) => group.length > 0);
  const found = new Map<string, Found>();
  for (const group of groups) {
    await read(request, group, (row) => { found.set(row.place ?? `#${found.size}`, row); });
  }
  return distinctIdentities([...found.values()].map(({ place, values, broken }): SourceRecord => ({
    row_id: relation.keyFields.length > 0 ? keyIdentity(relation.keyFields, values) : place ?? valuesIdentity(values),
    values, failed_checks: broken.map((check) => check.id), fields: [...new Set(broken.flatMap(markedFields))],
  })));
}

/** How tables of a server are scanned: all is counted there, in a transaction that only reads, without tables of the engine's own. */
export const serverWays: ScanWays = {
  rows,
  cell,
  cheaper: (check) => check,
  keepRows: () => Promise.resolve(null),
  proven,
  failingRows,
  explain: () => ({ keeps: false, statements: [] }),
};
