import { editor } from './vscode-stub';
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { bundleText } from '../../scripts/lib/l10n-texts';
import { anomalyStatus } from '../../src/core/api/schemas/anomaly';
import { operationToJob } from '../../src/core/jobs/operation-to-job';
import { localServer } from '../../src/vscode/servers/server';
import { setting, type SettingName } from '../../src/vscode/settings';
import { anomalyDatastoreItem, anomalyGroupItem, anomalyItem } from '../../src/vscode/trees/anomaly-items';
import { byDatastore } from '../../src/vscode/trees/anomaly-nodes';
import { containerItem, datastoreItem, fieldItem, serverItem } from '../../src/vscode/trees/catalogue-items';
import { jobItem } from '../../src/vscode/trees/job-items';
import { containerNode, fieldNode } from '../../src/vscode/trees/catalogue-nodes';
import { composeExtension, type Composed } from './compose-extension';
import { aContainer, aDatastore, aField, anAnomaly, anOperation } from './fake-backend';
import { manifest, texts, whenClauses } from './manifest';

const { contributes } = manifest;
const commandIds = contributes.commands.map((command) => command.command);
const viewIds = Object.values(contributes.views).flat().map((view) => view.id);

/** The code of the editor's side, without its imports. */
function code(): string {
  const files = readdirSync(path.resolve('src', 'vscode'), { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  return files.map((file) => readFileSync(path.join(file.parentPath, file.name), 'utf8')).join('\n');
}

/** The context values of lines of every kind and state. */
function contextValues(): string[] {
  const jobs = ['running', 'success', 'failure'].map((result) => operationToJob(anOperation(1, { result, status: { anomalies_identified: 1 } }), 'local'));
  const anomalies = anomalyStatus.options.map((status) => anomalyItem(anAnomaly(1, 1, { status })));
  const group = { datastore: { id: 1, name: 's' }, container: { id: 1, name: 'c' }, anomalies: 1, weight: 1 };
  return [
    serverItem(localServer), datastoreItem(aDatastore(1)), containerItem(aContainer(1, 1), containerNode('local', 1, 1)), containerItem(aContainer(2, 1, { file_format: 'csv', last_error: 'Ragged.' }), containerNode('local', 1, 2)), fieldItem(aField(1), fieldNode('local', containerNode('local', 1, 1), 1, 'f')), ...jobs.map((job) => jobItem(job, 0)),
    ...anomalies, anomalyDatastoreItem(byDatastore('local', [group])[0]!), anomalyGroupItem(group, true), anomalyGroupItem({ ...group, quality_check: { id: 1, rule_type: 'unique', fields: [] } }, true),
  ].map((item) => item.contextValue ?? '');
}

describe('package.json', () => {
  let extension: Composed;
  before(() => { extension = composeExtension(); });
  after(() => extension.dispose());

  it('contributes exactly the commands that the code registers', () => {
    assert.deepEqual([...editor.commands.keys()].sort(), [...commandIds].sort());
  });

  it('contributes exactly the views that the code makes', () => {
    assert.deepEqual([...editor.views.keys()].sort(), [...viewIds].sort());
  });

  it('activates for each panel that comes back after a reload, and for nothing at start', () => {
    assert.deepEqual(manifest.activationEvents.filter((event) => event.startsWith('onWebviewPanel:')).map((event) => event.slice(15)).sort(), [...editor.serializers].sort());
    assert.ok(!manifest.activationEvents.some((event) => event === '*' || event === 'onStartupFinished'));
  });

  it('has a text for every key, and a key for every text', () => {
    const used = [...readFileSync(path.resolve('package.json'), 'utf8').matchAll(/"%([^%"]+)%"/g)].map((match) => match[1]!);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(texts).sort());
    assert.ok(Object.values(texts).every((text) => text.trim() !== ''));
  });

  it('shows people only localised texts', () => {
    const shown = [
      ...contributes.commands.flatMap((c) => [c.title, c.shortTitle ?? c.title]), ...Object.values(contributes.views).flat().map((v) => v.name), ...contributes.viewsWelcome.map((w) => w.contents),
      ...contributes.viewsContainers.activitybar.map((c) => c.title), ...Object.values(contributes.configuration.properties).map((p) => p.markdownDescription),
      manifest.capabilities.untrustedWorkspaces.description,
    ];
    assert.deepEqual(shown.filter((text) => !/^%.+%$/.test(text)), []);
    assert.deepEqual([...new Set(contributes.commands.map((c) => c.category))], ['Plumbline']);
  });

  it('uses in its conditions only context keys that the code sets', () => {
    const used = whenClauses().flatMap((when) => when.match(/(?<![\w.'])plumbline\.\w+/g) ?? []).filter((key) => !viewIds.includes(key));
    assert.ok(used.length > 0);
    assert.deepEqual([...new Set(used)].filter((key) => !editor.contextKeys.has(key)), []);
    for (const key of editor.contextKeys.keys()) assert.ok(used.includes(key), `${key} is set, but nothing asks for it`);
  });

  it('asks in its conditions only for context values that trees give', () => {
    const values = contextValues();
    const patterns = whenClauses().flatMap((when) => [...when.matchAll(/viewItem =~ \/(.+?)\/(?= |$)/g)].map((match) => match[1]!));
    assert.ok(patterns.length > 10);
    for (const pattern of new Set(patterns)) {
      assert.ok(values.some((value) => new RegExp(pattern).test(value)), `no line of a tree matches ${pattern}`);
    }
  });

  it('places only commands and views that it contributes', () => {
    const placed = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].map((entry) => entry.command);
    assert.deepEqual(placed.filter((command) => !commandIds.includes(command)), []);
    const named = whenClauses().flatMap((when) => [...when.matchAll(/\bview == ([\w.]+)/g)].map((match) => match[1]!));
    assert.deepEqual([...named, ...contributes.viewsWelcome.map((w) => w.view)].filter((view) => !viewIds.includes(view)), []);
    const linked = Object.values(texts).flatMap((text) => [...text.matchAll(/\(command:([\w.]+)/g)].map((match) => match[1]!));
    assert.deepEqual(linked.filter((command) => command.startsWith('plumbline.') && !commandIds.includes(command)), []);
  });

  it('gives an icon to every command that stands in a title or a line', () => {
    const inline = Object.entries(contributes.menus).flatMap(([menu, entries]) => entries.filter((entry) => entry.group?.startsWith(menu === 'view/title' ? 'navigation' : 'inline')));
    assert.ok(inline.length > 0);
    const without = inline.filter((entry) => !contributes.commands.find((c) => c.command === entry.command)?.icon);
    assert.deepEqual(without.map((entry) => entry.command), []);
  });

  it('names pictures that exist', () => {
    const files = [manifest.icon, ...contributes.viewsContainers.activitybar.map((c) => c.icon), ...Object.values(contributes.views).flat().map((v) => v.icon)];
    assert.deepEqual(files.filter((file) => !existsSync(path.resolve(file))), []);
    const png = readFileSync(path.resolve(manifest.icon));
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [128, 128]);
  });

  it('hides from the palette what cannot ask for its argument, and nothing else', () => {
    const hidden = contributes.menus.commandPalette!.filter((entry) => entry.when === 'false').map((entry) => entry.command);
    assert.deepEqual(hidden.sort(), [
      'plumbline.acceptAnomaly', 'plumbline.acknowledgeAnomaly', 'plumbline.addResource', 'plumbline.invalidateAnomaly', 'plumbline.markDuplicateAnomaly', 'plumbline.previewResource',
      'plumbline.profileResource', 'plumbline.reactivateAnomaly',
      'plumbline.resolveAnomaly', 'plumbline.scanResource', 'plumbline.showJobAnomalies', 'plumbline.showMoreAnomalies', 'plumbline.showMoreJobs',
    ]);
    for (const command of ['addDatastore', 'sync', 'profile', 'scan', 'runPipeline', 'openJob', 'openAnomaly', 'cancelJob', 'retryJob', 'refresh', 'setAnomalyStatus', 'showLog', 'addServer', 'createCheck']) {
      assert.ok(commandIds.includes(`plumbline.${command}`) && !hidden.includes(`plumbline.${command}`), command);
    }
  });

  it('contributes the settings that the code reads, with the defaults that the code has', () => {
    const read = new Set([...code().matchAll(/\bsetting\('([\w.]+)'\)/g)].map((match) => match[1]!));
    assert.deepEqual(Object.keys(contributes.configuration.properties).sort(), [...read].map((name) => `plumbline.${name}`).sort());
    for (const name of read) {
      assert.equal(setting(name as SettingName), contributes.configuration.properties[`plumbline.${name}`]!.default, name);
    }
    for (const restricted of manifest.capabilities.untrustedWorkspaces.restrictedConfigurations) assert.ok(restricted in contributes.configuration.properties);
  });

  it('welcomes in each view, whatever is missing', () => {
    for (const view of viewIds) assert.ok(contributes.viewsWelcome.some((welcome) => welcome.view === view), view);
    assert.ok(contributes.viewsWelcome.some((welcome) => welcome.when.includes('!isWorkspaceTrusted')));
  });

  it('has every text of the code in the bundle for translators', async () => {
    assert.equal(readFileSync(path.resolve(manifest.l10n, 'bundle.l10n.json'), 'utf8'), await bundleText(), 'run: node scripts/run.mjs l10n');
  });

  it('asks for no secret in a setting', () => {
    assert.deepEqual(Object.keys(contributes.configuration.properties).filter((name) => /token|secret|password|key/i.test(name)), []);
  });
});

describe('activation', () => {
  it('starts nothing and asks nothing', () => {
    const extension = composeExtension();
    assert.deepEqual(editor.executed.filter(([command]) => command !== 'setContext'), []);
    assert.equal(extension.app.catalogue.loader.state.phase, 'new');
    assert.equal(extension.app.jobs.loader.state.phase, 'new');
    assert.deepEqual(editor.statusItems, []);
    extension.dispose();
  });
});
