import assert from 'node:assert/strict';
import { Command } from 'commander';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { addRunCommands } from '../../src/cli/commands/operations-run';
import { runRequest } from '../../src/cli/options/kind-options';
import type { Surroundings } from '../../src/cli/context';
import { operation, runBody } from '../../src/core/api/schemas/operation';
import type { OperationKind } from '../../src/core/operations/kind';
import { kindName, kindNames, kindOf, operationKinds, partsOf, refreshedBy } from '../../src/core/operations/kinds';
import { kindTitle } from '../../src/core/operations/words';
import { runners } from '../../src/engine/operations/runners';

const sources = ['src', 'webview'].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((file) => path.join(folder, file)).filter((file) => /\.tsx?$/.test(file)));

/** Where a kind may be named: its entry, what runs it, and what wants this very one. */
const named = [
  path.join('src', 'core', 'operations'), path.join('src', 'engine', 'operations'), path.join('src', 'core', 'api', 'schemas', 'operation.ts'),
  // A profile has a panel of its own.
  path.join('src', 'vscode', 'notify', 'job-ended.ts'), path.join('src', 'vscode', 'panels', 'profile-panel.ts'), path.join('webview', 'profile'),
  // A new datastore is catalogued at once.
  path.join('src', 'engine', 'http', 'handlers', 'datastores.ts'), path.join('src', 'vscode', 'commands', 'add-datastore.ts'),
  // The older routes for exports.
  path.join('src', 'engine', 'http', 'handlers', 'export.ts'),
  // A datastore that was changed is catalogued anew, and one that is not there yet is.
  ...['edit-datastore.ts', 'ensure-datastore.ts', 'resource-actions.ts'].map((file) => path.join('src', 'vscode', 'commands', file)),
  // Profiles are shown, offered at the end of a profile, and made anew.
  path.join('src', 'vscode', 'notify', 'job-ended.ts'), path.join('src', 'vscode', 'panels', 'profile-panel.ts'), path.join('webview', 'profile', 'profile-view.tsx'),
  // What a resource asks of a step of its pipeline.
  path.join('src', 'vscode', 'data', 'pipelines.ts'),
];

function commandOf(name: string): Command {
  const operations = new Command('operations');
  addRunCommands(operations, { around: {} as Surroundings, finish: () => undefined });
  return operations.commands.find((command) => command.name() === name) ?? assert.fail(`no command ${name}`);
}

describe('the kinds of operation', () => {
  for (const name of kindNames) {
    const kind: OperationKind = operationKinds[name];

    it(`${name}: has an entry that is whole, and a runner`, () => {
      assert.deepEqual(kind.request.shape.type?.safeParse(name).success, true, 'its request is of another type');
      assert.deepEqual(Object.keys(kind.options).filter((property) => !Object.hasOwn(kind.request.shape, property)), []);
      assert.equal(typeof runners[name], 'function');
      assert.equal(kindTitle(name), kind.title);
      assert.deepEqual(Object.keys(operation.shape).includes(kind.parts), true);
    });

    it(`${name}: is a command with its options`, () => {
      const command = commandOf(name);
      const flags = command.options.map((option) => option.attributeName());
      assert.equal(command.summary(), kind.summary);
      for (const words of Object.values(kind.options)) assert.ok(command.options.some((option) => option.description === words.summary), words.summary);
      assert.equal(flags.includes('failOnAnomalies'), kind.findsAnomalies);
      assert.ok(runBody.safeParse(runRequest(name, [1], {})).success || Object.keys(kind.options).length > 0);
    });
  }

  it('are spelled nowhere else', () => {
    const spelled = new RegExp(`(?:case|===|!==|type:)\\s*'(?:${[...kindNames, 'catalog'].join('|')})'|'(?:${kindNames.join('|')})' \\||\\.container_(?:scans|profiles|syncs)\\b`);
    const found = sources.filter((file) => !named.some((place) => file.startsWith(place)))
      .flatMap((file) => readFileSync(file, 'utf8').split('\n').filter((line) => spelled.test(line)).map((line) => `${file}: ${line.trim()}`));
    assert.deepEqual(found, []);
  });

  it('take the options of the command line as their schemas say', () => {
    const command = commandOf('scan').exitOverride().configureOutput({ writeErr: () => undefined });
    // Only what is given is sent, so that a server's own defaults hold.
    const parsed = (...args: string[]) => {
      command.parseOptions(args);
      return runRequest('scan', [3], command.opts());
    };
    assert.deepEqual(parsed(), { type: 'scan', datastore_ids: [3] });
    assert.deepEqual(parsed('--incremental', '--no-auto-resolve-passed-anomalies', '--check-variable', 'min=2', '--check-variable', 'day=mon',
      '--container-names', 'a,b', '--check-categories', 'METADATA', '--greater-than-time', '2026-01-31', '--greater-than-batch', '1.5', '--high-count-rollup-threshold', '7'), {
      type: 'scan', datastore_ids: [3], container_names: ['a', 'b'], greater_than_time: '2026-01-31', greater_than_batch: 1.5, incremental: true,
      high_count_rollup_threshold: 7, auto_resolve_passed_anomalies: false, check_variables: { min: 2, day: 'mon' }, check_categories: ['metadata'],
    });
    for (const wrong of [['--remediation', 'never'], ['--high-count-rollup-threshold', '0'], ['--max-records-analyzed-per-partition', '1.5'], ['--greater-than-time', 'noon']]) {
      assert.throws(() => parsed(...wrong), /invalid/i, wrong.join(' '));
    }
  });

  it('know the older names that servers use, and leave a kind of a server\'s own alone', () => {
    assert.equal(kindName('catalog'), 'sync');
    assert.equal(kindOf('catalog'), operationKinds.sync);
    assert.equal(kindOf('external_scan'), undefined);
    assert.equal(kindOf('constructor'), undefined);
    assert.equal(kindTitle('external_scan'), 'External scan');
    assert.deepEqual(refreshedBy('external_scan'), ['catalogue']);
    assert.equal(runBody.parse({ type: 'catalog', datastore_id: 1 }).type, 'sync');
    assert.equal(runBody.safeParse({ type: 'external_scan', datastore_id: 1 }).success, false);
  });

  it('find an operation\'s parts under the name of its kind', () => {
    assert.deepEqual(partsOf({ container_profiles: [{ id: 1 }] }), [{ id: 1 }]);
    assert.deepEqual(partsOf({ container_scans: null }), []);
  });
});
