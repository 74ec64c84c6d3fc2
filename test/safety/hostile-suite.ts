import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { realEngine, startEngine, until, type EngineProcess } from '../engine/engine-process';
import { seesProcesses, sqlProcesses } from '../support/sql-processes';
import { residentMemory } from '../../src/engine/duckdb/memory';
import { randomFrom } from '../../scripts/lib/random';
import { hostileExpressions, type Hostile } from './hostile-expressions';

/** Memory of a process that runs SQL: DuckDB's limit and 300 MB. */
const allowed = 600e6;
/** What it may take beyond, between two looks on a busy machine. */
const overshoot = 600e6;
/** Milliseconds for which an engine that answers may be busy; a machine that does much else needs some seconds, and the slowest is printed. */
const hang = 30_000;
/** Milliseconds for which an answer is waited for; who asks goes away then. */
const patience = 6000;

type End = 'refused' | 'failed' | 'result' | 'given up';
interface Tried { readonly hostile: Hostile; readonly container: string; readonly end: End; readonly body: Record<string, unknown> }

/**
 * Sends `count` hostile expressions to a real engine, as expressions and as filters, to be tried and to be scanned with. Each is
 * refused, fails with a reason, gives a result, or is left and then stops; no process takes more memory than it may, and
 * the engine answers all the while. PLUMBLINE_SEED repeats a run.
 */
