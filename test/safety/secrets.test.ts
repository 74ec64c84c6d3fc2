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
      for (const answer of answers) {
        assert.equal(answer.status, 422, JSON.stringify(answer.body));
        assert.deepEqual(answer.body.detail[0].loc, ['body', 'connection', field]);
        assert.ok(!JSON.stringify(answer.body).includes(canary));
      }
      assert.ok(!JSON.stringify([(await rig.call('GET', '/connections')).body, (await rig.call('GET', '/datastores')).body]).includes(canary));
      assert.ok(!JSON.stringify(await rig.store.source.rows('SELECT doc FROM connections')).includes(canary));
    });
  }
  it('what is empty is no secret', async () => {
    const answer = await rig.call('POST', '/connections', { name: 'empty', type: 'files', path: '.', parameters: {} });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    assert.ok(!('parameters' in answer.body));
  });
});
