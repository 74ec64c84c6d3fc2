import type { Session } from '../../src/engine/sql/session';
import type { CompiledCheck } from '../../src/core/rules/compiled';
import type { RowMeaning, Stat } from '../../src/core/rules/meaning';

/** What one check says when its meaning is run as plainly as can be, a statement or two a check. */
export interface NaiveResult {
  readonly rows: number;
  readonly holds: boolean;
  readonly failing: number | null;
  /** Values of `id` of the rows to show, null where the meaning names none. */
  readonly ids: readonly number[] | null;
  readonly found: Readonly<Record<string, string | null>>;
  /** Recorded numbers. */
  readonly captured: Readonly<Record<string, number | null>>;
}

const statSql = (quote: (name: string) => string) => (stat: Stat): string => {
  const column = quote(stat.column);
  return { rows: 'count(*)', nulls: `(count(*) - count(${column}))`, min: `min(${column})`, max: `max(${column})`,
    minBytes: `min(strlen(${column}))`, maxBytes: `max(strlen(${column}))` }[stat.kind];
};

async function failingIds(session: Session, fails: string, source: string): Promise<number[]> {
  return (await session.query(`SELECT "id" FROM ${source} AS t WHERE ${fails} ORDER BY "id"`)).map((row) => Number(row.id));
}

/** Proofs and the domain promise things about `fails`; both are tried on the same data. */
export async function checkPromises(session: Session, meaning: RowMeaning, source: string, failing: number, quote: (name: string) => string): Promise<string | null> {
  for (const proof of meaning.proofs) {
    const [row] = await session.query(`SELECT ${proof.holds(statSql(quote))} AS clean FROM ${source} AS t`);
    if (row?.clean === true && failing > 0) return 'a proof says clean where rows fail';
  }
  if (meaning.domain !== null) {
    const column = quote(meaning.domain);
    const [row] = await session.query(`SELECT coalesce(sum(n), 0)::INTEGER AS n FROM (SELECT ${column}, count(*) AS n FROM ${source} AS t GROUP BY ${column}) AS d WHERE ${meaning.fails}`);
    if (row?.n !== failing) return `the distinct values give ${String(row?.n)} failing rows`;
  }
  return null;
}

export async function runNaively(session: Session, check: CompiledCheck, table: string): Promise<NaiveResult> {
  const source = check.filter === null ? table : `(SELECT * FROM ${table} WHERE ${check.filter})`;
  const { meaning } = check;
  const captures = Object.entries(meaning.captures ?? {}).map(([key, sql], index) => ({ key, sql: `${sql} AS capture${index}` }));
  const [counted] = await session.query(`SELECT ${['count(*)::INTEGER AS n', ...captures.map((one) => one.sql)].join(', ')} FROM ${source} AS t`);
  const captured = Object.fromEntries(captures.map(({ key }, index) => [key, counted![`capture${index}`] as number | null]));
  const base = { rows: Number(counted!.n), found: {}, captured };
  switch (meaning.kind) {
    case 'row': case 'set': {
      const ids = await failingIds(session, meaning.kind === 'row' ? meaning.fails : meaning.fails(source), source);
      return { ...base, holds: ids.length === 0, failing: ids.length, ids };
    }
    case 'keys': {
      const [row] = await session.query(`SELECT (${meaning.failing})::INTEGER AS n FROM ${source} AS t`);
      return { ...base, holds: row!.n === 0, failing: Number(row!.n), ids: await failingIds(session, meaning.fails(source), source) };
    }
    case 'aggregate': {
      const found = Object.entries(meaning.found);
      const [row] = await session.query(`SELECT ${meaning.holds} AS holds${found.map(([, sql], index) => `, ${sql} AS found${index}`).join('')} FROM ${source} AS t`);
      return { ...base, holds: row!.holds !== false, failing: null, ids: null, found: Object.fromEntries(found.map(([key], index) => [key, row![`found${index}`] as string | null])) };
    }
    case 'query': {
      const [row] = await session.query(meaning.statement(source));
      const ids = meaning.fails ? await failingIds(session, meaning.fails(source), source) : null;
      return {
        ...base, holds: row!.holds !== false, failing: row!.failing === null ? null : Number(row!.failing), ids,
        found: Object.fromEntries(meaning.found.map((key) => [key, row![key] as string | null])),
      };
    }
    case 'catalogue': return { ...base, holds: meaning.holds, failing: null, ids: null, found: meaning.found };
  }
}
