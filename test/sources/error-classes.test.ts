import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PlumblineError } from '../../src/core/errors';
import { openSession } from '../../src/engine/duckdb/open-session';
import type { Session } from '../../src/engine/sql/session';
import { readProblem } from '../../src/engine/sources/source-errors';
import { literal } from '../../src/engine/sql/quote';

/** Statements over a real file that end in an error of each class, and what is said of it. */
describe('each class of error that a reader meets', () => {
  let folder: string;
  let session: Session;
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'plumbline-classes-'));
    await writeFile(path.join(folder, 't.csv'), 'a,b\nx,99999999999\n');
    session = await openSession({ threads: 1, memoryLimit: '100MB' });
  });
  after(async () => {
    await session.close();
    await rm(folder, { recursive: true });
  });

  const cases: readonly [string, (file: string) => string, string, RegExp, RegExp][] = [
    ['Conversion', (file) => `SELECT CAST(a AS INTEGER) FROM read_csv(${file})`, 'source-malformed', /t\.csv holds a value that does not fit its column/, /column_types/],
    ['Binder', (file) => `SELECT gone FROM read_csv(${file})`, 'source-changed', /t\.csv does not have the columns that were catalogued/, /Run a sync/],
    ['Catalog', (file) => `SELECT no_such_function(a) FROM read_csv(${file})`, 'source-changed', /catalogued/, /Run a sync/],
    ['Out of Range', (file) => `SELECT b::BIGINT * 9223372036854775807 FROM read_csv(${file})`, 'source-malformed', /out of range/, /Correct the value/],
    ['Out of Memory', (file) => `SELECT list(range) FROM range(100000000), read_csv(${file})`, 'out-of-memory', /within the memory allowed/, /PLUMBLINE_MEMORY_LIMIT/],
    ['IO', () => `SELECT * FROM read_csv(${literal(`${folder}/t.csv/none`)})`, 'source-missing', /does not exist any more/, /Run a sync/],
  ];
  for (const [name, statement, code, reason, remedy] of cases) {
    it(name, async () => {
      const absolute = path.join(folder, 't.csv');
      const error = await session.query(statement(literal(absolute))).then(() => assert.fail('no error'), (thrown: unknown) => thrown);
      assert.match(String((error as Error).message), new RegExp(`^${name} Error`));
      const file = { absolute, relative: 't.csv', size: 20, modified: new Date(0), kind: { format: 'csv', gzip: false } } as unknown as Parameters<typeof readProblem>[1][number];
      const told = await readProblem(error, [file]);
      assert.ok(PlumblineError.is(told));
      assert.equal(told.problem.code, code, told.problem.reason);
      assert.match(told.problem.reason, reason);
      assert.match(told.problem.remedy ?? '', remedy);
    });
  }
});
