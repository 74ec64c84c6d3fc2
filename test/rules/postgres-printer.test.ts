import assert from 'node:assert/strict';
import fc from 'fast-check';
import pg from 'pg';
import { PlumblineError } from '../../src/core/errors';
import { aggregateFunctions } from '../../src/core/sql-guard/functions';
import { guardExpression, type ExpressionMode } from '../../src/core/sql-guard/guard';
import { postgresAggregates } from '../../src/core/sql-guard/postgres/aggregates';
import { openSession } from '../../src/engine/duckdb/open-session';
import { duckdbDialect } from '../../src/engine/sql/duckdb-dialect';
import { postgresDialect } from '../../src/engine/sql/postgres-dialect';
import type { Session } from '../../src/engine/sql/session';
import { noPostgres, startPostgres, type TestServer } from '../support/postgres';
import { everydayAggregates, everydaySql, orderColumns, orders } from './everyday-sql';
import { generatedRows } from './generated-rows';
import { subjectColumns, writtenExpressions } from './written-expressions';

const seed = Number(process.env.PLUMBLINE_SEED ?? 20_260_102);
const numRuns = Number(process.env.PLUMBLINE_CASES ?? 10) * 40;
type Columns = Parameters<typeof guardExpression>[1]['columns'];

function printed(sql: string, columns: Columns, mode: ExpressionMode = 'value'): string {
  return guardExpression(sql, {
    columns, container: 'orders', mode, variables: {}, now: new Date('2024-05-02T00:00:00Z'), name: 'filter', path: 'filter', dialect: postgresDialect,
  }).sql;
}

/** The SQL, or null where PostgreSQL cannot compute the expression as it is meant. */
function printable(sql: string, columns: Columns, mode: ExpressionMode = 'value'): string | null {
  try {
    return printed(sql, columns, mode);
  } catch (error) {
    assert.ok(PlumblineError.is(error, 'bad-request') && /cannot be computed by a PostgreSQL server/.test(error.problem.reason), `${sql}: ${String(error)}`);
    return null;
  }
}

describe('user SQL printed for PostgreSQL', () => {
  const texts: readonly (readonly [sql: string, wanted: string])[] = [
    ['id / 2', '(CAST("id" AS double precision) / CAST(2 AS double precision))'], ['id // 2', 'div(CAST("id" AS numeric), nullif(CAST(2 AS numeric), 0))'],
    ['id % 2', 'mod(CAST("id" AS numeric), nullif(CAST(2 AS numeric), 0))'], ['id + quantity', '(CAST("id" AS numeric) + CAST("quantity" AS numeric))'], ["status < 'b'", `(("status" COLLATE "C") < 'b')`],
    ["status LIKE 'a\\%'", `(("status" COLLATE "C") LIKE 'a\\%' ESCAPE '')`], ["status = 'it''s'", `(("status" COLLATE "C") = 'it''s')`], ["regexp_matches(code, '\\d')", `(("code" COLLATE "C") ~ '***:[0-9]')`],
    ["code SIMILAR TO 'a%'", `(("code" COLLATE "C") ~ '***:^(?:a[\\u0001-\\U0010ffff]*)$')`], ["payload -> 'a' ->> 'b'", `(CAST((CAST("payload" AS json) #> ARRAY['a']::text[]) AS json) #>> ARRAY['b']::text[])`],
    ['shipped + 1', '("shipped" + CAST(1 AS integer))'], ['round(amount, 1)', 'round(CAST("amount" AS numeric), 1)'], ["strftime(ordered_at, '%d.%m.%Y')", `to_char("ordered_at", 'DD"."MM"."YYYY')`],
  ];
  for (const [sql, wanted] of texts) it(`writes ${sql}`, () => assert.equal(printed(sql, orderColumns), wanted));

  it('computes a part that it needs several times once', () => {
    const nested = (times: number): string => (times === 0 ? 'discount' : `(amount / (${nested(times - 1)} + 1.5))`);
    assert.ok(printed(`${nested(30)} > 0`, orderColumns).length < 30_000);
  });

  it('takes fields with blanks at their end, or a collation of their own, as plain texts', () => {
    assert.equal(printed("c = 'a'", [{ name: 'c', type: 'String', nativeType: 'character(3)' }]), `((CAST("c" AS text) COLLATE "C") = 'a')`);
  });

  const refused: readonly (readonly [sql: string, column: number])[] = [
    ['discount % 2', 1], ['discount // 2', 1], ["'x' || discount", 8], ["regexp_matches(code, '\\CA')", 22], ["born = DATE 'now'".replace('born', 'shipped'), 11], ["email ILIKE 'é%'", 13], ["regexp_matches(code, status)", 22], ["regexp_replace(code, 'a|b', '')", 22], ['hash(code)', 1], ['flags << quantity', 10],
    ["regexp_matches(code, 'a{300}')", 22], ['address.city', 1], ['tags[quantity]', 6], ["strptime(due, '%d')", 1], ['round(discount, 2)', 7], ["date_diff('week', shipped, ordered_at)", 11], ["raw::json ->> 'a'", 1],
  ];
  for (const [sql, column] of refused) {
    it(`says where it cannot compute ${sql} as it is meant`, () => {
      assert.throws(() => printed(sql, orderColumns), (error) => PlumblineError.is(error, 'bad-request') && error.problem.reason.includes('cannot be computed by a PostgreSQL server') && error.problem.place?.column === column);
    });
  }
});

