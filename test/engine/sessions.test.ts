import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PlumblineError } from '../../src/core/errors';
import { openSession } from '../../src/engine/duckdb/open-session';
import type { Session } from '../../src/engine/sql/session';
import { sqlSessions } from '../../src/engine/duckdb/sessions';
import type { Sessions } from '../../src/engine/sql/session';
import { until } from './engine-process';
import { seesProcesses, sqlProcesses } from '../support/sql-processes';

/** One value that takes minutes to make and no rows to stop between. */
const endless = "SELECT levenshtein(repeat('ab', 100000) || random()::VARCHAR, repeat('ba', 100000)) AS n";
/** Texts beside the memory that DuckDB counts. */
const hungry = (times: number): string => {
  let sql = "repeat('a', 1000 + (random() * 2)::INTEGER)";
  for (let level = 0; level < times; level += 1) sql = `replace(${sql}, 'a', 'aaaaaaaaaa')`;
  return `SELECT max(length(${sql})) FROM range(100000)`;
};

const failing = (code: 'engine-stopped' | 'out-of-memory' | 'aborted') => (error: unknown): boolean => PlumblineError.is(error, code);

describe('SQL in a process of its own', () => {
  let folder: string;
  let sessions: Sessions;
  let session: Session;
  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-sessions-'));
    sessions = sqlSessions({ tempDirectory: path.join(folder, 'spill'), memoryLimit: '200MB', patience: 300 });
  });
  beforeEach(async () => { session = await sessions.open(); });
  afterEach(() => session.close());
  after(async () => {
    await sessions.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The process of the only open session. */
  // The newest: one of the test before may still be about to end.
  const pid = (): number => sqlProcesses().sort((a, b) => b.pid - a.pid)[0]?.pid ?? assert.fail('there is none');
  const onLinux = (title: string, test: () => Promise<void>): void => {
    if (seesProcesses) it(title, test);
    else it.skip(`${title} (this system has no /proc to see processes in)`);
  };

  it('gives values as they are or as text, and no more rows than there are', async () => {
    const [row] = await session.query(`SELECT 1::INTEGER AS i, 9007199254740993 AS big, 1.50::DECIMAL(9,2) AS d, 'x' AS t, true AS b, NULL AS n, 'nan'::DOUBLE AS f,
      DATE '2024-02-29' AS day, [1, 2] AS list, {'a': 1} AS s, '\\xAA'::BLOB AS bytes, 12345678901234567890123::HUGEINT AS h`);
    assert.deepEqual(row, {
      i: 1, big: 9007199254740993n, d: '1.50', t: 'x', b: true, n: null, f: NaN, day: '2024-02-29', list: '[1, 2]', s: "{'a': 1}", bytes: '\\xAA', h: 12345678901234567890123n,
    });
    const { rows, columns } = await session.table('SELECT i, i AS i FROM range(100001) t(i)');
    assert.deepEqual([columns.length, rows.length, rows[100_000]], [2, 100_001, [100_000n, 100_000n]]);
    assert.deepEqual(await session.query('SELECT ?::VARCHAR AS a, ? AS b', ['it', 2]), [{ a: 'it', b: 2 }]);
    await assert.rejects(session.query('SELECT nothing'), /Binder Error/);
  });

  it('runs statements that are asked for at once one after another', async () => {
    const all = await Promise.all([1, 2, 3].map((n) => session.query(`SELECT ${n} AS n, count(*) AS c FROM range(1000000)`)));
    assert.deepEqual(all.map(([row]) => row?.n), [1, 2, 3]);
  });

  it('ends a statement that does not heed an interrupt within 300 ms of its cancellation', async () => {
    const stop = new AbortController();
    const work = session.query(endless, undefined, stop.signal);
    await new Promise((resolve) => { setTimeout(resolve, 400); });
    const asked = performance.now();
    stop.abort();
    await assert.rejects(work, failing('aborted'));
    assert.ok(performance.now() - asked < 300, `${performance.now() - asked} ms`);
    await assert.rejects(session.query('SELECT 1'), failing('aborted'), 'a cancelled session is over');
  });

  it('keeps the session of a cancelled statement that heeds the interrupt', async () => {
    const stop = new AbortController();
    await session.query('CREATE TEMP TABLE kept AS SELECT 1 AS a');
    const work = session.query('SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range % 7 = b.range % 11', undefined, stop.signal);
    setTimeout(() => stop.abort(), 150);
    await assert.rejects(work, failing('aborted'));
    assert.deepEqual([await session.query('SELECT a FROM kept'), session.epoch], [[{ a: 1 }], 0]);
  });

  onLinux('stops what takes more memory than it may, says so, and begins anew with its settings', async () => {
    await session.prepare("SET VARIABLE mark = 'set'");
    let most = 0;
    const watch = setInterval(() => { most = Math.max(most, ...sqlProcesses().map((one) => one.resident)); }, 10);
    await assert.rejects(session.query(hungry(5)), (error) => {
      assert.ok(failing('out-of-memory')(error), String(error));
      assert.match((error as PlumblineError).problem.reason, /more than the 500 MB of memory/);
      assert.match((error as PlumblineError).problem.remedy ?? '', /PLUMBLINE_MEMORY_LIMIT/);
      return true;
    });
    clearInterval(watch);
    assert.ok(most < 900e6, `${most / 1e6} MB`);
    assert.equal(session.epoch, 1, 'it is known before the next statement');
    assert.deepEqual([await session.query("SELECT getvariable('mark') AS mark"), session.epoch], [[{ mark: 'set' }], 1]);
  });

  onLinux('survives a crash, and tells it', async () => {
    await session.query('CREATE TEMP TABLE gone AS SELECT 1');
    const one = pid();
    const work = session.query(endless);
    setTimeout(() => process.kill(one, 'SIGSEGV'), 200);
    await assert.rejects(work, failing('engine-stopped'));
    await assert.rejects(session.query('SELECT * FROM gone'), /does not exist/);
    assert.notEqual(pid(), one);
  });

  onLinux('lends a process to the next session, and keeps none without work', async () => {
    const one = pid();
    await session.close();
    session = await sessions.open();
    assert.equal(pid(), one);
    await session.close();
    await new Promise((resolve) => { setTimeout(resolve, 800); });
    assert.throws(() => process.kill(one, 0), 'it waits for ever');
    assert.deepEqual(readdirSync(path.join(folder, 'spill')), []);
    session = await sessions.open();
  });

  it('lets go of a database file before close resolves', async () => {
    const file = path.join(folder, 'a.duckdb');
    for (let turn = 0; turn < 5; turn += 1) {
      const writer = await sessions.open({ path: file });
      await writer.query(`CREATE OR REPLACE TABLE t AS SELECT ${turn} AS n`);
      await writer.close();
      const own = await openSession({ path: file });
      assert.deepEqual(await own.query('SELECT n FROM t'), [{ n: turn }]);
      await own.close();
    }
  });

  it('lends no process once all were ended, also to who waits for one or begins anew', async () => {
    const own = sqlSessions({ tempDirectory: path.join(folder, 'own') });
    const four = await Promise.all([1, 2, 3, 4].map(() => own.open()));
    const fifth = own.open();
    const work = four[0]!.query(endless);
    await Promise.all([assert.rejects(work), assert.rejects(fifth, failing('aborted')), own.stop()]);
    await assert.rejects(four[0]!.query('SELECT 1'), failing('aborted'));
    for (const one of four) await one.close();
    await assert.rejects(own.open(), failing('aborted'));
  });

  onLinux('that is closed while it waits for another process waits no longer', async () => {
    const four = [session, ...await Promise.all([2, 3, 4].map(() => sessions.open()))];
    const fifth = sessions.open();
    for (const one of sqlProcesses()) process.kill(one.pid, 'SIGKILL');
    await until('its loss is known', () => session.epoch === 1);
    const work = session.query('SELECT 1');
    const other = await fifth;
    await Promise.all([assert.rejects(work, failing('aborted')), session.close()]);
    assert.deepEqual(await other.query('SELECT 5 AS n'), [{ n: 5 }]);
    for (const one of [...four, other]) await one.close();
    session = await sessions.open();
  });

  it('lets many wait for their turn, and leaves the line when told to', async () => {
    await session.close();
    const four = await Promise.all([1, 2, 3, 4].map(() => sessions.open()));
    const stop = new AbortController();
    const fifth = sessions.open({ signal: stop.signal });
    const sixth = sessions.open();
    setTimeout(() => stop.abort(), 50);
    await assert.rejects(fifth, failing('aborted'));
    await four[0]!.close();
    session = await sixth;
    assert.deepEqual(await session.query('SELECT 6 AS n'), [{ n: 6 }]);
    for (const other of four.slice(1)) await other.close();
  });
});
