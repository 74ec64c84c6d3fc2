import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSession } from '../../src/engine/duckdb/open-session';
import { realEngine, startEngine, until, type EngineProcess } from './engine-process';

/** Enough for a scan of some seconds, little enough to be made in one. */
const rows = 1_500_000;

describe('a scan in the real engine', () => {
  let base: string;
  let engine: EngineProcess;
  const datastores: { id: number; container: number }[] = [];

  before(async () => {
    base = await mkdtemp(path.join(tmpdir(), 'plumbline-abort-'));
    const session = await openSession();
    for (const [n, folder] of ['first', 'second'].entries()) {
      await mkdir(path.join(base, folder));
      await session.query(`COPY (SELECT i AS id, 'user' || ((i * 7919) % ${rows - n}) || '@example.org' AS mail FROM range(${rows}) t(i))
        TO '${path.join(base, folder, 'users.parquet').replaceAll("'", "''")}' (FORMAT parquet)`);
    }
    await session.close();
    engine = startEngine(realEngine, path.join(base, '.plumbline'));
    await engine.found();
    for (const name of ['first', 'second']) {
      const { id } = (await engine.call('POST', '/datastores', { name, connection: { type: 'files', path: path.join(base, name) }, trigger_sync: true })).body;
      await until('sync', async () => (await engine.call('GET', `/operations?datastore=${id}`)).body.items[0].end_time !== null);
      const container = (await engine.call('GET', `/containers?datastore=${id}`)).body.items[0].id;
      for (const check of [{ rule: 'unique' }, { rule: 'matchesPattern', properties: { pattern: '([a-z]+[0-9]*)+@(example|sample)[.]org' } }, { rule: 'containsUrl' }]) {
        assert.equal((await engine.call('POST', '/quality-checks', { ...check, container_id: container, fields: ['mail'] })).status, 200);
      }
      datastores.push({ id, container });
    }
  });
  after(async () => {
    engine.child.kill('SIGKILL');
    await engine.ended;
    await rm(base, { recursive: true, force: true });
  });
  const ended = async (id: number): Promise<void> => until('the scan ends', async () => (await engine.call('GET', `/operations/${id}`)).body.end_time !== null, 60_000);

  it('stops at once when it is cancelled, and leaves nothing half', async () => {
    const { body } = await engine.call('POST', '/operations/run', { type: 'scan', datastore_id: datastores[0]!.id });
    await until('it reads', async () => (await engine.call('GET', `/operations/${body.id}`)).body.container_scans.length > 0);
    const asked = performance.now();
    const answer = await engine.call('PUT', `/operations/abort/${body.id}`);
    const took = performance.now() - asked;
    assert.equal(answer.body.result, 'aborted', JSON.stringify(answer.body));
    assert.ok(took < 300, `${took.toFixed(0)} ms`);
    assert.equal((await engine.call('GET', '/anomalies?archived=include')).body.total, 0);
    const again = (await engine.call('PUT', `/operations/rerun/${body.id}`)).body;
    await ended(again.id);
    assert.equal((await engine.call('GET', `/operations/${again.id}`)).body.result, 'success');
    assert.equal((await engine.call('GET', `/operations/${body.id}`)).body.result, 'aborted', 'the first stays as it ended');
  });

  it('runs beside one of another datastore, both with the right results', async () => {
    const { body } = await engine.call('POST', '/operations/run', { type: 'scan', datastore_ids: datastores.map((d) => d.id) });
    await until('both run', async () => (await engine.call('GET', '/operations?result=running')).body.total === 2);
    for (const { id } of body.operations) await ended(id);
    for (const [n, { container }] of datastores.entries()) {
      const checks = (await engine.call('GET', `/quality-checks?container=${container}`)).body.items as { rule_type: string; is_passing: boolean }[];
      assert.deepEqual(checks.map((c) => [c.rule_type, c.is_passing]), [['unique', n === 0], ['matchesPattern', true], ['containsUrl', false]]);
    }
  });
});
