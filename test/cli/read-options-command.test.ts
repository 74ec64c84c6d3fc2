import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Container, ContainerPreview } from '../../src/core/api/schemas/container';
import { type Ran, runCommand, workFolder } from './run-command';

describe('the command: how files are read', function () {
  this.timeout(180_000);
  const work = workFolder();
  const run = (...args: string[]): Promise<Ran> => runCommand([...args, '-q'], { folder: work.folder });
  const good = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await run(...args);
    assert.equal(code, 0, stderr);
    return stdout;
  };
  before(async () => {
    mkdirSync(path.join(work.folder, 'data', 'archive'), { recursive: true });
    writeFileSync(path.join(work.folder, 'data', 'eu.csv'), 'id;note;price;zip\n1;;1,5;01234\n2;"";NA;99\n3;\u001b[31m,"x";2;98\n');
    writeFileSync(path.join(work.folder, 'data', 'archive', 'old.csv'), 'a\n1\n');
    await good('datastores', 'add', 'data', '--exclude', 'archive', '--null-token', 'NA');
    await good('operations', 'sync');
  });
  after(() => work.remove());

  it('a datastore takes options when it is added', async () => {
    assert.match(await good('datastores', 'get', '1'), /read options +null-tokens \["NA"\], exclude \["archive"\]/);
    assert.doesNotMatch(await good('containers', 'list'), /old/);
  });
  it('a preview tries options, tells no value from an empty text, and nothing in it steers the terminal', async () => {
    const table = await good('containers', 'preview', 'eu', '--decimal', ',', '--column-type', 'zip=VARCHAR');
    assert.match(table, /id \(BIGINT\) +note \(VARCHAR\) +price \(DOUBLE\) +zip \(VARCHAR\)/);
    assert.match(table, /1 +NULL +1\.5 +01234/);
    assert.match(table, /2 +"" +NULL +99/);
    assert.doesNotMatch(table, /\u001b/);
    assert.match(await good('containers', 'preview', 'eu', '--rows', '2', '--format', 'csv'), /^id,note,price,zip\n1,,"1,5",01234\n2,"",,99\n$/);
    const json = JSON.parse(await good('containers', 'preview', 'eu', '--rows', '1', '--offset', '1', '--format', 'json')) as ContainerPreview;
    assert.deepEqual([json.rows.length, json.more, json.rows[0]?.[1]], [1, true, '']);
    assert.match(await good('containers', 'preview', 'eu', '--format', 'yaml'), /more: false/);
    assert.equal((await run('containers', 'list', '--format', 'csv')).code, 2);
  });
  it('an update is stored, adds to the types of columns, and is reset', async () => {
    await good('containers', 'update', 'eu', '--decimal', ',', '--column-type', 'zip=VARCHAR');
    await good('containers', 'update', 'eu', '--column-type', 'id=VARCHAR');
    const get = async (): Promise<Container> => JSON.parse(await good('containers', 'get', 'eu', '--format', 'json')) as Container;
    assert.deepEqual((await get()).read_options, { decimal: ',', column_types: { zip: 'VARCHAR', id: 'VARCHAR' } });
    await good('containers', 'update', 'eu', '--reset', 'decimal', '--reset', 'column-type', '--column-type', 'zip=VARCHAR');
    assert.deepEqual((await get()).read_options, { column_types: { zip: 'VARCHAR' } });
  });
  it('what cannot be: 2 with the option; a container that is not there: 10', async () => {
    for (const [wrong, saying] of [
      [['--column-type', 'nope=BIGINT'], /nope/], [['--delimiter', ';;'], /delimiter/], [['--decimal', 'x'], /one of/], [['--reset', 'colour'], /one of/],
      [['--column-type', 'zip'], /name=TYPE/], [['--header', '--reset', 'header'], /contradict/], [[], /Nothing to change/], [['--delimiter', ';', '--quote', ';'], /same sign/],
    ] as const) {
      const { code, stderr } = await run('containers', 'update', 'eu', ...wrong);
      assert.equal(code, 2, `${wrong.join(' ')}: ${stderr}`);
      assert.match(stderr, saying);
    }
    for (const command of ['get', 'preview']) assert.equal((await run('containers', command, 'nowhere')).code, 10);
  });
  it('options go with the checks file, and come back', async () => {
    await good('containers', 'update', 'eu', '--decimal', ',', '--column-type', 'zip=VARCHAR');
    await good('checks', 'export', '-o', 'checks');
    const files = ['eu.yaml', '_datastore.yaml'].map((name) => readFileSync(path.join(work.folder, 'checks', name), 'utf8'));
    assert.match(files[0] ?? '', /containers:\n {2}- name: eu\n {4}read_options:\n {6}column_types:\n {8}zip: VARCHAR\n {6}decimal: ","/);
    assert.match(files[1] ?? '', /exclude:\n {6}- archive/);
    await good('containers', 'update', 'eu', '--reset', 'decimal', '--header');
    const plan = await good('checks', 'import', '-i', 'checks', '--dry-run');
    assert.match(plan, /~ eu: read options\n {4}header: true -> null\n {4}decimal: null -> ","/);
    assert.match(await good('containers', 'get', 'eu'), /header true/);
    assert.match(await good('checks', 'import', '-i', 'checks'), /read options of 1 changed/);
    assert.match(await good('containers', 'get', 'eu'), /read options +decimal ",", column-types/);
  });
  it('a datastore is updated, and its catalogue follows', async () => {
    await good('datastores', 'update', '--datastore', 'data', '--reset', 'exclude', '--no-sync');
    await good('operations', 'sync');
    assert.match(await good('containers', 'list'), /archive\/old/);
  });
});
