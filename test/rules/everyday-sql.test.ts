import assert from 'node:assert/strict';
import { PlumblineError } from '../../src/core/errors';
import { guardExpression, type ExpressionMode } from '../../src/core/sql-guard/guard';
import { openSession } from '../../src/engine/duckdb/open-session';
import { duckdbDialect } from '../../src/engine/sql/duckdb-dialect';
import type { Session } from '../../src/engine/sql/session';
import { everydayAggregates, everydaySql, orderColumns, orders, refusedSql } from './everyday-sql';

const guard = (sql: string, mode: ExpressionMode): string => guardExpression(sql, {
  columns: orderColumns, container: 'orders', mode, variables: {}, now: new Date('2024-05-02T00:00:00Z'), name: 'filter', path: 'filter', dialect: duckdbDialect,
}).sql;

describe('the SQL that people write every day', () => {
  let session: Session;
  before(async () => {
    session = await openSession({ threads: 1 });
    await session.query(orders);
  });
  after(() => session.close());

  const tried = [...everydaySql.map(([sql, gives]) => ({ sql, gives, mode: 'value' as const })), ...everydayAggregates.map(([sql, gives]) => ({ sql, gives, mode: 'aggregate' as const }))];
  for (const { sql, gives, mode } of tried) {
    it(`understands ${sql.replace(/\s+/g, ' ')}`, async () => {
      const printed = guard(sql, mode);
      const [row] = await session.query(`SELECT CAST(${printed} AS VARCHAR) AS v FROM orders`);
      assert.equal(row!.v, gives, printed);
      assert.equal(guard(printed, mode), printed);
    });
  }

  for (const [sql, column, reason] of refusedSql) {
    it(`refuses ${sql} and says why`, () => {
      assert.throws(() => guard(sql, 'condition'), (error) => {
        assert.ok(PlumblineError.is(error, 'bad-request'));
        assert.match(error.problem.reason, reason);
        assert.equal(error.problem.place?.column, column, error.problem.reason);
        return true;
      });
    });
  }
});
