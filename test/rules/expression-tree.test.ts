import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PlumblineError } from '../../src/core/errors';
import type { Expression } from '../../src/core/sql-guard/expression';
import { guardExpression, type ExpressionMode, type GuardedExpression } from '../../src/core/sql-guard/guard';
import { openSession } from '../../src/engine/duckdb/open-session';
import type { Session } from '../../src/engine/sql/session';
import { duckdbDialect } from '../../src/engine/sql/duckdb-dialect';
import { subject, subjectColumns, writtenExpressions } from './written-expressions';

const seed = Number(process.env.PLUMBLINE_SEED ?? 20_260_101);
const numRuns = Number(process.env.PLUMBLINE_CASES ?? 10) * 60;
const guard = (sql: string, mode: ExpressionMode = 'condition'): GuardedExpression =>
  guardExpression(sql, { columns: subjectColumns, mode, variables: {}, now: new Date('2024-05-01T10:00:00Z'), name: 'filter', path: 'filter', dialect: duckdbDialect });

/** The tree without the places where its parts stood, and without what is worked out from its parts. */
function bare(tree: Expression): unknown {
  return JSON.parse(JSON.stringify(tree, (key, value: unknown) => (['start', 'end', 'size', 'weight', 'depth'].includes(key) ? undefined : value)));
}

describe('the tree of user SQL', () => {
  let session: Session;
  before(async () => {
    session = await openSession({ threads: 1 });
    await session.query(subject);
  });
  after(() => session.close());

  /** What an expression gives on each row; the kind of error where the source refuses it. */
  async function results(sql: string): Promise<unknown[] | string> {
    try {
      return (await session.query(`SELECT CAST(TRY(${sql}) AS VARCHAR) AS v FROM t ORDER BY a`)).map((row) => row.v);
    } catch (error) {
      return /(Binder|Conversion|Parser|Out of Range|Invalid Input) Error/.exec(String(error))?.[1] ?? String(error);
    }
  }

  it(`printed for DuckDB gives what DuckDB gives for the text itself (seed ${seed})`, async () => {
    let run = 0;
    await fc.assert(fc.asyncProperty(writtenExpressions, async (sql) => {
      const printed = guard(sql).sql;
      const [wanted, found] = [await results(sql), await results(printed)];
      // Comparisons of comparisons are not in DuckDB's grammar without brackets, but are in ours.
      if (wanted === 'Parser') return;
      assert.deepEqual(found, wanted, `${sql} was printed ${printed}`);
      if (Array.isArray(wanted)) run += 1;
    }), { numRuns, seed });
    assert.ok(run > numRuns / 2, `${run} of ${numRuns} ran`);
  });

  it(`is read again from what it is printed to (seed ${seed})`, () => {
    fc.assert(fc.property(writtenExpressions, (sql) => {
      const first = guard(sql);
      const again = guard(first.sql);
      assert.deepEqual(bare(again.tree), bare(first.tree), first.sql);
      assert.equal(again.sql, first.sql);
    }), { numRuns: numRuns * 5, seed });
  });

  it('knows where each part stood', () => {
    const sql = "a > 1 AND  upper(n) = 'X'";
    const { tree } = guard(sql);
    assert.ok(tree.kind === 'binary' && tree.right.kind === 'binary');
    const text = ({ start, end }: Expression): string => sql.slice(start, end);
    assert.deepEqual([tree, tree.left, tree.right, tree.right.left].map(text), [sql, 'a > 1', "upper(n) = 'X'", 'upper(n)']);
  });

  it('refuses more parts than a source can take, however they are strung together', () => {
    assert.throws(() => guard(`${'a + '.repeat(1_000)}1 > 0`), (error) => PlumblineError.is(error, 'bad-request') && error.problem.reason.includes('nested deeper than 900'));
    assert.equal(guard(Array.from({ length: 1_500 }, (_, at) => `a = ${at}`).join(' OR ')).columns.length, 1);
  });
});