it('PostgreSQL\'s aggregates are those that its printer knows', () => {
  const known = [...aggregateFunctions].filter(([name, { parameters }]) => printable(`${name}(${parameters.map((type) => (type === 'boolean' ? 'paid' : 'quantity')).join(', ')})`, orderColumns, 'aggregate') !== null);
  assert.deepEqual(known.map(([name]) => name).sort(), [...postgresAggregates].sort());
});

/** Both sources' text of a value, where they spell the same value in two ways. */
function spelt(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.replace(/^\{(.*)\}$/s, '[$1]').replace(/\bmons?\b/, 'month');
  return text.trim() !== '' && Number.isFinite(Number(text)) ? String(Number(Number(text).toPrecision(14))) : text.toLowerCase().replace(/^(-?)inf$/, '$1infinity');
}

type Answer = { readonly rows: readonly (readonly unknown[])[] } | { readonly error: string };

(noPostgres ? describe.skip : describe)(`user SQL on a real PostgreSQL${noPostgres ? ` (${noPostgres})` : ''}`, () => {
  let server: TestServer;
  let client: pg.Client;
  let session: Session;
  before(async function () {
    this.timeout(120_000);
    [server, session] = await Promise.all([startPostgres(), openSession({ threads: 1 })]);
    client = new pg.Client({ host: server.host, port: server.port, user: 'plumb', database: 'postgres' });
    await client.connect();
    await client.query("SET timezone = 'UTC'");
    await session.query(orders);
    const columns = orderColumns.filter(({ name }) => name !== 'address').map(({ name, nativeType }) => `${name} ${nativeType.replace('DOUBLE', 'double precision').replace(/^VARCHAR/, 'text')}`);
    const row = orders.slice(orders.indexOf('INSERT')).replace(/, \{'city'.*$/s, ')').replace(/\[('new'|3)/g, 'ARRAY[$1');
    const rows = generatedRows(seed, 60);
    for (const statement of rows.duckdb) await session.query(statement);
    const answers = await run([`CREATE TABLE orders (${columns.join(', ')})`, row, ...rows.postgres]);
    assert.deepEqual(answers.filter((answer) => 'error' in answer), []);
  });
  after(async () => {
    await client?.end();
    await server?.stop();
    await session?.close();
  });

  /** Runs statements one after another, whether the one before failed or not. */
  async function run(statements: readonly string[]): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (const text of statements) {
      answers.push(await client.query({ text, rowMode: 'array' }).then(({ rows }) => ({ rows: rows as unknown[][] }), (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) })));
    }
    return answers;
  }

  it('gives for everyday SQL what it gives on files', async () => {
    const asked = [...everydaySql.map(([sql, gives]) => ({ sql, gives, mode: 'value' as const })), ...everydayAggregates.map(([sql, gives]) => ({ sql, gives, mode: 'aggregate' as const }))]
      .flatMap((one) => {
        const sql = printable(one.sql, orderColumns, one.mode);
        return sql === null ? [] : [{ ...one, printed: sql }];
      });
    const answers = await run(asked.map((one) => `SELECT CAST((${one.printed}) AS text) FROM orders`));
    const found = asked.map(({ sql }, index) => [sql, cell(answers[index]!)]);
    assert.deepEqual(found.map(([sql, value]) => [sql, spelt(value)]), asked.map(({ sql, gives }) => [sql, spelt(gives)]));
    assert.ok(asked.length > 185, `${asked.length} can be computed`);
  }).timeout(60_000);

  it('casts texts that are numbers, moments or truths, and gives null for all others', async () => {
    const written = ['12', ' 12 ', '-1.5', '+7', '1e3', '1e999', '-1e-999', '99999999999999999999', '1.', '.5', '', 'x', '1 2', '0x1F', '2024-02-29', '2023-02-29', '2024-13-01', '0000-01-01', '2024-01-31 23:59:59.5', '2024-01-31 25:00', 'true', 'T', 'no', '1', 'maybe'];
    const casts = ['BIGINT', 'TINYINT', 'DECIMAL(6, 2)', 'DOUBLE', 'FLOAT', 'DATE', 'TIMESTAMP', 'BOOLEAN'];
    // Spellings that only files take: what else is a number or moment there is null here.
    const own = new Set(['0x1F', '1e999', '-1e-999', '0000-01-01', '2024-01-31 25:00']);
    for (const cast of casts) {
      const sql = (value: string): string => `CAST('${value}' AS ${cast})`;
      const answers = await run(written.map((value) => `SELECT CAST((${printed(sql(value), orderColumns)}) AS text)`));
      const wanted = await Promise.all(written.map(async (value) => spelt((await session.query(`SELECT CAST(TRY_${sql(value)} AS VARCHAR) AS v`))[0]!.v)));
      const found = answers.map((answer) => spelt(cell(answer)));
      assert.deepEqual(found.filter((_, at) => !own.has(written[at]!)), wanted.filter((_, at) => !own.has(written[at]!)), cast);
      assert.ok([...own].every((value) => found[written.indexOf(value)] === null || found[written.indexOf(value)] === wanted[written.indexOf(value)]), cast);
    }
  }).timeout(60_000);

  const cell = (answer: Answer): unknown => ('error' in answer ? answer.error : answer.rows[0]?.[0]);

  it(`gives the same on generated rows for generated expressions (seed ${seed})`, async () => {
    const cases: { sql: string; printed: string; wanted: unknown[] }[] = [];
    for (const sql of fc.sample(writtenExpressions, { seed, numRuns })) {
      const wanted = await onFiles(sql);
      const made = wanted && printable(sql, subjectColumns);
      if (made) cases.push({ sql, printed: made, wanted });
    }
    const answers = await run(cases.map((one) => `SELECT CAST((${one.printed}) AS text) FROM t ORDER BY k`));
    const odd = cases.flatMap(({ sql, printed: text, wanted }, index) => {
      const answer = answers[index]!;
      const found = 'error' in answer ? answer.error : answer.rows.map(([value]) => value);
      // PostgreSQL compares fewer types with each other; it says so before it reads a row.
      if (typeof found === 'string' && /operator does not exist|cannot be matched|could not determine|is not unique|invalid input syntax for type boolean|function .* does not exist/.test(found)) return [];
      const differs = Array.isArray(found) ? found.findIndex((value, row) => value !== wanted[row]) : 0;
      return differs < 0 ? [] : [{ sql, text, row: differs, found: Array.isArray(found) ? found[differs] : found, wanted: wanted[differs] }];
    });
    assert.deepEqual(odd.slice(0, 5), []);
    assert.ok(cases.length > numRuns / 3, `${cases.length} of ${numRuns} were compared`);
  }).timeout(120_000);

  /** What the expression gives on DuckDB; null where a row cannot be computed there, of which PostgreSQL may know more. */
  async function onFiles(sql: string): Promise<unknown[] | null> {
    const text = guardExpression(sql, { columns: subjectColumns, mode: 'value', variables: {}, now: new Date(0), name: 'filter', path: 'filter', dialect: duckdbDialect }).sql;
    try {
      return (await session.query(`SELECT CAST(${text} AS VARCHAR) AS v FROM t ORDER BY k`)).map((row) => row.v);
    } catch {
      return null;
    }
  }
});
