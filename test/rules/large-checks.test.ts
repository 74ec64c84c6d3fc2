import assert from 'node:assert/strict';
import { compileCheck } from '../../src/core/rules/compile';
import type { RuleColumn } from '../../src/core/rules/meaning';
import { openSession } from '../../src/engine/duckdb/open-session';
import type { Session } from '../../src/engine/sql/session';
import { duckdbDialect } from '../../src/engine/sql/duckdb-dialect';
import { runNaively, type NaiveResult } from './naive-executor';

describe('checks with much in them', () => {
  let session: Session;
  const columns: readonly RuleColumn[] = [
    { name: 'n', type: 'Integral', nativeType: 'BIGINT' }, { name: 't', type: 'String', nativeType: 'VARCHAR' }, { name: 'd', type: 'Fractional', nativeType: 'DOUBLE' },
  ];
  before(async () => {
    session = await openSession({ threads: 2 });
    await session.query("CREATE TABLE big AS SELECT i AS n, 'Company number ' || i AS t, i / 2.0 AS d, i AS id FROM range(12000) AS r(i)");
  });
  after(() => session.close());

  const run = async (rule: string, fields: string[], properties: Record<string, unknown>, table = 'big'): Promise<NaiveResult> => {
    const { check, problem } = compileCheck({ id: 1, rule, fields, properties, filter: null, coverage: null }, {
      columns, dialect: duckdbDialect, now: new Date(), modified: null, partition: null, variables: {}, reference: () => ({ from: 'big', columns }), history: () => [],
    });
    assert.ok(check, JSON.stringify(problem));
    return runNaively(session, check, table);
  };

  it('takes lists of 3000 values', async () => {
    const list = Array.from({ length: 3000 }, (_, i) => i);
    assert.equal((await run('expectedValues', ['n'], { list })).failing, 9000);
    assert.equal((await run('expectedValues', ['d'], { list })).failing, 9000);
    assert.equal((await run('expectedValues', ['t'], { list: list.map((i) => `Company number ${i}`) })).failing, 9000);
    const required = await run('requiredValues', ['n'], { list: list.map((i) => i + 10_000) });
    assert.deepEqual([required.holds, required.found.count], [false, '1000']);
    assert.ok((required.found.missing ?? '').length < 400);
  });

  it('reads numbers in every way of writing them', async () => {
    for (const value of ['+5', '5.', '.5e1', '5E0', ' 5 ', 5]) {
      assert.equal((await run('lessThan', ['d'], { value })).failing, 12_000 - 10, String(value));
      assert.equal((await run('equalTo', ['n'], { value })).failing, 11_999, String(value));
    }
    assert.equal((await run('expectedValues', ['d'], { list: ['1e400', '+5', '5.'] })).failing, 11_999);
  });

  it('compares the names of 1500 entities with each other within seconds', async () => {
    await session.query("CREATE TABLE names AS SELECT CASE WHEN i = 700 THEN 'Compnay number 701' ELSE t END AS t, id FROM (SELECT *, n AS i FROM big LIMIT 1500)");
    const started = Date.now();
    const { ids } = await run('entityResolution', ['t'], { pair_homophones: false, spelling_similarity_threshold: 0.94 }, 'names');
    assert.ok(ids?.includes(700) && ids.includes(701));
    assert.ok(Date.now() - started < 30_000);
  });

  it('finds a changed row among 12000 by its id, within a tolerance', async () => {
    await session.query('CREATE TABLE copy AS SELECT * REPLACE (CASE WHEN n = 77 THEN d + 0.2 WHEN n = 78 THEN d + 0.01 ELSE d END AS d) FROM big');
    const result = await run('dataDiff', ['n', 'd'], { ref_container_id: 1, id_field_names: ['n'], numeric_comparator: { epsilon: 0.1 } }, 'copy');
    assert.deepEqual([result.failing, result.ids], [1, [77]]);
  });
});
