import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PlumblineError } from '../../src/core/errors';
import { guardExpression } from '../../src/core/sql-guard/guard';
import { openSession } from '../../src/engine/duckdb/open-session';
import type { Session } from '../../src/engine/sql/session';
import { duckdbDialect } from '../../src/engine/sql/duckdb-dialect';

const seed = Number(process.env.PLUMBLINE_SEED ?? Math.floor(Math.random() * 2 ** 31));
const pieces = fc.constantFrom('a', 'b', '"a"', "'x'", "'it''s'", '1', '2.5', '(', ')', ',', '+', '-', '*', '=', '<>', '||', '::', 'INTEGER', 'AND', 'OR', 'NOT', 'IS', 'NULL', 'IN', 'LIKE', 'BETWEEN', 'CASE', 'WHEN',
  'THEN', 'END', 'CAST', 'AS', 'lower(', 'length(', 'coalesce(', 'abs(', 'read_csv(', 'getenv(', 'SELECT', 'FROM', 't', 'UNION', 'EXISTS', ';', '--', '/*', '*/', '$$', '$1', '?', '"', "'", '`', '\\', '\n', '{{v}}', '[1]', '.a', 'now()',
  'DATE', 'INTERVAL', 'DAY', 'sum(', 'OVER', 'FILTER', 'pragma_version()', 'current_setting(', "E'\\''", 'U&', '\u0000', '\u2019', '=>', ':=', '@', '{', '}', 'lambda x:', 'x ->', 'COLLATE', 'ESCAPE',
  '->', '->>', "'$.a'", '[', ']', '&', '|', '<<', '>>', '#', '~', '= ANY (', '<> ALL (', 'LIKE ANY (', 'SIMILAR TO', 'trim(', 'BOTH', 'LEADING', 'position(', 'substring(', 'FOR', 'EXTRACT(', 'YEAR', 'AT TIME ZONE', "'UTC'", 'lpad(', 'ARRAY[', 't.a',
  'INTERVAL 1', 'json_extract(', 'to_date(', "'YYYY'", 'dateadd(', 'date_diff(', 'row(', '-- x\n', '/* x */');

/** Kinds of nodes in DuckDB's own parse that an accepted expression may consist of. */
const harmless = new Set(['COLUMN_REF', 'CONSTANT', 'COMPARISON', 'CONJUNCTION', 'OPERATOR', 'FUNCTION', 'CAST', 'CASE', 'BETWEEN']);

function classesOf(node: unknown, found: Set<string>): Set<string> {
  if (Array.isArray(node)) for (const item of node) classesOf(item, found);
  else if (node !== null && typeof node === 'object') {
    for (const [key, value] of Object.entries(node)) {
      if (key === 'class' && typeof value === 'string') found.add(value);
      classesOf(value, found);
    }
  }
  return found;
}

describe('what the guard lets through', () => {
  let session: Session;
  before(async () => {
    session = await openSession({ threads: 1 });
  });
  after(() => session.close());

  it(`is one expression without sub-queries, by the source's own parser (seed ${seed})`, async () => {
    let taken = 0;
    await fc.assert(fc.asyncProperty(fc.array(pieces, { minLength: 1, maxLength: 9 }).map((all) => all.join(' ')), async (sql) => {
      let guarded: string;
      try {
        guarded = guardExpression(sql, {
          columns: [{ name: 'a', type: 'Integral' }, { name: 'b', type: 'String' }], container: 't', mode: 'value', variables: { v: "'); DROP TABLE t; --" }, now: new Date(0), name: 'filter', path: 'filter', dialect: duckdbDialect,
        }).sql;
      } catch (error) {
        assert.ok(PlumblineError.is(error, 'bad-request'), `${sql}: ${String(error)}`);
        assert.ok((error.problem.place?.column ?? 0) >= 1 && (error.problem.place?.line ?? 0) >= 1);
        return;
      }
      taken += 1;
      const [row] = await session.query(`SELECT json_serialize_sql(${duckdbDialect.text(`SELECT ${guarded} FROM t`)}) AS parsed`);
      const parsed = JSON.parse(String(row!.parsed)) as { error: boolean; error_message?: string; statements?: { node: { select_list: unknown[] } }[] };
      assert.equal(parsed.error, false, `${sql} became ${guarded}: ${parsed.error_message}`);
      assert.equal(parsed.statements?.length, 1);
      assert.equal(parsed.statements[0]!.node.select_list.length, 1, guarded);
      const odd = [...classesOf(parsed.statements[0]!.node.select_list, new Set())].filter((name) => !harmless.has(name));
      assert.deepEqual(odd, [], guarded);
    }), { numRuns: Number(process.env.PLUMBLINE_CASES ?? 60) * 100, seed });
    assert.ok(taken > 50, `${taken} expressions were taken`);
  });
});
