import assert from 'node:assert/strict';
import { anomalyOf, checkOf, containerOf } from './entities';
import { startRig, type Rig } from './rig';

const names = ['orders', 'Kunden & "Co"', 'int_table_001'];
const rules = ['notNull', 'between', 'unique'];

interface Told { readonly id: number; readonly container: number; readonly checks: readonly number[]; readonly texts: string; readonly weight: number }

describe('search and groups of anomalies', () => {
  let rig: Rig;
  let told: Told[] = [];

  before(async () => {
    rig = await startRig();
    const { body: { id: datastore } } = await rig.call('POST', '/datastores', { name: 'Warehouse', connection: { type: 'files', path: '.' } });
    await rig.store.transaction(async (tx) => {
      const containers: number[] = [];
      const checks: { id: number; words: string }[][] = [];
      for (const name of names) {
        const { id } = await tx.saveContainer(containerOf({ datastore_id: datastore, name }));
        containers.push(id);
        const own = [];
        for (const rule of rules) {
          const fields = [`field_${rule}`];
          own.push({ id: (await tx.saveCheck(checkOf(id, { rule_type: rule, fields }))).id, words: `${rule}\n${fields.join('\n')}` });
        }
        checks.push(own);
      }
      for (let n = 0; n < 60; n++) {
        const at = n % 3 === 0 ? 2 : n % 2;
        const failed = checks[at]!.filter((_, i) => i === n % 3 || (n % 5 === 0 && i === 0));
        const message = n % 7 === 0 ? 'Der Wert "ä" fehlt\nhier' : `row ${n} breaks it`;
        const type = n % 4 === 0 ? 'shape' as const : 'record' as const;
        const status = n % 9 === 0 ? 'Acknowledged' : 'Active';
        const { id } = await tx.saveAnomaly(anomalyOf({
          datastore_id: datastore, container_id: containers[at], message, type, status, weight: n % 11,
          failed_checks: failed.map((check) => ({ check_id: check.id, message: `check ${n % 4}`, expected: null, found: null, anomalous_records_count: 1 })),
        }), null, 'scan');
        const texts = ['Warehouse', names[at], message, type, status, `check ${n % 4}`, ...failed.map((check) => check.words)].join('\n').toLowerCase();
        told.push({ id, container: containers[at]!, checks: failed.map((check) => check.id), texts, weight: n % 11 });
      }
    });
  });
  after(async () => {
    told = [];
    await rig.close();
  });

  const searches = ['', 'orders', 'KUNDEN', '"co"', 'table_001', 'notnull', 'field_between', 'row 7', 'check 3', 'shape orders', 'acknowledged', '"ä"',
    'hier', 'warehouse unique', 'absent', 'orders absent', '%', '_', "'", '\\', 'weight', 'failed_checks'];
  const holds = (one: Told, search: string): boolean => search.toLowerCase().split(/\s+/).every((word) => one.texts.includes(word) || word === String(one.id));

  it('finds every word in messages, names, fields and rules, and nowhere else', async () => {
    for (const search of [...searches, `${told[4]!.id}`, `#${told[4]!.id}`]) {
      const answer = await rig.call('GET', `/anomalies?size=100&search=${encodeURIComponent(search)}`);
      const wanted = told.filter((one) => (search.startsWith('#') ? one.id === told[4]!.id : holds(one, search))).map((one) => one.id);
      assert.deepEqual(answer.body.items.map((a: { id: number }) => a.id).sort((a: number, b: number) => a - b), wanted, search);
      assert.equal(answer.body.total, wanted.length, search);
    }
  });

  it('counts what is found by container and by check, the largest groups first, page by page', async () => {
    for (const search of searches) {
      const found = told.filter((one) => holds(one, search));
      for (const by of ['container', 'quality_check'] as const) {
        const groups = new Map<number, { anomalies: number; weight: number }>();
        for (const one of found) {
          for (const key of by === 'container' ? [one.container] : one.checks) {
            const held = groups.get(key) ?? { anomalies: 0, weight: 0 };
            groups.set(key, { anomalies: held.anomalies + 1, weight: Math.max(held.weight, one.weight) });
          }
        }
        const wanted = [...groups].sort(([a, x], [b, y]) => y.anomalies - x.anomalies || a - b);
        const got: [number, { anomalies: number; weight: number }][] = [];
        for (let page = 1; page <= Math.ceil(wanted.length / 4) + 1; page++) {
          const { body } = await rig.call('GET', `/anomalies/groups?by=${by}&size=4&page=${page}&search=${encodeURIComponent(search)}`);
          assert.deepEqual([body.total, body.anomalies], [wanted.length, found.length], `${by} ${search}`);
          for (const group of body.items) {
            got.push([by === 'container' ? group.container.id : group.quality_check.id, { anomalies: group.anomalies, weight: group.weight }]);
            assert.equal(group.datastore.name, 'Warehouse');
          }
        }
        assert.deepEqual(got, wanted, `${by} ${search}`);
      }
    }
  });

  it('takes the other filters of the list along', async () => {
    const { body } = await rig.call('GET', '/anomalies/groups?anomaly_type=shape&status=Active&search=orders');
    const { body: listed } = await rig.call('GET', '/anomalies?anomaly_type=shape&status=Active&search=orders');
    assert.equal(body.anomalies, listed.total);
    assert.ok(body.anomalies > 0);
    assert.equal((await rig.call('GET', '/anomalies/groups?archived=only')).body.anomalies, 0);
  });
});
