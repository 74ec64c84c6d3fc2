import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { openSession } from '../../src/engine/duckdb/open-session';
import type { Session } from '../../src/engine/sql/session';
import { exactRows } from '../../src/engine/sources/exact-rows';
import { literalList } from '../../src/engine/sql/quote';
import type { Relation } from '../../src/engine/sources/relation';
import { scanContainer } from '../../src/engine/scan/scan-container';
import { allOracles } from '../rules/oracle/all';
import type { RuleOracle } from '../rules/oracle/oracle';
import { makeFooterLie } from './lying-footer';
import { columnsOf, expectedOf, now, seed, tablesOf, trialsOf, type Trial } from '../rules/trials';

/** Rules that ask about files, of which a table has none. */
const aboutFiles = new Set(['minPartitionSize', 'maxPartitionSize', 'volumetric', 'freshness']);

let lies = 0;

/** The same rows as a view, as one Parquet file and as two; what the footers say of the values is wrong wherever it can be. */
async function relationsOf(session: Session, trial: Trial, folder: string): Promise<Relation[]> {
  const { world, modified } = trial;
  const base = { columns: columnsOf(world), rows: null, keyFields: [], modified };
  const files = [0, 1].map((part) => path.join(folder, `${part}.parquet`));
  for (const [part, file] of files.entries()) {
    await session.query(`COPY (SELECT * FROM world WHERE (id <= ${Math.floor(world.rows.length / 2)}) = ${part === 0} ORDER BY id) TO '${file}'`);
  }
  const from = `read_parquet(${literalList(files)})`;
  const kept = await session.query(`SELECT string_agg(column_type, ',') AS t FROM (DESCRIBE SELECT * FROM ${from})`);
  const view: Relation = { ...base, kind: 'view', from: '(SELECT * FROM world)' };
  // Parquet has not all of DuckDB's types; a world of others is read as a view only.
  if (kept[0]?.t !== base.columns.map((column) => column.nativeType).join(',')) return [view];
  const whole = path.join(folder, 'whole.parquet');
  await session.query(`COPY (SELECT * FROM world ORDER BY id) TO '${whole}'`);
  lies += await makeFooterLie(session, whole);
  for (const file of files) await makeFooterLie(session, file);
  const parquet = (paths: string[]): Relation => ({ ...base, kind: 'parquet', ...exactRows('parquet', `read_parquet(${literalList(paths)})`, base.columns), files: paths });
  return [view, parquet([whole]), parquet(files)];
}

async function compare(session: Session, oracle: RuleOracle, trial: Trial, folder: string): Promise<string[]> {
  await session.query(tablesOf(trial));
  const relations = await relationsOf(session, trial, folder);
  for (const relation of relations) {
    const scan = await scanContainer({
      session, relation, rowLimit: 1000, bound: null, maxRecords: -1, now, variables: {}, signal: new AbortController().signal, onProgress: () => undefined,
      checks: trial.checks.map(({ check, filter }, index) => ({ id: index + 1, rule: oracle.rule, ...check, filter: filter.sql, coverage: null })),
      reference: async () => ({ from: 'reference', kind: 'table', columns: trial.reference.columns, rows: null, keyFields: [], modified: null }),
      history: async () => trial.history,
    });
    for (const [at, { check, filter }] of trial.checks.entries()) {
      const outcome = scan.outcomes[at];
      const expected = expectedOf(oracle, trial, at, null);
      const about = `${relation.kind}: ${oracle.rule} ${JSON.stringify(check)} with filter ${filter.sql}`;
      assert.equal(outcome?.result, expected.holds ? 'passed' : 'failed', `${about}: ${JSON.stringify(outcome?.problem ?? '')}`);
      if (expected.count !== null) assert.equal(outcome.failing, expected.count, about);
      if (expected.ids === null || expected.holds) continue;
      const shown = scan.failingRows.filter((row) => row.failed_checks.includes(at + 1)).map((row) => Number(row.values.id)).sort((a, b) => a - b);
      assert.deepEqual(shown, expected.ids, about);
    }
  }
  return relations.map((relation) => relation.kind);
}

describe('scans of views and of Parquet files with wrong footers find what the oracle of each rule names', () => {
  let session: Session;
  let folder = '';
  before(async () => {
    session = await openSession({ threads: 1 });
    folder = mkdtempSync(path.join(tmpdir(), 'plumbline-kinds-'));
  });
  after(async () => {
    await session.close();
    rmSync(folder, { recursive: true, force: true });
  });
  for (const oracle of allOracles.filter(({ rule }) => !aboutFiles.has(rule))) {
    it(`${oracle.rule} (seed ${seed})`, async function everyKind() {
      this.timeout(120_000);
      const seen = new Set<string>();
      await fc.assert(fc.asyncProperty(trialsOf(oracle), async (trial) => {
        for (const kind of await compare(session, oracle, trial, folder)) seen.add(kind);
      }), { numRuns: 3, seed, endOnFailure: true });
      assert.ok(seen.has('view'));
    });
  }
  it('many of these footers were wrong', () => assert.ok(lies > 30, `${lies}`));
});
