import assert from 'node:assert/strict';
import { parse } from 'yaml';
import type { RouteName } from '../../src/core/api/table';
import { type FakeAnswer, fakeServer, pageOf, type SeenCall, Status } from '../backend/support/fake-server';
import { httpServer, type LoopbackServer } from '../backend/support/loopback-server';
import { type Ran, runCommand, type RunOptions, token, until, workFolder } from './run-command';

const now = '2026-01-02T03:04:05Z';
const operation = (id: number, result: string, more: object = {}): object => ({
  id, created: now, type: 'scan', result, message: null, start_time: now, end_time: ['running', 'queued'].includes(result) ? null : '2026-01-02T03:04:07Z',
  datastore: { id: 4, name: 'sales' }, status: { total_containers: 2, containers_analyzed: 2, records_processed: 1000, anomalies_identified: 0, ...more },
});

describe('the command against a server', function () {
  // Many processes one after another, on machines that may be busy.
  this.timeout(180_000);
  const work = workFolder();
  let server: (LoopbackServer & { calls: SeenCall[] }) | undefined;
  after(() => work.remove());
  afterEach(async () => { await server?.close(); server = undefined; });

  const serve = async (answers: Partial<Record<RouteName, FakeAnswer>>): Promise<void> => { server = await fakeServer(answers); };
  const run = (args: string[], more: Partial<RunOptions> = {}): Promise<Ran> => runCommand(args, {
    folder: work.folder, ...more, env: { ...(server ? { QUALYTICS_URL: server.url } : {}), QUALYTICS_TOKEN: token, ...more.env },
  });
  /** A server whose operation goes through these results, one at each look; the last one stays. */
  const running = (results: object[]): Partial<Record<RouteName, FakeAnswer>> => {
    let looks = 0;
    return { runOperation: () => operation(7, 'queued'), getOperation: () => results[Math.min(looks++, results.length - 1)], abortOperation: () => operation(7, 'aborted') };
  };
  const scan = ['operations', 'scan', '--datastore-id', '4', '--poll-interval', '0.05'];

  it('says on standard error which server it uses, and sends the token', async () => {
    await serve({ listDatastores: (call) => pageOf([{ id: 4, name: 'sales' }], call) });
    const { code, stdout, stderr } = await run(['datastores', 'list']);
    assert.equal(code, 0);
    assert.match(stderr, new RegExp(`^Server: ${server?.url ?? ''}, from QUALYTICS_URL`));
    assert.match(stdout, /^id +name .*\n +4 +sales/);
    assert.equal(server?.calls[0]?.authorization, `Bearer ${token}`);
  });
  it('takes --url and --token, before or after the command', async () => {
    await serve({ listDatastores: (call) => pageOf([], call) });
    const url = server?.url ?? '';
    assert.equal((await run(['--url', url, '--token', 'opaque-token', 'datastores', 'list'], { env: { QUALYTICS_URL: '' } })).code, 0);
    const { code, stderr } = await run(['datastores', 'list', '--url', url, '--token', 'opaque-token'], { env: { QUALYTICS_URL: 'https://other.invalid' } });
    assert.equal(code, 0);
    assert.ok(!stderr.includes('opaque-token'));
    assert.deepEqual(server?.calls.map((c) => c.authorization), ['Bearer opaque-token', 'Bearer opaque-token']);
  });

  const hostile = '\u001b[2J\u001b]0;owned\u0007<b>\u009b31m\u202egnp.exe\nnext "x", y';
  const anomaly = { id: 1, created: now, type: 'record', status: 'Active', message: hostile, container: { id: 2, name: hostile } };
  it('JSON is alone on standard output, parses, and says the same', async () => {
    await serve({ listAnomalies: (call) => pageOf(Array.from({ length: 205 }, (_, i) => ({ ...anomaly, id: i })), call) });
    const { code, stdout } = await run(['anomalies', 'list', '--format', 'json']);
    assert.equal(code, 0);
    const list = JSON.parse(stdout) as { message: string }[];
    assert.deepEqual([list.length, list[0]?.message], [205, hostile]);
     
    assert.ok(!/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/.test(stdout));
  });
  it('YAML parses and says the same', async () => {
    await serve({ getAnomaly: () => anomaly });
    const { stdout } = await run(['anomalies', 'get', '1', '--format', 'yaml']);
    assert.equal((parse(stdout) as { message: string }).message, hostile);
     
    assert.ok(!/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/.test(stdout));
  });
  it('in a table and in messages the data cannot steer the terminal', async () => {
    await serve({ listAnomalies: (call) => pageOf([anomaly], call), getAnomaly: () => new Status(404, { detail: `No ${hostile}` }) });
    const table = await run(['anomalies', 'list']);
    assert.equal(table.stdout.trimEnd().split('\n').length, 2);
    assert.match(table.stdout, /␛\[2J.*␊next "x", y/);
    const message = await run(['anomalies', 'get', '1']);
    assert.equal(message.code, 10);
     
    for (const text of [table.stdout, message.stderr]) assert.ok(!/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/.test(text));
  });

  it('a scan that succeeds: 0, its states once each on standard error, the result on standard output', async () => {
    await serve(running([operation(7, 'running'), operation(7, 'running', { containers_analyzed: 1 }), operation(7, 'success')]));
    const { code, stdout, stderr } = await run(scan);
    assert.equal(code, 0);
    assert.deepEqual(stderr.trim().split('\n').slice(1), ['scan of sales (7): queued', 'scan of sales (7): running', 'scan of sales (7): success in 2.0 s, 2 containers, 1,000 rows, 0 anomalies']);
    assert.match(stdout, / 7 +scan +sales +success/);
  });
  const endings: [string, object, string[], number, RegExp][] = [
    ['failed', { ...operation(7, 'failure'), message: 'disk is full' }, [], 3, /failed: disk is full/],
    ['failed with a remedy', { ...operation(7, 'failure'), problem: { code: 'source-locked', reason: 'It is locked.', remedy: 'Close it.' } }, [], 3, /It is locked\. Close it\./],
    ['of an unknown word, but ended', { ...operation(7, 'success'), result: 'exploded' }, [], 3, /exploded/],
    ['aborted', operation(7, 'aborted'), [], 4, /aborted/],
    ['with anomalies', operation(7, 'success', { anomalies_identified: 3 }), ['--fail-on-anomalies'], 8, /3 anomalies/],
    ['with anomalies that nobody asked to fail on', operation(7, 'success', { anomalies_identified: 3 }), [], 0, /3 anomalies/],
    ['with failed containers', {
      ...operation(7, 'success', { containers_failed: 1 }), container_scans: [{ container: { id: 1, name: 'bad.csv' }, result: 'failure', message: 'line 7 is ragged' }],
    }, ['--fail-on-anomalies'], 9, /bad\.csv: line 7 is ragged/],
    ['with containers that have no checks', {
      ...operation(7, 'success', { containers_not_checked: 2 }),
      container_scans: ['a', 'b'].map((name, id) => ({ container: { id, name }, result: 'not_checked', message: 'It has no checks.' })),
    }, [], 0, /2 containers not checked[^]*a, b: not checked: It has no checks\./],
  ];
  for (const [what, ended, flags, expected, saying] of endings) {
    it(`an operation ${what}: ${expected}`, async () => {
      await serve(running([ended]));
      const { code, stderr } = await run([...scan, ...flags]);
      assert.equal(code, expected, stderr);
      assert.match(stderr, saying);
    });
  }
  it('the time is over: 5, and the operation goes on', async () => {
    await serve(running([operation(7, 'running')]));
    const { code, stderr } = await run([...scan, '--timeout', '0.4']);
    assert.equal(code, 5);
    assert.match(stderr, /Operation 7 goes on.*plumbline operations abort 7/);
    assert.ok(!server?.calls.some((c) => c.name === 'abortOperation'));
  });
  it('in the background it does not look once', async () => {
    await serve(running([operation(7, 'running')]));
    const { code, stdout, stderr } = await run([...scan, '--background', '--format', 'json']);
    assert.equal(code, 0);
    assert.equal((JSON.parse(stdout) as { id: number }[])[0]?.id, 7);
    assert.match(stderr, /Started operation 7/);
    assert.deepEqual(server?.calls.map((c) => c.name), ['runOperation']);
  });
  it('the poll interval is honoured; a server is not asked more often by default', async () => {
    await serve(running([operation(7, 'running')]));
    await run([...scan.slice(0, 4), '--poll-interval', '0.5', '--timeout', '1.2']);
    const looks = server?.calls.filter((c) => c.name === 'getOperation').length ?? 0;
    assert.ok(looks >= 2 && looks <= 3, String(looks));
    await run([...scan.slice(0, 4), '--timeout', '1.2']);
    assert.equal((server?.calls.filter((c) => c.name === 'getOperation').length ?? 0) - looks, 1);
  });
  it('several operations are looked at in one call', async () => {
    let looks = 0;
    await serve({
      runOperation: (call) => operation((call.body as { datastore_id: number }).datastore_id, 'queued'),
      listOperations: (call) => { looks++; return pageOf([4, 5].map((id) => operation(id, looks < 3 ? 'running' : 'success')), { ...call, query: {} }); },
      getOperation: (call) => operation(Number(call.params.id), 'success'),
    });
    const { code } = await run(['operations', 'scan', '--datastore-id', '4,5', '--poll-interval', '0.05']);
    assert.equal(code, 0);
    assert.deepEqual(server?.calls.map((c) => c.name), ['runOperation', 'runOperation', 'listOperations', 'listOperations', 'listOperations', 'getOperation', 'getOperation']);
    assert.deepEqual(server?.calls[2]?.query.id, ['4', '5']);
  });
  it('a server that stumbles while it is watched is asked again', async () => {
    let looks = 0;
    await serve({ runOperation: () => operation(7, 'queued'), getOperation: () => (looks++ === 0 ? new Status(503, {}, { 'retry-after': '0' }) : operation(7, 'success')) });
    const { code, stderr } = await run(scan);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /Trying again/);
  });
  // Windows has no signals that one process could send another.
  if (process.platform !== 'win32') describe('interrupted', () => {
    it('Ctrl-C leaves the operation running: 130', async () => {
      await serve(running([operation(7, 'running')]));
      const { code, stderr } = await run(scan, { during: async (child, soFar) => {
        await until('it waits', () => soFar().includes('running'));
        child.kill('SIGINT');
      } });
      assert.equal(code, 130, stderr);
      assert.match(stderr, /Press Ctrl-C again to abort.*Operation 7 goes on/s);
      assert.ok(!server?.calls.some((c) => c.name === 'abortOperation'));
    });
    it('Ctrl-C twice aborts it: 4', async () => {
      let aborted = false;
      await serve({
        runOperation: () => operation(7, 'queued'), getOperation: () => operation(7, aborted ? 'aborted' : 'running'),
        abortOperation: () => { aborted = true; return operation(7, 'running'); },
      });
      const { code, stderr } = await run(scan, { during: async (child, soFar) => {
        await until('it waits', () => soFar().includes('running'));
        child.kill('SIGINT');
        await until('it asks', () => soFar().includes('Press Ctrl-C again'));
        child.kill('SIGINT');
      } });
      assert.equal(code, 4, stderr);
      assert.equal(server?.calls.filter((c) => c.name === 'abortOperation').length, 1);
    });
    it('the end of a CI job (SIGTERM) leaves it running at once', async () => {
      await serve(running([operation(7, 'running')]));
      const { code } = await run(scan, { during: async (child, soFar) => {
        await until('it waits', () => soFar().includes('running'));
        child.kill('SIGTERM');
      } });
      assert.equal(code, 130);
    });
  });
  it('a scan sends what was chosen and nothing else', async () => {
    await serve({ runOperation: () => operation(7, 'queued') });
    await run(['operations', 'scan', '--datastore-id', '4', '--background']);
    await run(['operations', 'scan', '--datastore-id', '4', '--background', '--container-names', 'a, b', '--container-tags', 't', '--incremental', '--remediation', 'append',
      '--no-auto-resolve-passed-anomalies', '--greater-than-time', '2026-01-01', '--greater-than-batch', '1.5', '--max-records-analyzed-per-partition', '1000', '--check-variable', 'min=3',
      '--check-variable', 'name=x=y', '--check-categories', 'metadata', '--enrichment-source-record-limit', '5', '--high-count-rollup-threshold', '6',
      '--archive-overlapping-anomalies', '--archive-duplicate-anomalies', '--reactivate-recurring-anomalies']);
    await run(['operations', 'profile', '--datastore-id', '4', '--background', '--ai-effort', 'HIGH', '--infer-as-draft', '--histogram-max-distinct-values', '50']);
    await run(['operations', 'sync', '--datastore-id', '4', '--background', '--include', 'table', '--prune', '--recreate']);
    assert.deepEqual(server?.calls.map((c) => c.body), [
      { type: 'scan', datastore_id: 4 },
      { type: 'scan', datastore_id: 4, container_names: ['a', 'b'], container_tags: ['t'], incremental: true, remediation: 'append', auto_resolve_passed_anomalies: false,
        greater_than_time: '2026-01-01', greater_than_batch: 1.5, max_records_analyzed_per_partition: 1000, check_variables: { min: 3, name: 'x=y' }, check_categories: ['metadata'],
        enrichment_source_record_limit: 5, high_count_rollup_threshold: 6, archive_overlapping_anomalies: true, archive_duplicate_anomalies: true, reactivate_recurring_anomalies: true },
      { type: 'profile', datastore_id: 4, ai_effort: 'high', infer_as_draft: true, histogram_max_distinct_values: 50 },
      { type: 'sync', datastore_id: 4, include: ['table'], prune: true, recreate: true },
    ]);
  });
  it('a pipeline stops at the first failure, and gives its code', async () => {
    await serve({
      runOperation: (call) => ({ ...operation(7, 'queued'), type: (call.body as { type: string }).type }),
      getOperation: () => operation(7, server?.calls.filter((c) => c.name === 'runOperation').length === 2 ? 'failure' : 'success'),
    });
    const { code } = await run(['operations', 'pipeline', '--datastore-id', '4', '--poll-interval', '0.05']);
    assert.equal(code, 3);
    assert.deepEqual(server?.calls.filter((c) => c.name === 'runOperation').map((c) => (c.body as { type: string }).type), ['sync', 'profile']);
  });
  it('several datastores and none chosen: 2, with their names', async () => {
    await serve({ listDatastores: (call) => pageOf([{ id: 4, name: 'sales' }, { id: 5, name: 'hr' }], call) });
    const { code, stderr } = await run(['operations', 'scan']);
    assert.equal(code, 2);
    assert.match(stderr, /--datastore-id.*4 \(sales\), 5 \(hr\)/);
  });
  it('an anomaly is archived, acknowledged, deleted', async () => {
    await serve({ deleteAnomaly: () => ({}), bulkUpdateAnomalies: () => [], bulkDeleteAnomalies: () => ({}) });
    assert.equal((await run(['anomalies', 'archive', '--id', '3', '--status', 'invalid'])).code, 0);
    assert.equal((await run(['anomalies', 'update', '3', '4', '--status', 'Acknowledged'])).code, 0);
    assert.equal((await run(['anomalies', 'delete', '--ids', '3,4'])).code, 0);
    assert.deepEqual(server?.calls.map((c) => [c.name, { ...c.query }, c.body]), [
      ['deleteAnomaly', { archive: 'true', status: 'Invalid' }, undefined],
      ['bulkUpdateAnomalies', {}, [{ id: 3, status: 'Acknowledged' }, { id: 4, status: 'Acknowledged' }]],
      ['bulkDeleteAnomalies', {}, [{ id: 3, archive: false }, { id: 4, archive: false }]],
    ]);
  });
  it('activating a check sends the whole check, as a Qualytics server wants it', async () => {
    const check = { id: 3, rule_type: 'between', fields: [{ id: 9, name: 'amount' }], properties: { min: 1 }, filter: 'a > 1', coverage: 0.9, description: 'd', status: 'Draft',
      global_tags: [{ name: 't' }], additional_metadata: { k: 1 } };
    await serve({ getCheck: () => check, updateCheck: () => ({ ...check, status: 'Active' }) });
    assert.equal((await run(['checks', 'activate', '3'])).code, 0);
    assert.deepEqual(server?.calls.at(-1)?.body, { fields: ['amount'], properties: { min: 1 }, filter: 'a > 1', coverage: 0.9, description: 'd', status: 'Active', tags: ['t'], additional_metadata: { k: 1 } });
  });

  it('401 and 403: 7', async () => {
    await serve({ listDatastores: () => new Status(401, { detail: `bad ${token}` }), listAnomalies: () => new Status(403, { detail: `Author role needed, not ${token}` }) });
    const bad = await run(['datastores', 'list']);
    assert.equal(bad.code, 7);
    assert.match(bad.stderr, /does not accept the token/);
    const refused = await run(['anomalies', 'list']);
    assert.equal(refused.code, 7);
    assert.match(refused.stderr, /Author role needed, not \*\*\*/);
  });
  it('a web page, and nothing at all: 6', async () => {
    const pages = await httpServer((_, response) => { response.writeHead(200, { 'content-type': 'text/html' }); response.end('<html>'); });
    const page = await run(['datastores', 'list'], { env: { QUALYTICS_URL: pages.url } });
    await pages.close();
    assert.equal(page.code, 6);
    assert.match(page.stderr, /web page/);
    const nothing = await run(['datastores', 'list'], { env: { QUALYTICS_URL: pages.url } });
    assert.equal(nothing.code, 6);
    assert.match(nothing.stderr, /Nothing answers/);
  });
  it('500: 1', async () => {
    await serve({ listDatastores: () => new Status(500, { detail: 'boom' }) });
    assert.equal((await run(['datastores', 'list'])).code, 1);
  });
  it('a path cannot be added to a server', async () => {
    await serve({});
    const { code, stderr } = await run(['datastores', 'add', '.']);
    assert.equal(code, 3);
    assert.match(stderr, /local store/);
  });
  it('the reader of a pipe may leave early', async () => {
    await serve({ listAnomalies: (call) => pageOf(Array.from({ length: 3000 }, (_, i) => ({ ...anomaly, id: i })), call) });
    const { code, stderr } = await run(['anomalies', 'list', '--format', 'json'], { during: async (child) => { child.stdout?.destroy(); await Promise.resolve(); } });
    assert.equal(code, 0);
    assert.doesNotMatch(stderr, /EPIPE/);
  });
});

