import './vscode-stub';
import assert from 'node:assert/strict';
import type { AnomalyFilter } from '../../src/backend/port';
import { noFilter } from '../../src/vscode/data/anomaly-filter';
import { createAnomalyList, groupKey } from '../../src/vscode/data/anomaly-list';
import { anAnomaly, fakeServer } from './fake-backend';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the list of anomalies', () => {
  function listOf(count: number) {
    const server = fakeServer();
    server.anomalies = Array.from({ length: count }, (_, n) => anAnomaly(n + 1));
    const asked: AnomalyFilter[] = [];
    const { anomalies } = server.backend;
    Object.assign(server.backend, { anomalies: (filter: AnomalyFilter) => { asked.push(filter); return anomalies(filter); } });
    const list = createAnomalyList(async () => server.backend, () => 5);
    let changes = 0;
    list.onDidChangeList(() => { changes += 1; });
    return { server, list, asked, changed: () => { const was = changes; changes = 0; return was; } };
  }

  it('asks for groups with their numbers, and for the anomalies of a group when it is unfolded', async () => {
    const { server, list, asked } = listOf(250);
    assert.deepEqual([list.total, list.open, list.groups], [null, null, []]);
    await list.refresh();
    assert.deepEqual([list.total, list.open, list.groups.map((g) => [groupKey(g), g.anomalies]), list.members('c1').keys], [250, 250, [['c1', 250]], []]);
    asked.length = 0;
    await list.unfold('c1');
    await list.unfold('c1');
    assert.deepEqual(asked, [{ containers: [1], page: 1, size: 100 }]);
    assert.equal(list.members('c1').keys.length, 100);
    server.anomalies.push(anAnomaly(900, 2));
    await list.refresh();
    assert.deepEqual([list.total, list.members('c1').keys.length, list.groups.length], [251, 100, 2], 'what is unfolded is brought up to date with the list');
    await list.setFilter({ ...noFilter, text: 'anomaly 900' });
    assert.deepEqual([list.total, list.open, list.members('c1').keys.length], [1, 251, 0], 'the filter narrows the list, and not what is open');
  });

  it('shows a part of a long group that moves both ways, and holds no more than five pages', async () => {
    const { list } = listOf(750);
    await list.refresh();
    await list.unfold('c1');
    const window = list.members('c1');
    const at = (): unknown[] => [window.from, window.keys.length, window.keys[0], window.earlier, window.later];
    assert.deepEqual(at(), [0, 100, 1, false, true]);
    for (let n = 0; n < 4; n += 1) await list.move('c1', 'later');
    assert.deepEqual(at(), [0, 500, 1, false, true]);
    await list.move('c1', 'later');
    assert.deepEqual(at(), [100, 500, 101, true, true]);
    await list.move('c1', 'later');
    await list.move('c1', 'later');
    assert.deepEqual(at(), [300, 450, 301, true, false]);
    await list.move('c1', 'earlier');
    assert.deepEqual(at(), [200, 500, 201, true, true]);
  });

  it('groups by check, each with the anomalies that break it, sorted as asked', async () => {
    const { server, list, asked } = listOf(0);
    const broken = (id: number, ...checks: number[]) => anAnomaly(id, 1, { weight: id, failed_checks: checks.map((check) => ({ message: 'm', quality_check: { id: check, rule_type: 'unique', fields: [{ name: 'a' }] } })) });
    server.anomalies = [broken(1, 7), broken(2, 7, 8)];
    await list.arrange({ grouping: 'check', sort: 'severity' });
    assert.deepEqual(list.groups.map((g) => [groupKey(g), g.anomalies, g.weight, g.quality_check?.fields]), [['q7', 2, 2, ['a']], ['q8', 1, 2, ['a']]]);
    await list.unfold('q8');
    assert.deepEqual([asked.at(-1), list.members('q8').keys], [{ checks: [8], sort: 'severity', page: 1, size: 100 }, [2]]);
    assert.deepEqual(list.filterOf('q8'), { checks: [8], sort: 'severity' });
  });

  it('says that it differs at once when the filter does, and again when the answer is there', async () => {
    const { list, changed } = listOf(1);
    const setting = list.setFilter({ ...noFilter, text: 'x' });
    assert.equal(changed(), 1);
    await setting;
    assert.equal(changed(), 1);
    list.reset();
    assert.equal(changed(), 1);
  });

  it('drops an answer that was under way when it is told to load anew', async () => {
    const { server, list } = listOf(1);
    const answers: (() => void)[] = [];
    const { anomalyGroups } = server.backend;
    Object.assign(server.backend, { anomalyGroups: (filter: AnomalyFilter, by: 'container') => {
      const groups = anomalyGroups(filter, by);
      return new Promise((resolve) => { answers.push(() => resolve(groups)); });
    } });
    const first = list.refresh();
    await settle();
    server.anomalies = [anAnomaly(2, 2)];
    const second = list.refresh();
    await settle();
    assert.equal(answers.length, 2);
    answers[1]!();
    await second;
    answers[0]!();
    await first;
    assert.deepEqual(list.groups.map(groupKey), ['c2']);
  });

  it('fetches one anomaly for a panel without listing it', async () => {
    const { list } = listOf(3);
    assert.equal((await list.load(3)).id, 3);
    assert.deepEqual([list.store.get(3)?.id, list.groups], [3, []]);
  });

  it('fetches changed ones that were seen, archived or not, and the list', async () => {
    const { server, list, asked } = listOf(3);
    await list.refresh();
    await list.unfold('c1');
    server.anomalies[0] = anAnomaly(1, 1, { status: 'Resolved' });
    server.anomalies = server.anomalies.slice(0, 2);
    asked.length = 0;
    await list.changed([1, 2, 4000]);
    assert.deepEqual(asked[0], { ids: [1, 2], archived: 'include', page: 1, size: 2 });
    assert.equal(list.store.get(1)?.status, 'Resolved');
    assert.equal(list.total, 2, 'the list was loaded again');
  });

  it('forgets everything at another server', async () => {
    const { list } = listOf(150);
    await list.refresh();
    await list.unfold('c1');
    list.reset();
    assert.deepEqual([list.total, list.open, list.groups, list.members('c1').keys, list.store.all(), list.loader.state.phase], [null, null, [], [], [], 'new']);
  });
});
