import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { realEngine, startEngine, until, type EngineProcess } from './engine-process';
import { watchHealth } from './watch-health';
import { residentMemory } from '../../src/engine/duckdb/memory';

/** What a sync of many files may take: milliseconds in all, milliseconds until an answer, bytes of the engine. */
export interface ManyFilesBars { readonly most: number; readonly answer: number; readonly memory: number }

const letters = (n: number): string => (n < 26 ? '' : letters(Math.floor(n / 26) - 1)) + String.fromCharCode(97 + (n % 26));

/** Syncs of `count` small files by the real engine, which must answer meanwhile: as containers of their own, and as one series. */
export function manyFilesSuite(count: number, bars: ManyFilesBars): void {
  describe(`a folder of ${count} files`, function () {
    this.timeout(bars.most * 4);
    let base: string;
    let engine: EngineProcess;
    before(async () => {
      base = mkdtempSync(path.join(os.tmpdir(), 'plumbline-many-'));
      for (const [folder, name] of [['own', (n: number) => `${letters(n)}x`], ['series', (n: number) => `part_${String(n).padStart(6, '0')}`]] as const) {
        mkdirSync(path.join(base, folder));
        for (let n = 0; n < count; n++) writeFileSync(path.join(base, folder, `${name(n)}.csv`), `id,name,amount\n${n},n${n},${n / 4}\n${n + 1},m,2.5\n`);
      }
      engine = startEngine(realEngine, path.join(base, '.plumbline'));
      await engine.found();
    });
    after(async () => {
      engine.child.kill('SIGKILL');
      await engine.ended;
      rmSync(base, { recursive: true, force: true });
    });

    /** Runs an operation and asks the engine for its health all the while; gives the slowest answer, in milliseconds. */
    async function run(what: string, body: Record<string, unknown>): Promise<any> { // eslint-disable-line @typescript-eslint/no-explicit-any
      const began = performance.now();
      const { id } = (await engine.call('POST', '/operations/run', body)).body;
      const { slowest, memory } = await watchHealth(engine, 20, () => residentMemory(engine.child.pid!) ?? 0, () => until(what, async () => {
        await sleep(200);
        return (await engine.call('GET', `/operations?id=${id}`)).body.items[0].end_time !== null;
      }, bars.most));
      console.log(`      ${what}: ${Math.round(performance.now() - began)} ms, slowest answer ${Math.round(slowest)} ms, ${Math.round(memory / 1e6)} MB`);
      assert.ok(slowest < bars.answer, `${what}: an answer took ${slowest} ms`);
      assert.ok(memory < bars.memory, `${what}: the engine held ${memory / 1e6} MB`);
      return (await engine.call('GET', `/operations?id=${id}`)).body.items[0];
    }
    const added = async (name: string): Promise<number> =>
      (await engine.call('POST', '/datastores', { name, connection: { type: 'files', path: path.join(base, name) } })).body.id;

    it('is catalogued as that many containers, twice with the same end', async () => {
      const datastore_id = await added('own');
      const first = await run('the first sync', { type: 'sync', datastore_id });
      assert.deepEqual([first.result, first.status.containers_added], ['success', count], first.message);
      const second = await run('the second sync', { type: 'sync', datastore_id });
      assert.deepEqual([second.result, second.status.containers_added, second.status.containers_changed, second.status.total_containers], ['success', 0, 0, count]);
    });
    it('is catalogued and scanned as one series', async () => {
      const datastore_id = await added('series');
      await run('the sync of the series', { type: 'sync', datastore_id });
      const { items: [container], total } = (await engine.call('GET', `/containers?datastore=${datastore_id}`)).body;
      assert.deepEqual([total, container.name, container.files.length], [1, 'part', count]);
      assert.equal((await engine.call('POST', '/quality-checks', { rule: 'between', properties: { min: 1, max: 1e9 }, container_id: container.id, fields: ['id'] })).status, 200);
      const scan = await run('the scan of the series', { type: 'scan', datastore_id });
      assert.deepEqual([scan.result, scan.status.records_processed, scan.status.anomalies_identified], ['success', 2 * count, 1], scan.message);
    });
  });
}