describe('bad usage of the command', () => {
  const work = workFolder();
  after(() => work.remove());
  const wrong: [string[], RegExp][] = [
    [[], /Usage: plumbline/], [['operations', 'scn'], /Did you mean scan/], [['operations', 'scan', '--datastore-id', 'x'], /not an id/],
    [['operations', 'scan', '--timeout', '-1'], /seconds above 0/], [['operations', 'scan', '--remediation', 'maybe'], /none, append, overwrite/],
    [['anomalies', 'list', '--format', 'xml'], /table, json, yaml/], [['datastores', 'list', '--url', 'https://x.invalid'], /no token/],
    [['datastores', 'list', '--url', 'ftp://x', '--token', token], /not the URL/], [['datastores', 'list', `--tokn=${token}`], /unknown option/],
    [['datastores', 'list', '--url', 'https://x.invalid', '--store', '.'], /cannot be used together/], [['anomalies', 'get', '--url', 'http://127.0.0.1:9', '--token', token], /id is needed/],
    [['checks', 'create', '--rule', 'notNull'], /--container/], [['operations', 'scan', '--greater-than-time', 'yesterday'], /2026-01-31/],
  ];
  for (const [args, saying] of wrong) {
    it(`${args.join(' ').replaceAll(token, 'TOKEN') || '(nothing)'}: 2`, async () => {
      const { code, stdout, stderr } = await runCommand(args, { folder: work.folder });
      assert.equal(code, 2, stderr);
      assert.match(stderr, saying);
      assert.equal(stdout, '');
    });
  }
  it('--help and --version: 0, on standard output', async () => {
    const help = await runCommand(['operations', 'scan', '--help'], { folder: work.folder });
    assert.equal(help.code, 0);
    assert.match(help.stdout, /--fail-on-anomalies/);
    assert.match((await runCommand(['--help'], { folder: work.folder })).stdout, /Exit codes:[^]*130/);
    assert.match((await runCommand(['--version'], { folder: work.folder })).stdout, /^\d+\.\d+\.\d+\n$/);
  });
  it('no store here or above: 10, and none is made', async () => {
    const { code, stderr } = await runCommand(['datastores', 'list'], { folder: work.folder });
    assert.equal(code, 10);
    assert.match(stderr, /There is no store.*datastores add/);
  });
});
