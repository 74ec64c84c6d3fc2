import assert from 'node:assert/strict';
import { compileCheck } from '../../src/core/rules/compile';
import type { RuleColumn } from '../../src/core/rules/meaning';
import { openSession } from '../../src/engine/duckdb/open-session';
import type { Session } from '../../src/engine/sql/session';
import { duckdbDialect } from '../../src/engine/sql/duckdb-dialect';
import { cornerCases } from './corner-cases';
import { runNaively } from './naive-executor';

const now = new Date('2022-01-10T12:00:00Z');

function typeOf(nativeType: string): RuleColumn['type'] {
  if (nativeType.endsWith('[]')) return 'Array';
  if (/^(BIGINT|INTEGER|HUGEINT)$/.test(nativeType)) return 'Integral';
  if (/^(DOUBLE|DECIMAL)/.test(nativeType)) return 'Fractional';
  return nativeType === 'DATE' ? 'Date' : nativeType.startsWith('TIMESTAMP') ? 'Timestamp' : 'String';
}

describe('corners of the data', () => {
  let session: Session;
  before(async () => {
    session = await openSession({ threads: 1 });
    // A zone far from UTC: nothing may depend on it.
    await session.query("SET TimeZone = 'Pacific/Auckland'");
  });
  after(() => session.close());

  for (const example of cornerCases) {
    it(`${example.rule}: ${example.corner}`, async () => {
      const fill = (name: string, rows: readonly string[]): string => `CREATE OR REPLACE TABLE ${name} (${example.columns}, "id" INTEGER);`
        + rows.map((row, index) => `INSERT INTO ${name} VALUES (${row}, ${index + 1});`).join('');
      await session.query(fill('corner', example.rows) + fill('other', example.other ?? []));
      const described = await session.query('SELECT column_name, column_type FROM (DESCRIBE corner)');
      const columns = described.map((row): RuleColumn => ({ name: String(row.column_name), nativeType: String(row.column_type), type: typeOf(String(row.column_type)) })).filter(({ name }) => name !== 'id');
      const { check, problem } = compileCheck({ id: 1, rule: example.rule, fields: example.fields, properties: example.properties ?? {}, filter: null, coverage: null }, {
        columns, dialect: duckdbDialect, now, modified: new Date('2022-01-10T11:00:00Z'), partition: null, variables: {},
        reference: () => ({ from: 'other', columns }), history: () => [],
      });
      if (example.rule === 'userDefinedFunction') return assert.equal(problem?.code, 'unsupported');
      assert.ok(check, JSON.stringify(problem));
      const result = await runNaively(session, check, 'corner');
      if (typeof example.breaks === 'boolean') assert.equal(result.holds, example.breaks);
      else assert.deepEqual(result.ids, example.breaks);
    });
  }
});
