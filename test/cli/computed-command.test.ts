import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Ran, runCommand, workFolder } from './run-command';

describe('the command: computed containers', function () {
  this.timeout(120_000);
  const work = workFolder();
  const run = (...args: string[]): Promise<Ran> => runCommand(args, { folder: work.folder });
  before(async () => {
    const data = path.join(work.folder, 'data');
    mkdirSync(data);
    writeFileSync(path.join(data, 'orders.csv'), 'id,customer,amount\n1,a,5\n2,b,\n3,a,7\n');
    for (const args of [['datastores', 'add', 'data'], ['operations', 'sync']]) assert.equal((await run(...args)).code, 0);
  });
  after(() => work.remove());

  it('are tried, created, changed, shown and deleted', async () => {
    const query = 'SELECT customer, sum(amount) AS total FROM orders GROUP BY customer';
    const tried = await run('containers', 'create', '--type', 'computed_table', '--name', 'totals', '--query', query, '--dry-run');
    assert.equal(tried.code, 0, tried.stderr);
    assert.equal((await run('containers', 'get', 'totals')).code, 10);
    const made = await run('containers', 'create', '--type', 'computed_table', '--name', 'totals', '--query', query, '--tags', 'gold');
    assert.equal(made.code, 0, made.stderr);
    assert.match(made.stdout, /fields +customer VARCHAR, total HUGEINT/);
    const changed = await run('containers', 'update', 'totals', '--name', 'large', '--query', 'SELECT * FROM orders WHERE amount > 6');
    assert.equal(changed.code, 0, changed.stderr);
    assert.match((await run('containers', 'preview', 'large', '--format', 'csv')).stdout, /^3,a,7$/m);
    const [id] = JSON.parse((await run('containers', 'list', '--format', 'json')).stdout).filter((one: { name: string }) => one.name === 'large').map((one: { id: number }) => one.id) as number[];
    assert.equal((await run('containers', 'delete', '--id', String(id))).code, 0);
    assert.equal((await run('containers', 'get', 'large')).code, 10);
  });
  it('say what does not run, and which option lacks', async () => {
    const files = await run('containers', 'validate', '--type', 'computed_table', '--query', 'SELECT * FROM read_csv(\'x\')');
    assert.equal(files.code, 2);
    assert.match(files.stderr, /read_csv is not allowed/);
    const lacking = await run('containers', 'create', '--type', 'computed_file', '--name', 'x');
    assert.equal(lacking.code, 2);
    assert.match(lacking.stderr, /--source-container-id is needed/);
    const file = await run('containers', 'validate', '--type', 'computed_file', '--source-container-id', '1', '--select-clause', 'customer, count(*) AS n', '--group-by-clause', 'customer');
    assert.equal(file.code, 0, file.stderr);
  });
});
