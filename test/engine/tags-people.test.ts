import assert from 'node:assert/strict';
import { anomalyOf, checkOf, containerOf } from './entities';
import { startRig, type Rig } from './rig';

describe('engine over HTTP: tags', () => {
  let rig: Rig;
  before(async () => { rig = await startRig(); });
  after(() => rig.close());
  const names = async (): Promise<string[]> => (await rig.call('GET', '/global-tags')).body.items.map((tag: { name: string }) => tag.name);

  it('are defined, found by name, changed and listed', async () => {
    const made = await rig.call('POST', '/global-tags', { type: 'global', name: 'pii', color: '#FF2000', weight_modifier: 5, category: 'legal' });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    const { created: _, ...tag } = (await rig.call('GET', '/global-tags/pii')).body;
    assert.deepEqual(tag, { id: made.body.id, name: 'pii', type: 'global', color: '#FF2000', description: null, category: 'legal', weight_modifier: 5 });
    assert.equal((await rig.call('PUT', '/global-tags/pii', { description: 'Personal', color: null })).body.description, 'Personal');
    assert.equal((await rig.call('GET', '/global-tags/pii')).body.weight_modifier, 5);
    assert.equal((await rig.call('POST', '/global-tags', { name: 'pii' })).status, 409);
    assert.equal((await rig.call('GET', '/global-tags/none')).status, 404);
    assert.equal((await rig.call('PUT', '/global-tags/none', {})).status, 404);
    assert.equal((await rig.call('DELETE', '/global-tags/none')).status, 404);
    for (const wrong of [{ name: '' }, { name: 'x', weight_modifier: 11 }, { name: 'x', color: 'red' }, { name: 'x', type: 'external' }]) {
      assert.equal((await rig.call('POST', '/global-tags', wrong)).status, 422, JSON.stringify(wrong));
    }
    assert.deepEqual((await rig.call('GET', '/global-tags/listing')).body.map((one: { name: string }) => one.name), ['pii']);
  });

  it('are known by being carried, renamed everywhere, and taken off everywhere', async () => {
    const ids = await rig.store.transaction(async (tx) => {
      const container = await tx.saveContainer(containerOf({ tags: ['a/b c', 'pii'] }));
      const check = await tx.saveCheck(checkOf(container.id, { tags: ['a/b c'] }));
      const anomaly = await tx.saveAnomaly(anomalyOf({ container_id: container.id, tags: ['a/b c', 'only here'] }), null, 'scan');
      return { container: container.id, check: check.id, anomaly: anomaly.id };
    });
    const carried = async (): Promise<string[][]> => Promise.all([`/containers/${ids.container}`, `/quality-checks/${ids.check}`, `/anomalies/${ids.anomaly}`]
      .map(async (target) => (await rig.call('GET', target)).body.global_tags.map((tag: { name: string }) => tag.name) as string[]));
    assert.deepEqual(await names(), ['a/b c', 'only here', 'pii']);
    assert.equal((await rig.call('GET', `/containers/${ids.container}`)).body.global_tags[1].weight_modifier, 5);
    const target = `/global-tags/${encodeURIComponent('a/b c')}`;
    assert.equal((await rig.call('GET', target)).body.id, null);
    assert.equal((await rig.call('PUT', target, { name: 'pii' })).status, 409);
    assert.equal((await rig.call('PUT', target, { name: 'new' })).body.name, 'new');
    assert.deepEqual(await carried(), [['new', 'pii'], ['new'], ['new', 'only here']]);
    assert.equal((await rig.call('DELETE', '/global-tags/new')).status, 200);
    assert.deepEqual(await carried(), [['pii'], [], ['only here']]);
    assert.deepEqual(await names(), ['only here', 'pii']);
    assert.equal((await rig.call('GET', '/anomalies?tag=new')).body.total, 0);
    assert.equal((await rig.call('GET', `/anomalies/${ids.anomaly}/history`)).body.length, 3, 'both changes are in its history');
  });
});

describe('engine over HTTP: users and teams of one person', () => {
  let rig: Rig;
  before(async () => { rig = await startRig(); });
  after(() => rig.close());

  it('are one user in one team', async () => {
    const me = (await rig.call('GET', '/users/me')).body;
    assert.deepEqual((await rig.call('GET', '/users')).body.items, [me]);
    assert.deepEqual((await rig.call('GET', `/users/${me.id}`)).body, me);
    const teams = (await rig.call('GET', '/teams')).body;
    assert.deepEqual([teams.total, teams.items[0].name, teams.items[0].users[0].id], [1, 'Public', me.id]);
    assert.equal((await rig.call('GET', `/teams/${teams.items[0].id}`)).body.permission, 'Editor');
    assert.equal((await rig.call('GET', '/users?name=nobody')).body.total, 0);
    assert.equal((await rig.call('GET', '/teams?search=pub')).body.total, 1);
    assert.deepEqual(me.teams.map((team: { name: string }) => team.name), ['Public']);
  });

  it('stay as they are, which is said', async () => {
    for (const [method, target, body] of [
      ['POST', '/teams', { name: 'x' }], ['PUT', '/teams/1', { name: 'x' }], ['DELETE', '/teams/1'], ['PUT', '/users/1', { role: 'Member' }],
    ] as const) {
      const answer = await rig.call(method, target, body);
      assert.deepEqual([answer.status, /one user and one team/.test(answer.body.detail)], [403, true], `${method} ${target}`);
    }
    assert.equal((await rig.call('GET', '/teams/2')).status, 404);
  });
});
