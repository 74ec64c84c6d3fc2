import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Anomaly } from '../../src/core/api/schemas/anomaly';
import type { Operation } from '../../src/core/api/schemas/operation';
import { engineOf, type Ran, runCommand, type RunOptions, until, workFolder } from './run-command';

/** Names are unique, in no order: counting them takes seconds, so that there is time to interrupt. */
function writeLargeFile(file: string, rows: number): void {
  const parts = ['id,name\n'];
  for (let i = 0; i < rows; i++) parts.push(`${i},some longer name ${(i * 7919) % rows}\n`);
  writeFileSync(file, parts.join(''));
}

describe('from files to anomalies by the command, with the real engine', function () {
  // Many processes one after another, on machines that may be busy.
  this.timeout(180_000);
  const work = workFolder();
  const at = (...parts: string[]): string => path.join(work.folder, ...parts);
  const run = (args: string[], more: Partial<RunOptions> = {}): Promise<Ran> => runCommand(args, { folder: work.folder, ...more });
  const json = async <T>(args: string[]): Promise<T> => JSON.parse((await run([...args, '--format', 'json'])).stdout) as T;
  before(() => {
    for (const folder of ['shop', 'ragged', 'large']) mkdirSync(at(folder));
    // Row 77 repeats the key of row 76.
    writeFileSync(at('shop', 'orders.csv'), ['id,amount,status', ...Array.from({ length: 400 }, (_, i) => `${i === 76 ? 76 : i + 1},${(i + 1) * 1.5},${['new', 'paid', 'sent'][i % 3]}`)].join('\n'));
    writeFileSync(at('ragged', 'good.csv'), 'a,b\n1,2\n3,4\n');
    writeFileSync(at('ragged', 'bad.csv'), 'a,b\n1,2\n3,4,5\n');
    writeLargeFile(at('large', 'large.csv'), 2_000_000);
  });
  after(() => work.remove());

  it('one pipeline catalogues, profiles and scans; anomalies fail it only where asked: 0, then 8', async () => {
    await run(['datastores', 'add', 'shop']);
    const first = await run(['operations', 'pipeline']);
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stderr, /sync of shop[^]*profile of shop[^]*400 rows[^]*scan of shop \(\d+\): success in .*1 container, 400 rows, 1 anomaly/);
    const again = await run(['operations', 'scan', '--fail-on-anomalies', '--format', 'json']);
    assert.equal(again.code, 8);
    assert.equal((JSON.parse(again.stdout) as Operation[])[0]?.status?.anomalies_identified, 1);
  });
  it('the anomaly is there with its rows, and a decision about it holds', async () => {
    const [found] = await json<Anomaly[]>(['anomalies', 'list', '--container', 'orders']);
    assert.ok(found);
    assert.match(found.message ?? '', /`id`.*1.*not unique/);
    const { stdout } = await run(['anomalies', 'get', String(found.id), '--records', '5']);
    assert.match(stdout, /^ *7[67] .*76 .*$/m);
    assert.equal((await run(['anomalies', 'update', String(found.id), '--status', 'acknowledged', '--description', 'known'])).code, 0);
    const known = await json<Anomaly>(['anomalies', 'get', String(found.id)]);
    assert.deepEqual([known.status, known.description], ['Acknowledged', 'known']);
    assert.equal((await run(['anomalies', 'archive', String(found.id), '--status', 'Duplicate'])).code, 0);
    assert.deepEqual(await json(['anomalies', 'list', '--container', 'orders']), []);
    assert.equal((await json<Anomaly[]>(['anomalies', 'list', '--status', 'Duplicate']))[0]?.id, found.id);
    assert.equal((await run(['anomalies', 'delete', String(found.id)])).code, 0);
    assert.equal((await run(['anomalies', 'get', String(found.id)])).code, 10);
  });
  it('a file that cannot be read fails its container and no other: 9, with file and line', async () => {
    await run(['datastores', 'add', 'ragged']);
    const { code, stderr } = await run(['operations', 'pipeline', '--datastore', 'ragged']);
    assert.equal(code, 9, stderr);
    assert.match(stderr, /bad: Line 3 of bad\.csv/);
    assert.match(stderr, /profile of ragged \(\d+\): success in .*2 rows, 2 fields/);
  });
  it('a container or datastore that does not exist: 10, whichever command names it', async () => {
    const rule = ['--rule', 'notNull', '--fields', 'id'];
    const asked = [
      ['operations', 'scan', '--datastore', 'shop', '--container-names', 'nowhere'], ['operations', 'profile', '--datastore', 'shop', '--container-names', 'bad,nowhere'],
      ['operations', 'scan', '--datastore', 'nowhere'], ['operations', 'scan', '--datastore-id', '4711'], ['operations', 'list', '--datastore-id', '4711'],
      ['checks', 'list', '--container', 'nowhere'], ['checks', 'create', '--container', 'nowhere', ...rule], ['checks', 'validate', '--container', 'nowhere', ...rule],
      ['checks', 'explain', '--container', 'nowhere'], ['checks', 'list', '--datastore-id', '4711'],
      ['containers', 'get', 'nowhere'], ['containers', 'preview', 'nowhere'], ['containers', 'list', '--datastore-id', '4711'],
      ['anomalies', 'list', '--container', 'nowhere'], ['anomalies', 'list', '--container', '4711'], ['anomalies', 'list', '--datastore-id', '4711'],
    ];
    for (const args of asked) {
      const { code, stderr } = await run(args);
      assert.equal(code, 10, `${args.join(' ')}: ${stderr}`);
      assert.match(stderr, /nowhere|4711/);
    }
  });

  describe('while a long scan runs', () => {
    const scan = ['operations', 'scan', '--datastore', 'large', '--poll-interval', '0.1'];
    before(async () => {
      await run(['datastores', 'add', 'large']);
      assert.equal((await run(['operations', 'sync', '--datastore', 'large'])).code, 0);
      assert.equal((await run(['checks', 'create', '--container', 'large', '--rule', 'unique', '--fields', 'name'])).code, 0);
      // Costly on every row, so that the scan still runs when the next command has started, on a fast machine too.
      const hashes = `${'sha256('.repeat(8)}name${')'.repeat(8)}`;
      const slow = ['checks', 'create', '--container', 'large', '--rule', 'satisfiesExpression', '--properties', JSON.stringify({ expression: `length(${hashes}) = 64` })];
      assert.equal((await run(slow)).code, 0);
    });
    const started = (soFar: () => string): Promise<void> => until('the scan runs', () => /scan of large \(\d+\): running/.test(soFar()));
    const idIn = (text: string): string => /scan of large \((\d+)\)/.exec(text)?.[1] ?? assert.fail(text);

    it('another command aborts it: 4, and at once', async () => {
      let asked = 0;
      const { code, stderr } = await run(scan, { during: async (_, soFar) => {
        await started(soFar);
        asked = Date.now();
        assert.equal((await run(['operations', 'abort', idIn(soFar())])).code, 0);
      } });
      assert.equal(code, 4, stderr);
      assert.ok(Date.now() - asked < 5000);
    });
    it('its engine is killed: 3 with the reason, and it can be run again', async () => {
      const { code, stderr } = await run(scan, { during: async (_, soFar) => {
        await started(soFar);
        await sleep(200);
        process.kill(engineOf(work.store)?.pid ?? assert.fail('no engine'), 'SIGKILL');
      } });
      assert.equal(code, 3, stderr);
      assert.match(stderr, /scan of large \(\d+\) failed: .*(stopped|ended|restart)/i);
      const rerun = await run(['operations', 'rerun', idIn(stderr)]);
      assert.equal(rerun.code, 0, rerun.stderr);
      const again = await run(['operations', 'wait', /^id +(\d+)$/m.exec(rerun.stdout)?.[1] ?? '', '--format', 'json']);
      assert.equal(again.code, 0, again.stderr);
      assert.equal((JSON.parse(again.stdout) as Operation[])[0]?.status?.records_processed, 2_000_000);
    });
    it('in the background it goes on after the command; then the time is over: 5', async () => {
      const begun = await run([...scan, '--background', '--format', 'json']);
      assert.equal(begun.code, 0);
      const id = (JSON.parse(begun.stdout) as Operation[])[0]?.id ?? 0;
      assert.equal((await json<Operation>(['operations', 'get', String(id)])).end_time, null);
      const waited = await run(['operations', 'wait', String(id)], { during: async (_, soFar) => {
        await started(soFar);
        assert.equal((await run(['operations', 'abort', String(id)])).code, 0);
      } });
      assert.equal(waited.code, 4, waited.stderr);
      const late = await run([...scan, '--timeout', '0.5']);
      assert.equal(late.code, 5, late.stderr);
      assert.equal((await run(['operations', 'abort', idIn(late.stderr)])).code, 0);
    });
  });
});
