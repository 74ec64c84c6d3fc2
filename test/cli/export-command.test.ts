import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Ran, runCommand, workFolder } from './run-command';

describe('the command: exports', function () {
  this.timeout(120_000);
  const work = workFolder();
  const run = (...args: string[]): Promise<Ran> => runCommand(args, { folder: work.folder });
  before(async () => {
    mkdirSync(path.join(work.folder, 'data'));
    writeFileSync(path.join(work.folder, 'data', 'orders.csv'), 'id,amount\n1,5\n2,\n3,7\n');
    for (const args of [['datastores', 'add', 'data'], ['operations', 'sync'], ['operations', 'profile', '--ai-effort', 'off']]) assert.equal((await run(...args)).code, 0);
  });
  after(() => work.remove());

  it('say which command links an enrichment datastore, and write once one is', async () => {
    const without = await run('operations', 'export', '--asset-type', 'profiles');
    assert.equal(without.code, 3);
    assert.match(without.stderr, /plumbline datastores enrichment --id 1 --link ID/);
    assert.equal((await run('operations', 'export')).code, 2, 'what to export is needed');
    const added = await run('datastores', 'add', 'quality.duckdb', '--enrichment-only');
    assert.equal(added.code, 0, added.stderr);
    assert.equal((await run('datastores', 'enrichment', '--id', '1', '--link', '2')).code, 0);
    const done = await run('operations', 'export', '--datastore-id', '1', '--asset-type', 'profiles');
    assert.equal(done.code, 0, done.stderr);
    assert.match(done.stderr, /success in .*2 rows exported/);
    assert.ok(existsSync(path.join(work.folder, 'quality.duckdb')));
    const empty = await run('operations', 'export', '--datastore-id', '1', '--asset-type', 'anomalies');
    assert.equal(empty.code, 0, empty.stderr);
    assert.match(empty.stdout, /nothing to export/);
  });
  it('are linked or unlinked, not both or neither', async () => {
    assert.equal((await run('datastores', 'enrichment', '--id', '1')).code, 2);
    assert.equal((await run('datastores', 'enrichment', '--id', '1', '--link', '2', '--unlink')).code, 2);
    assert.equal((await run('datastores', 'enrichment', '--id', '1', '--unlink')).code, 0);
    assert.equal((await run('operations', 'materialize', '--datastore-id', '1')).code, 3);
  });
});
