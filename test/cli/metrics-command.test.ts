import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { MetricSeries } from '../../src/core/api/schemas/metric';
import { type Ran, runCommand, workFolder } from './run-command';

describe('metrics by the command, with the real engine', function () {
  // A dozen processes one after another, on machines that may be busy.
  this.timeout(180_000);
  const work = workFolder();
  const run = (...args: string[]): Promise<Ran> => runCommand(args, { folder: work.folder });
  const orders = (rows: number): void => writeFileSync(path.join(work.folder, 'shop', 'orders.csv'),
    `id,amount\n${Array.from({ length: rows }, (_, i) => `${i},${i % 10}`).join('\n')}\n`);
  before(() => mkdirSync(path.join(work.folder, 'shop')));
  after(() => work.remove());

  it('captures them, tells a change of what was always the same, and shows their history', async () => {
    orders(100);
    await run('datastores', 'add', 'shop');
    await run('operations', 'sync');
    assert.match((await run('metrics', 'list')).stderr, /operations capture/);
    for (let i = 0; i < 7; i++) assert.equal((await run('operations', 'capture', '--metrics', 'row_count,mean', '--fail-on-anomalies')).code, 0);
    assert.match((await run('metrics', 'list', '--unusual')).stderr, /Nothing unusual/);
    orders(60);
    const { code, stderr } = await run('operations', 'capture', '--metrics', 'row_count,mean', '--fail-on-anomalies');
    assert.equal(code, 8, stderr);
    const unusual = JSON.parse((await run('metrics', 'list', '--unusual', '--format', 'json')).stdout) as (MetricSeries & { container: string })[];
    // Its mean follows: of 60 ids it is another one.
    assert.deepEqual(unusual.map(({ container, metric, field, values }) => [container, metric, field, values.map(({ value }) => value)]),
      [['orders', 'row_count', null, [60]], ['orders', 'mean', 'id', [29.5]]]);
    assert.match((await run('anomalies', 'list')).stdout, /row_count is 60, expected/);
    const history = (await run('metrics', 'history', 'orders', 'row_count')).stdout.trim().split('\n');
    assert.equal(history.length, 9, 'a head and eight values');
    assert.match(history.at(-1)!, / 60 .*yes/);
    assert.match((await run('metrics', 'history', 'orders', 'mean')).stderr, /--field: id, amount/);
    assert.equal((await run('metrics', 'history', 'orders', 'sum')).code, 10);
  });
});
