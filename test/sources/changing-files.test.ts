import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, renameSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerRun } from '../../src/core/api/schemas/operation';
import { PlumblineError, type Problem } from '../../src/core/errors';
import { checkFile } from '../../src/engine/sources/duckdb/database-file';
import { plainCopy } from '../../src/engine/sources/files/plain-copy';
import { readContainer } from '../../src/engine/sources/read-container';
import { operationBench, type Bench } from '../operations/run-operation';
import { workspace, type Workspace } from './open-workspace';

const lines = (count: number, value: string): string => Array.from({ length: count }, (_, i) => `${i},${value}\n`).join('');
const mails = (who: string): string => Array.from({ length: 1_000_000 }, (_, i) => `${i},${who}${i}@example.org\n`).join('');

describe('files that change while they are read', () => {
  let ws: Workspace;
  let file: string;
  beforeEach(() => { ws = workspace(); file = ws.write('t.csv', `id,name\n${lines(3000, 'old')}`); });
  afterEach(() => ws.close());

  /** Reads the container twice with a change between; gives the sentences about it, or the problem. */
  async function during(change: () => void, name = 't', files = ['t.csv']): Promise<readonly string[] | Problem> {
    const source = await ws.open();
    try {
      return await readContainer(source, { name, files, key_field_names: null }, async (relation) => {
        await source.session.query(`SELECT count(*) FROM ${relation.from}`);
        change();
        await source.session.query(`SELECT count(*) FROM ${relation.from}`);
        return relation.changes!();
      });
    } catch (error) {
      assert.ok(PlumblineError.is(error), String(error));
      return error.problem;
    } finally {
      await source.close();
    }
  }
  async function fails(change: () => void, how: RegExp): Promise<void> {
    const problem = await during(change) as Problem;
    assert.equal(problem.code, 'source-changed', JSON.stringify(problem));
    assert.match(problem.reason, how);
    assert.match(problem.remedy ?? '', /Run it again/);
    assert.equal(problem.place?.path, 't.csv');
  }

  it('are read when they stay as they are', async () => {
    assert.deepEqual(await during(() => undefined), []);
  });
  it('fail when they are written anew, even to the same length', async () => {
    await fails(() => writeFileSync(file, `id,name\n${lines(3000, 'new')}`), /^t\.csv was written anew while it was read\.$/);
    await fails(() => writeFileSync(file, `id,name\n${lines(4000, 'now')}`), /^t\.csv was written anew while it was read\.$/);
  });
  it('fail when another file takes their name', async () => {
    const other = ws.write('.next', `id,name\n${lines(3000, 'old')}`);
    await fails(() => renameSync(other, file), /^t\.csv was replaced by another file while it was read\.$/);
  });
  it('fail when they become shorter', async () => {
    await fails(() => truncateSync(file, 1000), /^t\.csv became shorter while it was read\.$/);
  });
  it('fail with that, and not with what it led to', async () => {
    await fails(() => rmSync(file), /^t\.csv was removed while it was read\.$/);
    file = ws.write('t.csv', `id,name\n${lines(3000, 'old')}`);
    await fails(() => writeFileSync(file, `id,name\n${lines(3000, 'o"d')}1,2,3`), /^t\.csv was written anew while it was read\.$/);
  });
  it('are read when they only grow, and it is told', async () => {
    assert.deepEqual(await during(() => appendFileSync(file, lines(2000, 'more'))), ['t.csv grew while it was read; rows that came meanwhile may be counted in part.']);
  });
  it('fail with that when what was appended cannot be read yet', async () => {
    const { code, reason } = await during(() => appendFileSync(file, '9,half,of,it\n')) as Problem;
    assert.equal(code, 'source-changed');
    assert.match(reason, /^t was written to while it was read\. Line 3002 of t\.csv has \d columns/);
  });
  it('are looked at again when they were written before their turn came', async () => {
    const source = await ws.open();
    try {
      const one = { name: 't', files: ['t.csv'], key_field_names: null };
      const columns = async (): Promise<string[]> => readContainer(source, one, async (relation) => relation.columns.map((c) => c.name));
      assert.deepEqual(await columns(), ['id', 'name']);
      writeFileSync(file, 'id,name,more\n1,2,3\n');
      assert.deepEqual(await columns(), ['id', 'name', 'more']);
    } finally {
      await source.close();
    }
  });
  it('of a series are all looked at', async () => {
    ws.write('s_1.csv', 'a\n1\n');
    const second = ws.write('s_2.csv', 'a\n1\n');
    const problem = await during(() => utimesSync(second, 1, 1), 's', ['s_1.csv', 's_2.csv']) as Problem;
    assert.match(problem.reason, /^s_2\.csv was written anew/);
  });

  it('do not keep anybody waiting when a pipe has taken their place', async function () {
    if (process.platform === 'win32') return this.skip(); // Has no pipes among its files.
    const pipe = path.join(ws.folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const kind = { format: 'csv', gzip: false, base: 'pipe', extension: '' } as const;
    for (const work of [checkFile(pipe), plainCopy({ absolute: pipe, relative: 'pipe', kind, size: 1, modified: new Date() }, ws.folder, { encoding: 'latin-1' })]) {
      await assert.rejects(Promise.race([work, sleep(3000)]), /is no regular file/);
    }
  });
});

describe('a file that changes in the middle of a scan', () => {
  let bench: Bench;
  let file: string;
  beforeEach(async () => {
    bench = operationBench();
    file = path.join(bench.folder, 'big.csv');
    // No two values are equal, so every row is matched with every pattern, which takes a while on any machine.
    writeFileSync(file, `id,name\n${mails('ann')}`);
    writeFileSync(path.join(bench.folder, 'small.csv'), 'id,name\n1,ann@example.org\n2,\n');
    await bench.run({ type: 'sync' });
    for (const { id: container_id } of bench.store.allContainers) {
      for (const [rule_type, properties] of [['notNull', {}], ['matchesPattern', { pattern: '([a-z]+[0-9]*)+@(example|sample)[.]org' }], ['matchesPattern', { pattern: '([a-z.]+)+@([a-z.]+)+' }]] as const) {
        await bench.store.writer.saveCheck({
          container_id, created: '2026-01-01', last_updated: '2026-01-01', rule_type, fields: ['name'], properties, filter: null, coverage: null, description: '',
          status: 'Active', inferred: false, tags: [], additional_metadata: null, deleted_at: null, archived_status: null, is_passing: null, last_asserted: null,
        });
      }
    }
  });
  afterEach(() => bench.close());

  for (const [how, change, told] of [
    ['is written anew', () => writeFileSync(file, `id,name\n${mails('bob')}`), /^big\.csv was written anew while it was read\. \(big\.csv\) Run it again/],
    ['vanishes', () => rmSync(file), /^big\.csv was removed while it was read\. \(big\.csv\) Run it again/],
  ] as const) {
    it(`fails its container when it ${how}, and the others go on`, async () => {
      const scan = bench.run({ type: 'scan' });
      while (!bench.containerReports.some((run) => run.container?.name === 'big' && run.result === 'running')) await sleep(5);
      await sleep(200);
      assert.ok(bench.containerReports.every((run) => run.container?.name !== 'big' || run.result === 'running'), 'the scan was too quick for this test');
      change();
      const { result, message } = await scan;
      const run = (name: string): Partial<ContainerRun> => bench.containerReports.findLast((one) => one.container?.name === name) ?? {};
      assert.deepEqual([result, run('big').result, run('small').result], ['success', 'failure', 'success']);
      assert.match(run('big').message ?? '', told);
      assert.match(message ?? '', /^big: big\.csv was /);
      assert.equal(bench.store.allAnomalies.length, 1, 'that of the other container');
    });
  }
});
