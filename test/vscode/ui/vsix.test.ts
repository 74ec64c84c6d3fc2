import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runCommand } from '../../../scripts/lib/commands';
import { thisTarget } from '../../../scripts/lib/package/targets';
import { makeVsix, type Vsix } from '../../../scripts/lib/package/vsix';
import { commandTitle } from '../../support/command-titles';
import { enter, enterFolder, pick, runFromPalette, stepShown } from '../../support/palette';
import { row, showView } from '../../support/side-bar';
import { useEditor } from '../../support/use-editor';
import { holdVsixContent } from '../../support/vsix-content';
import { makeWorkspace, writeOrders, type Workspace } from '../../support/workspace';

const target = thisTarget();

describe(`the packaged extension${target ? '' : ' (skipped: DuckDB is not prebuilt for this platform)'}`, () => {
  let folder: string;
  let vsix: Vsix;
  let workspace: Workspace;
  before(async function prepare() {
    // The first run fetches vsce.
    this.timeout(300_000);
    if (!target) return this.skip();
    folder = await mkdtemp(path.join(os.tmpdir(), 'plumbline-vsix-'));
    vsix = await makeVsix(target, folder, (line) => console.log(`      ${line}`));
    workspace = await makeWorkspace();
    await writeOrders(workspace.data);
  });
  const editor = useEditor(() => ({ folder: workspace.folder, vsix: vsix.file }));
  after(async () => {
    await workspace?.remove();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  it('holds what this platform needs and nothing else', () => holdVsixContent(target!, vsix));

  it('is installed into a clean VS Code and scans with the engine that it brings along', async () => {
    const { page, server } = editor();
    await showView(page, 'Datastores');
    await runFromPalette(page, commandTitle('plumbline.addDatastore'));
    await pick(page, 'Folder of Files');
    await pick(page, 'Choose Another Folder');
    await stepShown(page, 'Choose a folder of data files');
    await enterFolder(page, workspace.data);
    await stepShown(page, 'Name of the datastore');
    await enter(page, 'shop');
    await row(page, 'Datastores', 'shop').waitFor();

    const installed = (await readdir(path.join(server.dataFolder, 'extensions'))).find((name) => name.startsWith('plumbline.plumbline-'));
    assert.ok(installed, 'the extension is among the installed ones');
    const extension = path.join(server.dataFolder, 'extensions', installed);
    const log = await readFile(path.join(workspace.folder, '.plumbline', 'engine.log'), 'utf8');
    assert.doesNotMatch(log, /error/i);
    const made = await runCommand(process.execPath, [path.join(extension, 'dist', 'cli.js'), 'checks', 'create', '--datastore', 'shop',
      '--container', 'orders', '--rule', 'notNull', '--fields', 'customer', '--active'], { cwd: workspace.folder });
    assert.match(made, /notNull/);

    await runFromPalette(page, commandTitle('plumbline.scan'));
    await showView(page, 'Anomalies', 'folded');
    await row(page, 'Anomalies', 'customer').waitFor({ timeout: 60_000 });
  });
});
