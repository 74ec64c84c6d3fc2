import { editor, vscode } from './vscode-stub';
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runRequest } from '../../src/vscode/data/pipelines';
import { storeFolder, storeOfFolder } from '../../src/vscode/servers/store-place';

describe('where the store of a window lies', () => {
  const base = mkdtempSync(path.join(os.tmpdir(), 'plumbline-place-'));
  const at = (...parts: string[]): string => path.join(base, ...parts);
  const storage = at('storage');
  const readOnly = (folder: string): boolean => !folder.startsWith(at('share'));
  before(() => {
    for (const folder of [at('work', 'deep'), at('share', 'data'), at('share', 'kept', '.plumbline'), at('other', 'data')]) mkdirSync(folder, { recursive: true });
    mkdirSync(at('work', '.plumbline'), { mode: 0o700 });
  });
  after(() => rmSync(base, { recursive: true, force: true }));

  it('is in the folder, or found above it', () => {
    assert.equal(storeOfFolder(at('other', 'data'), storage, ''), at('other', 'data', '.plumbline'));
    assert.equal(storeOfFolder(at('work', 'deep'), storage, ''), at('work', '.plumbline'));
  });

  it('is in the editor\'s own storage, a place for each, where the folder or the store in it can only be read', () => {
    const places = [at('share', 'data'), at('share', 'kept'), at('other', 'data')].map((folder) => storeOfFolder(folder, storage, '', readOnly));
    assert.match(places[0]!, /storage.stores.data-[0-9a-f]{12}.\.plumbline$/);
    assert.match(places[1]!, /storage.stores.kept-[0-9a-f]{12}.\.plumbline$/);
    assert.equal(places[2], at('other', 'data', '.plumbline'));
    assert.equal(storeOfFolder(at('share', 'data'), storage, '', readOnly), places[0], 'the same one each time');
    assert.deepEqual(readdirSync(at('other', 'data')), [], 'to look leaves nothing behind');
  });

  it('is where the setting says, apart for folders of one name', () => {
    const [one, two] = [at('share', 'data'), at('other', 'data')].map((folder) => storeOfFolder(folder, storage, at('stores')));
    for (const place of [one, two]) assert.match(place!, /stores.data-[0-9a-f]{12}.\.plumbline$/);
    assert.notEqual(one, two);
    assert.match(storeOfFolder(at('other', 'data'), storage, path.join('~', 'stores')), new RegExp(`^${os.homedir().replaceAll('\\', '\\\\')}`));
    editor.reset();
    editor.settings.set('plumbline.store.location', at('stores'));
    vscode.workspace.workspaceFolders = [{ uri: { scheme: 'file', fsPath: at('share', 'data') } }];
    assert.equal(storeFolder(storage), one);
    editor.reset();
    assert.equal(storeFolder(storage), path.join(storage, '.plumbline'), 'without a folder');
  });

  it('settings of profiles and scans go along with what is started here', () => {
    editor.reset();
    const target = { datastoreId: 1, containers: null };
    assert.deepEqual([runRequest('profile', target), runRequest('scan', target)], [{ type: 'profile', datastore_id: 1 }, { type: 'scan', datastore_id: 1 }]);
    for (const [name, value] of [['profile.aiEffort', 'high'], ['scan.rowsKept', 50], ['scan.rollUp', 500]] as const) editor.settings.set(`plumbline.${name}`, value);
    assert.deepEqual([runRequest('sync', target), runRequest('profile', target), runRequest('scan', target)], [
      { type: 'sync', datastore_id: 1 }, { type: 'profile', datastore_id: 1, ai_effort: 'high' },
      { type: 'scan', datastore_id: 1, enrichment_source_record_limit: 50, high_count_rollup_threshold: 500 },
    ]);
    editor.reset();
  });
});
