import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { provisionQualyticsClient } from '../../scripts/lib/provision/qualytics-client';
import { realEngine, startEngine, type EngineProcess } from '../engine/engine-process';
import { startClient, type RunningClient } from '../support/qualytics-client';

/** A command line, what its output says, and its exit code (0 unless given). */
type Step = readonly [line: string, says: RegExp, code?: number];

describe('the public client 1.2.2 against the engine (left out where it cannot be installed)', function () {
  this.timeout(600_000);
  let folder: string;
  let engine: EngineProcess;
  let client: RunningClient | undefined;

  before(async function () {
    const provisioned = await provisionQualyticsClient((line) => console.log(`    ${line}`));
    if (provisioned === null) return this.skip();
    folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-client-'));
    const data = path.join(folder, 'data');
    mkdirSync(data);
    writeFileSync(path.join(data, 'orders.csv'), `id,amount,city\n${Array.from({ length: 60 }, (_, n) => `${n},${n === 7 ? '' : n * 2},${n % 2 ? 'Rome' : 'Oslo'}`).join('\n')}\n`);
    writeFileSync(path.join(data, 'people.csv'), `id,name\n${Array.from({ length: 40 }, (_, n) => `${n},name ${n}`).join('\n')}\n`);
    engine = startEngine(realEngine, path.join(folder, '.plumbline'));
    const { url, token } = await engine.found();
    for (const name of ['shop', 'other']) {
      const made = await engine.call('POST', '/datastores', { name, connection: { name: `${name} files`, type: 'files', path: data } });
      assert.equal(made.status, 200, JSON.stringify(made.body));
    }
    client = startClient(provisioned, { url, token }, folder);
    await client.run(`auth init --url ${url} --token ${token}`);
  });
  after(async () => {
    client?.close();
    if (!engine) return;
    engine.child.kill();
    await engine.ended;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const all = async (steps: readonly Step[]): Promise<void> => {
    for (const [line, says, code = 0] of steps) {
      const ran = await client!.run(line);
      assert.equal(ran.code, code, `qualytics ${line}\n${ran.output}\n${ran.error}`);
      assert.ok(says.test(ran.output + (ran.error ?? '')), `qualytics ${line}\n${ran.output}\n${ran.error}`);
    }
  };
  const items = async (list: string): Promise<any[]> => (await engine.call('GET', list)).body.items; // eslint-disable-line @typescript-eslint/no-explicit-any

  it('knows who it is and where, and that no route lacks', () => all([
    ['auth status', /127\.0\.0\.1/], ['--version', /1\.2\.2/], ['doctor', /^(?![\s\S]*incompatible)[\s\S]*(0 failed|passed)/],
  ]));

  it('runs sync, profile and scan, and lists, reads and aborts operations', async () => {
    await all([
      ['operations sync --datastore-id 1,2 --poll-interval 1', /success/i],
      ['operations profile --datastore-id 1 --ai-effort high --max-count-testing-sample 1000 --poll-interval 1', /success/i],
      ['operations scan --datastore-id 1 --container-names orders --no-auto-resolve-passed-anomalies --poll-interval 1', /success/i],
      ['operations scan --datastore-id 1 --incremental --background', /\d/],
      ['operations list --datastore-id 1 --type scan,profile --status success,running --format json', /"type": "scan"/],
      ['operations list --datastore-id 1 --type catalog', /sync/], ['operations get --id 1', /type: sync/],
      ['operations list --start-date tomorrow', /422/, 1], ['operations get --id 99', /Operation 99 does not exist/, 1],
      ['operations abort --id 1', /already ended/i, 1],
    ]);
    assert.ok((await items('/operations?operation_type=scan')).length >= 2);
  });

  it('makes, changes and deletes datastores, with the nulls that it sends', async () => {
    await all([
      ['datastores list --format json', /"name": "shop"/], ['datastores list --name shop --tag none', /No datastore|Found 0|^\s*$/i], ['datastores list --type files', /shop/],
      ['datastores get --name SHOP', /not found|No datastore/i, 1], ['datastores get --name shop', /id: 1/], ['datastores verify --id 1', /connected: true/i],
      ['datastores create --name third --connection-id 1 --database x --schema y --no-trigger-sync', /created/i],
      ['datastores update --id 3 --name fourth --tags gold,core --enrichment-prefix pre', /updated/i],
      ['datastores update --id 3 --teams Nobody', /There is no team/, 1],
      ['datastores enrichment --id 1 --link 2', /link/i], ['datastores enrichment --id 1 --unlink', /unlink|removed/i],
    ]);
    const third = (await engine.call('GET', '/datastores/3')).body;
    assert.deepEqual([third.name, third.enrichment_prefix, third.global_tags.map((tag: { name: string }) => tag.name)], ['fourth', 'pre', ['gold', 'core']]);
    await all([['datastores delete --id 3', /deleted/i]]);
    assert.equal((await engine.call('GET', '/datastores/3')).status, 404);
  });

  it('reads and changes connections and containers', async () => {
    await all([
      ['connections list', /shop files/], ['connections get --name "shop files"', /type: files/], ['connections test --id 1', /connected/i],
      ['connections update --id 2 --name renamed', /renamed/], ['connections delete --id 1', /.*/, 1],
      ['containers list --datastore-id 1 --type file --search ORD', /orders/], ['containers get --id 1 --profiles', /field_type/],
      ['containers update --id 1 --tags gold --description "All orders"', /updated/i], ['containers update --id 1 --name other', /name cannot be changed/, 1],
    ]);
    const container = (await engine.call('GET', '/containers/1')).body;
    assert.deepEqual([container.description, container.global_tags[0].name], ['All orders', 'gold']);
  });

  it('keeps checks as files and brings them back', async () => {
    writeFileSync(path.join(folder, 'check.yaml'), 'rule_type: notNull\ncontainer: orders\nfields: [amount]\ndescription: Amounts\ncoverage: null\nfilter: null\ntags: [mine]\n');
    await all([['checks create --datastore-id 1 --file check.yaml', /created/i]]);
    const made = (await items('/quality-checks?tag=mine'))[0];
    writeFileSync(path.join(folder, 'changed.yaml'), 'description: All amounts\ntags: [mine, gold]\n');
    await all([
      [`checks get --id ${made.id}`, /rule_type: notNull/], ['checks list --datastore-id 1 --status Active --format json', /"status": "Active"/],
      [`checks update --id ${made.id} --file changed.yaml`, /updated/i], ['checks list --datastore-id 1 --containers orders --tags gold', /All amounts/],
      ['checks export --datastore-id 1 --output kept --tags gold', /Exported 1 checks/], ['checks import --datastore-id 2 --input kept --dry-run', /1/],
      ['checks import --datastore-id 2 --input kept', /created|Created/], ['checks import --datastore-id 2 --input kept', /updated|Updated/],
      [`checks delete --id ${made.id} --archive`, /archived|deleted/i], ['checks list --datastore-id 1 --status Archived', /All amounts/],
      [`checks activate --id ${made.id}`, /activated/i],
    ]);
    assert.deepEqual(readdirSync(path.join(folder, 'kept')), ['orders']);
    assert.equal((await items('/quality-checks?datastore=2&tag=gold')).length, 1);
    assert.equal((await engine.call('GET', `/quality-checks/${made.id}`)).body.status, 'Active');
  });

  it('judges anomalies', async () => {
    await all([['operations scan --datastore-id 1 --poll-interval 1', /success/i], ['anomalies list --datastore-id 1 --status Active --format json', /"status": "Active"/]]);
    const [first] = await items('/anomalies?datastore_id=1');
    await all([
      [`anomalies get --id ${first.id}`, /failed_checks/], [`anomalies update --id ${first.id} --status Acknowledged --description Seen --tags gold`, /updated/i],
      ['anomalies list --datastore-id 1 --status Active,Acknowledged --type record --tag gold --start-date 2020-01-01 --end-date 2100-01-01', /Seen/],
      ['anomalies list --datastore-id 1 --source-enriched', /Found/], [`anomalies archive --id ${first.id} --status Duplicate`, /archived/i],
    ]);
    assert.equal((await engine.call('GET', `/anomalies/${first.id}`)).body.status, 'Duplicate');
    await all([[`anomalies delete --ids ${first.id}`, /deleted/i]]);
    assert.equal((await engine.call('GET', `/anomalies/${first.id}`)).status, 404);
  });

  it('knows tags, users and teams', () => all([
    ['tags create --name pii --color #FF2000 --weight-modifier 3', /pii/], ['tags list --format json', /"name": "gold"/], ['tags get --name pii', /weight_modifier: 3/],
    ['tags delete --name pii', /deleted/i], ['tags get --name pii', /There is no tag/, 1], ['users list', /Admin/], ['users get --id 1', /role: Admin/],
    ['teams list', /Public/], ['teams get --id 1', /Editor/],
  ]));

  it('computes containers, exports, materializes, and keeps check templates', async () => {
    await all([
      ['containers validate --type computed_table --datastore-id 1 --query "SELECT city, count(*) AS n FROM orders GROUP BY city"', /passed|valid/i],
      ['containers create --type computed_table --name cities --datastore-id 1 --query "SELECT city, count(*) AS n FROM orders GROUP BY city"', /cities/],
      ['containers create --type computed_file --name large --datastore-id 1 --source-container-id 1 --select-clause "id, amount" --where-clause "amount > 50"', /large/],
      ['containers create --type computed_table --name bad --datastore-id 1 --query "SELECT * FROM read_csv(1)"', /read_csv is not allowed/, 1],
    ]);
    const [cities] = await items('/containers?name=cities');
    await all([[`containers update --id ${cities.id} --query "SELECT city FROM orders" --description Cities`, /updated/i]]);
    assert.deepEqual((await engine.call('GET', `/containers/${cities.id}`)).body.query, 'SELECT city FROM orders');
    const enrichment = (await engine.call('POST', '/datastores', { name: 'enrichment', connection: { type: 'files', path: path.join(folder, 'enrichment') }, enrichment_only: true })).body;
    await all([
      [`datastores enrichment --id 1 --link ${enrichment.id}`, /link/i], ['operations export --datastore-id 1 --asset-type checks --poll-interval 1', /success/i],
      ['operations materialize --datastore-id 1 --poll-interval 1', /success/i], ['operations list --datastore-id 1 --type export', /export/],
    ]);
    assert.equal(readdirSync(path.join(folder, 'enrichment')).some((name) => /_mat_cities_\d+\.parquet$/.test(name)), true);
    assert.equal((await engine.call('POST', '/quality-check-templates', { rule: 'notNull', description: 'Never null' })).status, 200);
    await all([
      ['checks export-templates --output templates.yaml', /exported: 1/], ['checks import-templates --input templates.yaml', /created|Total/i],
      [`containers delete --id ${cities.id}`, /deleted/i], ['datastores enrichment --id 1 --unlink', /unlink|removed/i],
    ]);
    assert.equal((await engine.call('GET', '/quality-checks?template_only=true')).body.total, 2);
  });

  it('carries a configuration out and in again', async () => {
    await all([['config export --datastore-id 1 --output exported', /export/i], ['config import --input exported --dry-run', /import/i]]);
    const ran = await client!.run('config import --input exported');
    assert.doesNotMatch(ran.output, /[1-9]\d* error|failed: [1-9]/i, ran.output);
  });
});