export function hostileSuite(count: number): void {
  const seed = Number(process.env.PLUMBLINE_SEED ?? 1);

  (seesProcesses ? describe : describe.skip)(`${count} hostile expressions (seed ${seed})${seesProcesses ? '' : ' (this system has no /proc to see memory in)'}`, function () {
    this.timeout(120_000 + count * 20_000);
    let base: string;
    let engine: EngineProcess;
    let datastore: number;
    const containers = new Map<string, number>();
    const seen = { slowest: 0, engine: 0, sql: 0, over: false };
    let watching: Promise<void>;

    before(async () => {
      base = mkdtempSync(path.join(os.tmpdir(), 'plumbline-hostile-'));
      const data = path.join(base, 'data');
      mkdirSync(data);
      const file = (name: string, rows: number, word: (n: number) => string): void => writeFileSync(path.join(data, `${name}.csv`),
        `id,n,day,word\n${Array.from({ length: rows }, (_, n) => `${n},${n % 10},2024-01-${String(n % 28 + 1).padStart(2, '0')},${word(n)}`).join('\n')}\n`);
      file('many', 2000, (n) => `word ${n} xax ${'x'.repeat(n % 300)}`);
      file('long', 20, (n) => `a${'xy ab'.repeat(20_000)}${n}`);
      engine = startEngine(realEngine, path.join(base, '.plumbline'), [], { PLUMBLINE_MEMORY_LIMIT: '300MB' });
      datastore = (await engine.call('POST', '/datastores', { name: 'd', connection: { type: 'files', path: data }, trigger_sync: true })).body.id;
      await until('sync', async () => (await engine.call('GET', '/operations')).body.items[0].end_time !== null);
      for (const one of (await engine.call('GET', '/containers')).body.items) containers.set(one.name, one.id);
      watching = (async (): Promise<void> => {
        while (!seen.over) {
          const asked = performance.now();
          assert.equal((await engine.call('GET', '/health')).status, 204);
          seen.slowest = Math.max(seen.slowest, performance.now() - asked);
          seen.engine = Math.max(seen.engine, residentMemory(engine.child.pid!) ?? 0);
          seen.sql = Math.max(seen.sql, ...sqlProcesses(engine.child.pid).map((one) => one.resident));
          await sleep(20);
        }
      })();
      watching.catch(() => undefined); // It is waited for at the end.
    });
    after(async () => {
      engine.child.kill('SIGKILL');
      await engine.ended;
      rmSync(base, { recursive: true, force: true });
    });

    const definition = ({ sql }: Hostile, container: string, filter: boolean): Record<string, unknown> => ({
      container_id: containers.get(container), ...(filter ? { rule: 'notNull', fields: ['id'], filter: sql } : { rule: 'satisfiesExpression', properties: { expression: sql } }),
    });

    async function tried(hostile: Hostile, n: number): Promise<Tried> {
      const container = n % 3 === 0 ? 'long' : 'many';
      const { url, token } = await engine.found();
      const what = `${hostile.kind} ${n}: ${hostile.sql.slice(0, 200)}`;
      const leave = AbortSignal.timeout(patience);
      try {
        const response = await fetch(`${url}/api/quality-checks/validate`, {
          method: 'POST', signal: leave, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify(definition(hostile, container, n % 4 === 3)),
        });
        const body = await response.json() as Record<string, unknown>;
        assert.ok(response.status < 500, `${response.status}: ${what}\n${JSON.stringify(body).slice(0, 500)}`);
        if (response.status !== 200) return { hostile, container, end: 'refused', body };
        if (body.valid === true) return { hostile, container, end: 'result', body };
        const message = String(body.message);
        assert.ok(message.length > 10 && message.length < 3000, `${what}\n${message.length}: ${message.slice(0, 500)}`);
        assert.doesNotMatch(message, /INTERNAL|Internal Error|engine-stopped|stack|undefined|\[object/i, what);
        return { hostile, container, end: body.property === null ? 'failed' : 'refused', body };
      } catch (error) {
        if (leave.aborted) return { hostile, container, end: 'given up', body: {} };
        // A body that is too large is not read to its end: the engine closes the connection on it.
        if (hostile.sql.length > 1_000_000) return { hostile, container, end: 'refused', body: {} };
        throw new Error(`${String(error)}: ${what}`, { cause: error });
      }
    }

    it('end in bounded time, within the memory that they may take, while the engine answers', async () => {
      const waiting = hostileExpressions(count, randomFrom(seed)).map((hostile, n) => [hostile, n] as const);
      const all: Tried[] = [];
      await Promise.all([1, 2].map(async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) all.push(await tried(...next));
      }));
      const ends = new Map<string, number>();
      for (const { end } of all) ends.set(end, (ends.get(end) ?? 0) + 1);

      // What may be stored is scanned with: all of a container together, as a person has it, and what takes too long alone.
      const checkOf = async ({ hostile, container }: Tried): Promise<number | null> =>
        (await engine.call('POST', '/quality-checks', definition(hostile, container, false))).body.id ?? null;
      const scan = async (most: number): Promise<{ id: number; result: string; message: string | null; end_time: string | null }> => {
        const { id } = (await engine.call('POST', '/operations/run', { type: 'scan', datastore_id: datastore })).body;
        const told = async (): Promise<any> => (await engine.call('GET', `/operations/${id}`)).body; // eslint-disable-line @typescript-eslint/no-explicit-any
        const end = performance.now() + most;
        while (performance.now() < end && (await told()).end_time === null) await sleep(100);
        if ((await told()).end_time === null) {
          await engine.call('PUT', `/operations/abort/${id}`);
          await until('the scan ends after Cancel', async () => (await told()).end_time !== null, 10_000);
        }
        return told();
      };
      const scans = new Map<string, number>();
      const scanned = async (some: readonly Tried[], most: number): Promise<void> => {
        const ids = (await Promise.all(some.map(checkOf))).filter((id) => id !== null);
        const { result, message } = await scan(most);
        assert.match(result, /^(success|failure|aborted)$/);
        if (result === 'failure') assert.match(message ?? '', /\w{3}/);
        scans.set(result, (scans.get(result) ?? 0) + 1);
        await engine.call('DELETE', '/quality-checks', ids.map((id) => ({ id, archive: false })));
      };
      const quick = all.filter(({ end }) => end === 'result' || end === 'failed');
      for (let start = 0; start < quick.length; start += 25) await scanned(quick.slice(start, start + 25), 120_000);
      for (const one of all.filter(({ end }) => end === 'given up').slice(0, Math.ceil(count / 25))) await scanned([one], 2000);

      await until('all that was left has stopped', () => sqlProcesses(engine.child.pid).length <= 1, 30_000);
      seen.over = true;
      await watching;
      const told = (map: ReadonlyMap<string, number>): string => [...map].map(([what, times]) => `${times} ${what}`).join(', ');
      console.log(`      tried: ${told(ends)}; scans: ${told(scans)}; slowest answer ${Math.round(seen.slowest)} ms; engine ${Math.round(seen.engine / 1e6)} MB, largest process ${Math.round(seen.sql / 1e6)} MB`);
      assert.ok(seen.slowest < hang, `an answer took ${seen.slowest} ms`);
      assert.ok(seen.engine < 800e6, `the engine took ${seen.engine / 1e6} MB`);
      assert.ok(seen.sql < allowed + overshoot, `a process took ${seen.sql / 1e6} MB`);
      assert.ok((ends.get('refused') ?? 0) > count / 10 && (ends.get('result') ?? 0) > count / 10, 'there are enough of either');
      const good = await engine.call('POST', '/quality-checks/validate', definition({ kind: '', sql: 'n < 9' }, 'many', false));
      assert.deepEqual([good.body.valid, good.body.failing_rows], [true, 200]);
    });
  });
}
