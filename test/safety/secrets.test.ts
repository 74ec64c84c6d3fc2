import assert from 'node:assert/strict';
import { startRig, type Rig } from '../engine/rig';

/** What must come out nowhere. */
const canary = 'canary-4711';

describe('secrets in a connection', () => {
  let rig: Rig;
  before(async () => { rig = await startRig(); });
  after(() => rig.close());

  const secrets: [string, Record<string, unknown>][] = [
    ['password', { password: canary }], ['parameters', { parameters: { token: canary } }], ['parameters', { parameters: { nested: { deep: [canary] } } }],
    ['host', { host: `https://${canary}@example.invalid` }], ['username', { username: canary }], ['path', { path: `https://u:${canary}@example.invalid/x.csv` }],
    ['path', { path: `s3://bucket/x.csv?X-Amz-Signature=${canary}` }], ['include', { include: [`http://u:${canary}@example.invalid/*.csv`] }], ['port', { port: 4711 }],
  ];
  for (const [field, given] of secrets) {
    it(`${JSON.stringify(given).replace(canary, '…')}: refused with its place, wherever a connection is taken, and not repeated`, async () => {
      const connection = { type: 'files', path: '.', ...given };
      const made = await rig.call('POST', '/connections', { name: 'plain', type: 'files', path: '.' });
      const answers = [
        await rig.call('POST', '/connections', { name: 'c', ...connection }), await rig.call('POST', '/datastores', { name: 'd', connection }),
        await rig.call('POST', '/datastores/connection', { name: 'd', connection }), await rig.call('PUT', `/connections/${made.body.id}`, { name: 'c', ...connection }),
      ];
      // Where the request has the connection: in the body itself, or below `connection`.
      const places = [['body'], ['body', 'connection'], ['body', 'connection'], ['body']];
      for (const [at, answer] of answers.entries()) {
        assert.equal(answer.status, 422, JSON.stringify(answer.body));
        assert.deepEqual(answer.body.detail[0].loc, [...places[at]!, field]);
        assert.ok(!JSON.stringify(answer.body).includes(canary));
      }
      assert.ok(!JSON.stringify([(await rig.call('GET', '/connections')).body, (await rig.call('GET', '/datastores')).body]).includes(canary));
      assert.ok(!JSON.stringify(await rig.store.source.rows('SELECT doc FROM connections')).includes(canary));
    });
  }
  it('of a server: the password is kept in memory, and is neither stored nor given out', async () => {
    const server = { type: 'postgresql', host: 'db.example.invalid', username: 'ann', password: canary };
    const connection = await rig.call('POST', '/connections', { name: 'pg', ...server });
    const datastore = await rig.call('POST', '/datastores', { name: 'pg', connection: server, database: 'shop' });
    assert.deepEqual([connection.status, datastore.status], [200, 200], JSON.stringify([connection.body, datastore.body]));
    const ids = [connection.body.id, datastore.body.connection.id] as number[];
    assert.deepEqual(ids.map((id) => rig.parts.secrets.of(id)), [canary, canary]);
    const changed = await rig.call('PUT', `/connections/${ids[0]}`, { port: 5433, password: `${canary}-new` });
    assert.equal(rig.parts.secrets.of(ids[0]!), `${canary}-new`);
    const wrong = await rig.call('POST', '/connections', { name: 'x', ...server, tls: { mode: 'verify-full', ca: 'a\nb' } });
    assert.equal(wrong.status, 422);
    const told = [connection, datastore, changed, await rig.call('GET', '/connections'), await rig.call('GET', '/datastores'), wrong].map(({ body }) => JSON.stringify(body));
    assert.ok(!told.some((text) => text.includes(canary)));
    assert.deepEqual([changed.body.port, changed.body.username], [5433, 'ann']);
    assert.ok(!JSON.stringify(await rig.store.source.rows('SELECT doc FROM connections')).includes(canary));
    await rig.call('DELETE', `/connections/${ids[0]}`);
    assert.equal(rig.parts.secrets.of(ids[0]!), undefined);
  });
  it('what is empty is no secret', async () => {
    const answer = await rig.call('POST', '/connections', { name: 'empty', type: 'files', path: '.', parameters: {} });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    assert.ok(!('parameters' in answer.body));
  });
});
