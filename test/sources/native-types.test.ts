import assert from 'node:assert/strict';
import { openSession } from '../../src/engine/duckdb/open-session';
import { fieldTypeOf } from '../../src/engine/sources/native-type';

/** Types without a counterpart in the contract, and families that are told by their parameters. */
const without = new Set(['INTERVAL', 'UNION', 'GEOMETRY', 'VARIANT', 'NULL', 'INVALID', 'ANY', 'TABLE', 'POINTER', 'VALIDITY', 'LAMBDA', 'AGGREGATE_STATE', 'CHAR', 'TYPE', 'LEGACY_AGGREGATE_STATE']);
const made: Readonly<Record<string, string>> = { LIST: 'INTEGER[]', ARRAY: 'INTEGER[3]', STRUCT: 'STRUCT(a INTEGER)', MAP: 'MAP(VARCHAR, INTEGER)', ENUM: "ENUM('a', 'b')", DECIMAL: 'DECIMAL(9,2)' };

describe('native types', () => {
  it('that DuckDB has are all known', async () => {
    const session = await openSession();
    try {
      const rows = await session.query("SELECT DISTINCT logical_type AS t FROM duckdb_types() WHERE database_name = 'system'");
      const types = rows.map((row) => String(row.t)).filter((type) => !without.has(type));
      assert.ok(types.length > 25, types.join(', '));
      const unknown: string[] = [];
      for (const type of types) {
        const [described] = await session.query(`SELECT typeof(CAST(NULL AS ${made[type] ?? type})) AS t`);
        if (fieldTypeOf(String(described?.t)) === 'Unknown' || fieldTypeOf(made[type] ?? type) === 'Unknown') unknown.push(`${type} as ${String(described?.t)}`);
      }
      assert.deepEqual(unknown, []);
    } finally {
      await session.close();
    }
  });
});
