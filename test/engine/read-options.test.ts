import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openSession } from '../../src/engine/duckdb/open-session';
import { runners } from '../../src/engine/operations/runners';
import { startRig, type Answer, type Rig } from './rig';

describe('engine over HTTP: read options', () => {
  let rig: Rig;
  let folder: string;
  const write = (name: string, text: string | Uint8Array): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  const good = async (method: string, target: string, body?: unknown): Promise<Answer['body']> => {
    const answer = await rig.call(method, target, body);
    assert.equal(answer.status, 200, `${method} ${target}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const refused = async (method: string, target: string, body: unknown, loc: string[], saying: RegExp): Promise<void> => {
    const { status, body: answer } = await rig.call(method, target, body);
    assert.equal(status, 422, JSON.stringify(answer));
    assert.deepEqual(answer.detail[0].loc, ['body', ...loc]);
    assert.match(answer.detail[0].msg, saying);
  };
  const sync = async (id: number, body = {}): Promise<void> => {
    rig.run = runners.sync;
    await good('POST', '/operations/run', { type: 'sync', datastore_id: id, ...body });
    await rig.settled();
  };
  const add = async (body: object = {}): Promise<Answer['body']> => {
    const made = await good('POST', '/datastores', { name: `d${Math.random()}`, connection: { type: 'files', path: folder }, ...body });
    await sync(made.id);
    return made;
  };
  const containers = async (id: number): Promise<Map<string, Answer['body']>> =>
    new Map((await good('GET', `/containers?datastore=${id}`)).items.map((one: { name: string }) => [one.name, one]));

  before(async () => { rig = await startRig(); });
  beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-read-')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  after(() => rig.close());

  it('a datastore takes include and exclude, and gives them back; null clears one, the other stays', async () => {
    for (const name of ['in/a.csv', 'in/old/b.csv', 'out/c.csv', 'd.json']) write(name, name.endsWith('.json') ? '[{"x":1}]' : 'x\n1\n');
    const made = await add({ read_options: { include: ['in', '*.json'], exclude: ['old'] } });
    assert.deepEqual(made.read_options, { include: ['in', '*.json'], exclude: ['old'] });
    assert.deepEqual([...(await containers(made.id)).keys()], ['d', 'in/a']);
    const { read_options } = await good('PUT', `/datastores/${made.id}`, { read_options: { exclude: null } });
    assert.deepEqual(read_options, { include: ['in', '*.json'] });
    assert.deepEqual((await good('PUT', `/datastores/${made.id}`, { name: `n${made.id}` })).read_options, { include: ['in', '*.json'] });
    await good('PUT', `/datastores/${made.id}`, { read_options: { include: null }, trigger_sync: true });
    await rig.settled();
    assert.deepEqual([...(await containers(made.id)).keys()], ['d', 'in/a', 'in/old/b', 'out/c']);
  });

  it('the older place of include is kept in the datastore\'s options, and can be cleared there', async () => {
    write('a.csv', 'x\n1\n');
    write('b.csv', 'x\n1\n');
    const made = await add({ connection: { type: 'files', path: folder, include: ['a.csv'] } });
    assert.deepEqual([made.read_options, made.connection.include], [{ include: ['a.csv'] }, undefined]);
    assert.deepEqual([...(await containers(made.id)).keys()], ['a']);
    // As a store of an earlier version holds it.
    const old = await rig.store.transaction(async (tx) => {
      const connection = await tx.saveConnection({ name: 'old', created: '2026-01-01T00:00:00Z', type: 'files', path: folder, include: ['b.csv'], made_with_datastore: true });
      return tx.createDatastore({ ...(await tx.datastore(made.id))!, id: undefined, name: 'old', connection_id: connection.id, read_options: undefined } as never);
    });
    await sync(old.id);
    assert.deepEqual([...(await containers(old.id)).keys()], ['b']);
    assert.deepEqual((await good('GET', `/datastores/${old.id}`)).read_options, { include: ['b.csv'] });
    assert.deepEqual((await good('PUT', `/datastores/${old.id}`, { read_options: { exclude: ['c.csv'] } })).read_options, { include: ['b.csv'], exclude: ['c.csv'] });
    assert.deepEqual((await good('PUT', `/datastores/${old.id}`, { read_options: { include: null } })).read_options, { exclude: ['c.csv'] });
    await sync(old.id);
    assert.deepEqual([...(await containers(old.id)).keys()], ['a', 'b']);
  });

  it('refuses what it does not know, what is malformed and what contradicts itself, with the place, and stores nothing', async () => {
    write('a.csv', 'x,y\n1,2\n');
    write('b.json', '[{"x":1}]');
    const made = await add();
    const there = await containers(made.id);
    const [a, b] = [`/containers/${there.get('a').id}`, `/containers/${there.get('b').id}`];
    const cases: [string, object, string[], RegExp][] = [
      ['', { delimeter: ';' }, ['read_options', 'delimeter'], /[Ee]xtra|permitted|delimeter/], ['', { delimiter: ';;' }, ['read_options', 'delimiter'], /one character, or tab/],
      ['', { delimiter: '\n' }, ['read_options', 'delimiter'], /one character/], ['', { encoding: 'ebcdic' }, ['read_options', 'encoding'], /utf-8/],
      ['', { header: 'yes' }, ['read_options', 'header'], /boolean/], ['', { decimal: ';' }, ['read_options', 'decimal'], /./],
      ['', { delimiter: ';', quote: ';' }, ['read_options', 'quote'], /same sign as the delimiter/],
      ['', { delimiter: 'tab', comment: '\t' }, ['read_options', 'comment'], /same sign as the delimiter/],
      ['', { quote: '', escape: '\\' }, ['read_options', 'escape'], /nothing to escape/],
    ];
    for (const [, options, loc, saying] of cases) {
      for (const target of [a, `/datastores/${made.id}`]) await refused('PUT', target, { read_options: options }, loc, saying);
      await refused('POST', `${a}/preview`, { read_options: options }, loc, saying);
      await refused('POST', '/datastores', { name: 'x', connection: { type: 'files', path: folder }, read_options: options }, loc, saying);
    }
    await refused('PUT', a, { read_options: { include: ['*.csv'] } }, ['read_options', 'include'], /not of a container/);
    await refused('PUT', b, { read_options: { header: false } }, ['read_options', 'header'], /b is a JSON file/);
    await refused('POST', '/datastores', { name: 'x', connection: { type: 'duckdb', path: 'x.duckdb' }, read_options: { header: true } }, ['read_options', 'header'], /duckdb has no read options/);
    for (const rows of [0, 1001, 1.5]) await refused('POST', `${a}/preview`, { rows }, ['rows'], /./);
    await refused('POST', `${a}/preview`, { offset: -1 }, ['offset'], /./);
    assert.deepEqual([(await good('GET', a)).read_options, (await good('GET', `/datastores/${made.id}`)).read_options], [{}, {}]);
  });

  it('previews rows with their types; null and empty text differ, large numbers and long texts are safe to show', async () => {
    write('a.csv', `id,text,big,when\n1,,9007199254740993,2026-01-02\n2,"",1,\n3,${'x'.repeat(5000)},2,2026-01-04\n4,"<b>\u001b[31m",3,2026-01-05\n`);
    const made = await add();
    const { id } = (await containers(made.id)).get('a');
    const shown = await good('POST', `/containers/${id}/preview`, { rows: 3 });
    assert.deepEqual(shown.columns.map((c: { name: string; native_type: string }) => [c.name, c.native_type]), [['id', 'BIGINT'], ['text', 'VARCHAR'], ['big', 'BIGINT'], ['when', 'DATE']]);
    assert.deepEqual(shown.rows[0], [1, null, '9007199254740993', '2026-01-02']);
    assert.equal(shown.rows[2][1].length, 1001);
    assert.deepEqual([shown.rows.length, shown.offset, shown.more, shown.container.name], [3, 0, true, 'a']);
    const rest = await good('POST', `/containers/${id}/preview`, { rows: 3, offset: 3 });
    assert.deepEqual([rest.rows, rest.more], [[[4, '<b>\u001b[31m', 3, '2026-01-05']], false]);
    assert.equal((await good('POST', `/containers/${id}/preview`)).rows.length, 4);
  });

  it('a preview is bounded in cells and text, however wide and long the rows are', async () => {
    const wide = Array.from({ length: 100 }, (_, i) => `c${i}`);
    write('wide.csv', [wide.join(','), ...Array.from({ length: 250 }, () => wide.map(() => 'v').join(','))].join('\n'));
    write('long.csv', ['a,b,c', ...Array.from({ length: 900 }, () => ['p', 'q', 'r'].map((c) => c.repeat(2000)).join(','))].join('\n'));
    const made = await add();
    const there = await containers(made.id);
    const preview = async (name: string) => good('POST', `/containers/${there.get(name).id}/preview`, { rows: 1000 });
    const one = await preview('wide');
    assert.deepEqual([one.rows.length, one.more], [200, true]);
    const two = await preview('long');
    assert.ok(two.more && two.rows.length >= 1 && JSON.stringify(two).length < 2_200_000, String(two.rows.length));
  });

  it('a file that is gone or cannot be read is said, not blamed on the options', async () => {
    write('a.csv', 'x,y\n1,2\n');
    const made = await add();
    const { id } = (await containers(made.id)).get('a');
    write('a.csv', 'x,y\n1,2\n3\n');
    const ragged = await rig.call('POST', `/containers/${id}/preview`, {});
    assert.equal(ragged.status, 400);
    assert.match(ragged.body.detail, /Line 3 of a\.csv/);
    rmSync(path.join(folder, 'a.csv'));
    const gone = await rig.call('PUT', `/containers/${id}`, { read_options: { delimiter: ';' } });
    assert.deepEqual([gone.status, gone.body.problem.code], [400, 'source-missing']);
    assert.deepEqual((await good('GET', `/containers/${id}`)).read_options, {});
    assert.equal((await rig.call('POST', '/containers/987/preview', {})).status, 404);
  });

  it('tables of a database can be previewed too', async () => {
    const file = path.join(folder, 'shop.duckdb');
    const session = await openSession({ path: file });
    await session.query("CREATE TABLE t AS SELECT range AS id, 'n' || range AS name FROM range(30)");
    await session.close();
    const made = await add({ connection: { type: 'duckdb', path: file } });
    const [{ id }] = (await containers(made.id)).values();
    const shown = await good('POST', `/containers/${id}/preview`, {});
    assert.deepEqual([shown.rows.length, shown.more, shown.rows[0]], [20, true, [0, 'n0']]);
    await refused('PUT', `/containers/${id}`, { read_options: { delimiter: ';' } }, ['read_options', 'delimiter'], /is not a file/);
  });

  const fields = async (id: number): Promise<Record<string, string>> => Object.fromEntries((await good('GET', `/containers/${id}/fields`))
    .filter((field: { status: string }) => field.status === 'active').map((field: { name: string; native_type: string }) => [field.name, field.native_type]));
  const prices = 'id;price;zip\n1;1,5;01234\n2;NA;99\n';

  it('a container\'s options are tried, stored and obeyed; its fields follow at once, and they outlive a sync', async () => {
    write('eu.csv', prices);
    const made = await add();
    const { id } = (await containers(made.id)).get('eu');
    const tried = { decimal: ',', null_tokens: ['NA'], column_types: { zip: 'VARCHAR' } };
    const shown = await good('POST', `/containers/${id}/preview`, { read_options: tried });
    assert.deepEqual(shown.rows, [[1, 1.5, '01234'], [2, null, '99']]);
    assert.deepEqual((await good('GET', `/containers/${id}`)).read_options, {}, 'a preview stores nothing');
    assert.deepEqual((await good('PUT', `/containers/${id}`, { read_options: tried })).read_options, tried);
    assert.deepEqual(await fields(id), { id: 'BIGINT', price: 'DOUBLE', zip: 'VARCHAR' });
    await sync(made.id);
    assert.deepEqual([(await good('GET', `/containers/${id}`)).read_options, await fields(id)], [tried, { id: 'BIGINT', price: 'DOUBLE', zip: 'VARCHAR' }]);
    assert.deepEqual((await good('POST', `/containers/${id}/preview`)).rows[0], [1, 1.5, '01234']);
    await good('PUT', `/containers/${id}`, { read_options: { decimal: null, null_tokens: null } });
    assert.deepEqual([(await good('GET', `/containers/${id}`)).read_options, (await fields(id)).price], [{ column_types: { zip: 'VARCHAR' } }, 'VARCHAR']);
    await sync(made.id, { recreate: true });
    assert.deepEqual((await containers(made.id)).get('eu').read_options, {}, 'a catalogue made anew has none');
  });

  it('an option that the data does not fit is refused with its place, and the container stays as it was', async () => {
    write('eu.csv', prices);
    const made = await add();
    const { id } = (await containers(made.id)).get('eu');
    const before = [await good('GET', `/containers/${id}`), await fields(id)];
    await refused('PUT', `/containers/${id}`, { read_options: { column_types: { nope: 'BIGINT' } } }, ['read_options', 'column_types'], /nope/);
    await refused('PUT', `/containers/${id}`, { read_options: { column_types: { zip: 'FOO' } } }, ['read_options', 'column_types'], /FOO/);
    await refused('PUT', `/containers/${id}`, { tags: ['t'], read_options: { encoding: 'utf-16le' } }, ['read_options', 'encoding'], /eu/);
    assert.deepEqual([await good('GET', `/containers/${id}`), await fields(id)], before);
  });

  it('a file that the guess cannot read is mended by options, and its error goes', async () => {
    write('odd.csv', 'a,b\n1,2\n3\n4,5\n6,7\n');
    const made = await add();
    const { id, last_error } = (await containers(made.id)).get('odd');
    assert.match(last_error, /odd\.csv/);
    const mended = await good('PUT', `/containers/${id}`, { read_options: { delimiter: 'tab' } });
    assert.deepEqual([mended.last_error, Object.keys(await fields(id)).length], [null, 1]);
    const back = await good('PUT', `/containers/${id}`, { read_options: { delimiter: null } });
    assert.deepEqual(back.read_options, {});
    assert.match(back.last_error, /odd\.csv/, 'what is taken away is let go, and its consequence said');
  });

  it('a container\'s options win over its datastore\'s, and those hold for all others', async () => {
    write('a.csv', 'x;y\n1,5;2\n');
    write('b.csv', 'x;y\n1,5;2\n');
    const made = await add({ read_options: { decimal: ',' } });
    const there = await containers(made.id);
    await good('PUT', `/containers/${there.get('b').id}`, { read_options: { decimal: '.' } });
    const first = async (name: string): Promise<unknown> => (await good('POST', `/containers/${there.get(name).id}/preview`)).rows[0][0];
    assert.deepEqual([await first('a'), await first('b')], [1.5, '1,5']);
  });
});
