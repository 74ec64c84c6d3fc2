import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { startRig, type Rig } from './rig';

describe('waiting for changes of operations', () => {
  let rig: Rig;
  let datastore: number;
  before(async () => {
    rig = await startRig();
    datastore = ((await rig.call('POST', '/datastores', { name: 'shop', connection: { type: 'files', path: '.' } })).body as { id: number }).id;
  });
  after(() => rig.close());

  const wait = async (after?: string, seconds = 5): Promise<string> =>
    ((await rig.call('GET', `/operations/changes?wait=${seconds}${after === undefined ? '' : `&after=${after}`}`)).body as { cursor: string }).cursor;

  it('answers at once to who knows nothing yet, or something else', async () => {
    const cursor = await wait();
    assert.equal(await wait('of-another-engine'), cursor);
  });

  it('answers when an operation is queued, begins and ends, however short it is', async () => {
    let go = (): void => undefined;
    rig.run = async () => {
      await new Promise<void>((resolve) => { go = resolve; });
      return { result: 'success', message: null, status: {}, commit: async () => undefined };
    };
    let cursor = await wait();
    const waiting = wait(cursor);
    assert.equal(await Promise.race([waiting, sleep(100, 'quiet')]), 'quiet');
    await rig.call('POST', '/operations/run', { type: 'sync', datastore_id: datastore });
    assert.notEqual(await waiting, cursor);
    cursor = await wait();
    const end = wait(cursor);
    await sleep(50);
    go();
    assert.notEqual(await end, cursor);
    await rig.settled();
  });

  it('answers with the same after the time it was told, and refuses a time that is none', async () => {
    const cursor = await wait();
    assert.equal(await wait(cursor, 0), cursor);
    assert.equal((await rig.call('GET', '/operations/changes?wait=3600')).status, 422);
  });

  it('does not keep a server from closing', async () => {
    const other = await startRig();
    const hanging = other.call('GET', '/operations/changes?wait=0').then(async ({ body }) =>
      other.call('GET', `/operations/changes?wait=60&after=${(body as { cursor: string }).cursor}`)).catch(() => 'cut');
    await sleep(100);
    const start = performance.now();
    await other.close();
    assert.ok(performance.now() - start < 2000);
    assert.equal(await hanging, 'cut');
  });
});
