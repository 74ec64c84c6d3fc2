import './vscode-stub';
import assert from 'node:assert/strict';
import { PlumblineError } from '../../src/core/errors';
import { createAnomalyList } from '../../src/vscode/data/anomaly-list';
import { createCatalogue } from '../../src/vscode/data/catalogue';
import { noJobFilter } from '../../src/vscode/data/job-filter';
import { createJobs } from '../../src/vscode/data/jobs';
import type { Servers } from '../../src/vscode/servers/servers';
import { localServer } from '../../src/vscode/servers/server';
import { createAnomaliesTree } from '../../src/vscode/trees/anomalies-tree';
import { createCatalogueTree } from '../../src/vscode/trees/catalogue-tree';
import { createJobsTree } from '../../src/vscode/trees/jobs-tree';
import type { NodeTree, TreeNode } from '../../src/vscode/trees/node-tree';
import { aContainer, aDatastore, aField, anAnomaly, anOperation, fakeServer, type FakeServer } from './fake-backend';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const servers = { active: localServer } as unknown as Servers;

/** What a tree drew again: ids of nodes, or "all". */
function watch<N extends TreeNode>(tree: NodeTree<N>): string[] {
  const drawn: string[] = [];
  tree.onDidChangeTreeData!((nodes) => drawn.push(...(nodes ? (nodes as N[]).map((node) => node.id) : ['all'])));
  return drawn;
}

/** Every node below `from`, with its label, as an indented list. */
async function outline<N extends TreeNode>(tree: NodeTree<N>, from?: N, depth = 0): Promise<string[]> {
  const lines: string[] = [];
  for (const node of await tree.getChildren(from) ?? []) {
    const item = await tree.getTreeItem(node);
    lines.push(`${'  '.repeat(depth)}${String(item.label)}${item.description ? ` (${String(item.description)})` : ''}`);
    lines.push(...await outline(tree, node, depth + 1));
  }
  return lines;
}

describe('the Datastores tree', () => {
  let server: FakeServer;
  const make = () => {
    const catalogue = createCatalogue(async () => server.backend);
    return { catalogue, tree: createCatalogueTree(catalogue, servers) };
  };
  beforeEach(() => {
    server = fakeServer();
    server.datastores = [aDatastore(1, { metrics: { containers: 2, active_anomalies: 3 } }), aDatastore(2)];
    server.containers = [aContainer(1, 1, { metrics: { records: 1234, active_anomalies: 3 } }), aContainer(2, 1), aContainer(3, 2)];
    server.fields.set(1, [aField(11), aField(12, { status: 'missing' })]);
  });

  it('shows server, datastores, containers and fields with their counts', async () => {
    const { tree } = make();
    assert.deepEqual(await outline(tree), [
      'Local engine',
      '  store 1 (2 containers · 3 anomalies)',
      '    table 1 (3 anomalies · 1,234 rows)', '      field 11 (String)', '      field 12 (missing since the last sync)',
      '    table 2',
      '  store 2', '    table 3',
    ]);
  });

  it('fetches containers and fields only when they are opened', async () => {
    const { tree } = make();
    const [root] = await tree.getChildren() ?? [];
    await tree.getChildren(root);
    assert.deepEqual(server.calls, ['datastores']);
  });

  it('draws nothing again when a refresh brings the same', async () => {
    const { tree, catalogue } = make();
    await outline(tree);
    await settle();
    const drawn = watch(tree);
    await catalogue.refresh();
    await settle();
    assert.deepEqual(drawn, []);
  });

  it('draws only the container that differs, and the nodes keep their identity', async () => {
    const { tree, catalogue } = make();
    await outline(tree);
    await settle();
    const drawn = watch(tree);
    const [root] = await tree.getChildren() ?? [];
    const [store] = await tree.getChildren(root) ?? [];
    const before = await tree.getChildren(store);
    server.containers[0] = aContainer(1, 1, { metrics: { records: 1234, active_anomalies: 0 } });
    await catalogue.refresh([1]);
    await settle();
    assert.deepEqual(drawn, ['local/c1']);
    assert.deepEqual((await tree.getChildren(store))?.map((node, i) => node === before?.[i]), [true, true]);
  });

  it('draws a datastore again when its containers are others, and the server when datastores come or go', async () => {
    const { tree, catalogue } = make();
    await outline(tree);
    await settle();
    const drawn = watch(tree);
    server.containers.push(aContainer(4, 1));
    await catalogue.refresh([1]);
    await settle();
    assert.deepEqual(drawn, ['local/d1']);
    drawn.length = 0;
    server.datastores.pop();
    await catalogue.refresh([]);
    await settle();
    assert.deepEqual(drawn, ['local/']);
  });

  it('gives each node its parent, so that it can be revealed', async () => {
    const { tree } = make();
    const [root] = await tree.getChildren() ?? [];
    const [store] = await tree.getChildren(root) ?? [];
    const [table] = await tree.getChildren(store) ?? [];
    const [first] = await tree.getChildren(table) ?? [];
    assert.equal(tree.getParent(first!), table);
    assert.equal(tree.getParent(table!), store);
    assert.equal(tree.getParent(store!), root);
  });

  it('says in the tree what is wrong, and recovers', async () => {
    const { tree, catalogue } = make();
    server.error = new PlumblineError({ code: 'unreachable', reason: 'Nothing answers.', remedy: 'Check the port.' });
    assert.deepEqual(await outline(tree), ['Nothing answers. (Check the port.)', 'Try Again', 'Show Log']);
    server.error = null;
    const drawn = watch(tree);
    await catalogue.refresh();
    await settle();
    assert.ok(drawn.includes('all'));
    assert.equal((await outline(tree))[0], 'Local engine');
  });

  it('says under a datastore why its containers cannot be listed', async () => {
    const { tree } = make();
    const [root] = await tree.getChildren() ?? [];
    const [store] = await tree.getChildren(root) ?? [];
    server.error = new PlumblineError({ code: 'not-allowed', reason: 'Not for you.' });
    assert.deepEqual(await outline(tree, store), ['Not for you.']);
  });

  it('escapes what data says in tooltips, keeps labels on one line, and shows what could not be seen', async () => {
    server.datastores = [aDatastore(1, { name: 'a\nb [x](command:evil) <b>\u202egnp ' })];
    const { tree } = make();
    const [root] = await tree.getChildren() ?? [];
    const [store] = await tree.getChildren(root) ?? [];
    const item = await tree.getTreeItem(store!);
    assert.equal(item.label, 'a␊b [x](command:evil) <b>[U+202E]gnp·');
    assert.doesNotMatch((item.tooltip as unknown as { value: string }).value, /(?<!\\)\[x(?<!\\)\]\(command/);
  });
});

describe('the Jobs tree', () => {
  const now = Date.parse('2026-11-20T10:01:00Z');
  const make = (server: FakeServer) => {
    const jobs = createJobs(async () => server.backend, () => 'local', () => now);
    return { jobs, tree: createJobsTree(jobs, () => 'local', () => now) };
  };

  it('shows what runs, then what failed, then what finished by day', async () => {
    const server = fakeServer();
    server.operations = [
      anOperation(1, { result: 'success', end_time: '2026-11-20T10:00:02Z', status: { anomalies_identified: 2 } }),
      anOperation(2, { result: 'failure', end_time: '2026-11-20T10:00:01Z', message: 'no such file' }),
      anOperation(3, { status: { records_processed: 45, records_total: 100 } }),
      anOperation(4, { type: 'profile', result: 'success', created: '2026-11-18T10:00:00Z', start_time: '2026-11-18T10:00:00Z', end_time: '2026-11-18T10:00:01Z' }),
      anOperation(5, { result: 'waiting-for-moon' }),
    ];
    const lines = await outline(make(server).tree);
    assert.deepEqual(lines.map((line) => line.replace('Wed, Nov 18, 2026', 'DAY')), [
      'Active (2)', '  Scan store 1 (waiting-for-moon · 1 min 00 s)', '  Scan store 1 (45% · about 1 min left · 1 min 00 s)',
      'Failed (1)', '  Scan store 1 (1.0 s · no such file)',
      'Today (1)', '  Scan store 1 (2 anomalies · 2.0 s)',
      'DAY (1)', '  Profile store 1 (1.0 s)',
    ]);
  });

  it('says how many anomalies a scan found, in the right number, also none', async () => {
    const server = fakeServer();
    server.operations = [0, 1, 2].map((found) => anOperation(found + 1, { result: 'success', end_time: '2026-11-20T10:00:02Z', status: { anomalies_identified: found } }));
    assert.deepEqual((await outline(make(server).tree)).slice(1), [
      '  Scan store 1 (2 anomalies · 2.0 s)', '  Scan store 1 (1 anomaly · 2.0 s)', '  Scan store 1 (0 anomalies · 2.0 s)',
    ]);
  });

  it('shows the newest of long lists with how many there are, and brings more', async () => {
    const server = fakeServer();
    const ended = (result: string) => (_: unknown, n: number) => anOperation(n + (result === 'failure' ? 1000 : 1), { result, end_time: '2026-11-20T10:00:02Z' });
    server.operations = [...Array.from({ length: 130 }, ended('failure')), ...Array.from({ length: 230 }, ended('success'))];
    const { tree, jobs } = make(server);
    const groups = async (): Promise<string[]> => (await outline(tree)).filter((line) => !line.startsWith('  Scan'));
    assert.deepEqual(await groups(), ['Failed (130)', '  Load More (100 of 130 shown)', 'Today (100+)', 'Load More (100 of 230 shown)']);
    await jobs.move('failed', 'later');
    const drawn = watch(tree);
    await jobs.move('finished', 'later');
    await settle();
    assert.deepEqual(drawn, ['all'], 'the line that brings more says how much there is now');
    await jobs.move('finished', 'later');
    assert.deepEqual(await groups(), ['Failed (130)', 'Today (230)']);
    await jobs.setFilter({ ...noJobFilter, statuses: ['Failed'] });
    assert.deepEqual(await groups(), ['Failed (130)', '  Load More (100 of 130 shown)']);
  });

  it('shows a job that ended since the list came, until the list has it', async () => {
    const server = fakeServer();
    server.operations = [anOperation(1)];
    const { tree, jobs } = make(server);
    await outline(tree);
    server.operations[0] = anOperation(1, { result: 'failure', end_time: '2026-11-20T10:00:02Z', message: 'gone' });
    await jobs.poll([1]);
    await settle();
    assert.deepEqual((await outline(tree)).map((line) => line.trim()), ['Failed (1)', 'Scan store 1 (2.0 s · gone)']);
    await jobs.refresh();
    assert.deepEqual((await outline(tree)).map((line) => line.trim()), ['Failed (1)', 'Scan store 1 (2.0 s · gone)']);
  });

  it('says that a job is being cancelled until it has ended, or could not be', async () => {
    const server = fakeServer();
    server.operations = [anOperation(1), anOperation(2)];
    const { tree, jobs } = make(server);
    await outline(tree);
    const drawn = watch(tree);
    jobs.store.cancelling('local:1', true);
    await settle();
    assert.deepEqual(drawn, ['job/local:1']);
    await jobs.refresh();
    assert.deepEqual((await outline(tree)).slice(1), ['  Scan store 1 (1 min 00 s)', '  Scan store 1 (Cancelling · 1 min 00 s)'], 'a look at the server does not hide it');
    const [group] = await tree.getChildren() ?? [];
    assert.deepEqual(await Promise.all((await tree.getChildren(group) ?? []).map(async (node) => (await tree.getTreeItem(node)).contextValue)), ['job cancelable', 'job cancelling']);
    jobs.store.cancelling('local:1', false);
    assert.doesNotMatch((await outline(tree)).join(), /Cancelling/);
    jobs.store.cancelling('local:1', true);
    server.operations[0] = anOperation(1, { result: 'success', end_time: '2026-11-20T10:00:02Z' });
    await jobs.refresh();
    assert.equal(jobs.store.get('local:1')?.cancelling, false);
  });

  it('draws only the job that went on, and its groups when it ends', async () => {
    const server = fakeServer();
    server.operations = [anOperation(1), anOperation(2, { result: 'success', end_time: '2026-11-20T10:00:02Z' }), anOperation(3)];
    const { tree, jobs } = make(server);
    await outline(tree);
    const drawn = watch(tree);
    server.operations[0] = anOperation(1, { status: { records_processed: 1, records_total: 2 } });
    await jobs.refresh();
    await settle();
    assert.deepEqual(drawn, ['job/local:1']);
    drawn.length = 0;
    server.operations[0] = anOperation(1, { result: 'success', end_time: '2026-11-20T10:00:02Z' });
    await jobs.refresh();
    await settle();
    assert.equal(drawn.length, 2);
    assert.ok(drawn.includes('group/active') && drawn.some((id) => id.startsWith('group/day:')), drawn.join());
  });

  it('says by its context what can be done with a job', async () => {
    const server = fakeServer();
    server.operations = [anOperation(1), anOperation(2, { result: 'failure' })];
    const { tree } = make(server);
    const groups = await tree.getChildren() ?? [];
    const contexts = await Promise.all(groups.map(async (group) => (await tree.getTreeItem((await tree.getChildren(group) ?? [])[0]!)).contextValue));
    assert.deepEqual(contexts, ['job cancelable', 'job retryable failed']);
  });
});

describe('the Anomalies tree', () => {
  const make = (server: FakeServer) => {
    const anomalies = createAnomalyList(async () => server.backend);
    return { anomalies, tree: createAnomaliesTree(anomalies, () => 'local') };
  };

  it('groups by datastore and container', async () => {
    const server = fakeServer();
    server.anomalies = [anAnomaly(1, 2, { anomalous_records_count: 7 }), anAnomaly(2, 1, { status: 'Acknowledged' }), anAnomaly(3, 2, { type: 'shape' })];
    assert.deepEqual(await outline(make(server).tree), [
      'store 1 (3)', '  table 2 (2)', '    anomaly 1 (7 rows)', '    anomaly 3 (shape)',
      '  table 1 (1)', '    anomaly 2 (Acknowledged · record)',
    ]);
  });

  it('draws only the anomaly whose status differs', async () => {
    const server = fakeServer();
    server.anomalies = [anAnomaly(1), anAnomaly(2)];
    const { tree, anomalies } = make(server);
    await outline(tree);
    const drawn = watch(tree);
    server.anomalies[0] = anAnomaly(1, 1, { status: 'Acknowledged' });
    await anomalies.changed([1]);
    await settle();
    assert.deepEqual(drawn, ['local/c1/a1']);
  });

  it('draws the groups of an anomaly that went', async () => {
    const server = fakeServer();
    server.anomalies = [anAnomaly(1), anAnomaly(2), anAnomaly(3, 2)];
    const { tree, anomalies } = make(server);
    await outline(tree);
    const drawn = watch(tree);
    server.anomalies.shift();
    await anomalies.refresh();
    await settle();
    assert.deepEqual(drawn, ['local/ad1', 'local/oc1']);
  });

  it('pages within a group: shows how many there are, and more when asked', async () => {
    const server = fakeServer();
    server.anomalies = Array.from({ length: 250 }, (_, i) => anAnomaly(i + 1));
    const { tree, anomalies } = make(server);
    const first = await outline(tree);
    assert.deepEqual([first.length, first.at(-1)], [103, '    Load More (100 of 250 shown)']);
    const drawn = watch(tree);
    await anomalies.move('c1', 'later');
    await settle();
    assert.deepEqual(drawn, ['local/oc1']);
    await anomalies.move('c1', 'later');
    assert.equal((await outline(tree)).length, 252);
  });

  it('asks only for the anomalies of groups that are opened, and says under a group why they cannot be read', async () => {
    const server = fakeServer();
    server.anomalies = [anAnomaly(1), anAnomaly(2, 2)];
    const { tree } = make(server);
    const [store] = await tree.getChildren() ?? [];
    const [, group] = await tree.getChildren(store) ?? [];
    assert.deepEqual(server.calls, ['anomalyGroups']);
    server.refuse.set('anomalies', new PlumblineError({ code: 'not-allowed', reason: 'Not for you.' }));
    assert.deepEqual(await outline(tree, group), ['Not for you.']);
  });

  it('shows what the server finds of words that are searched', async () => {
    const server = fakeServer();
    server.anomalies = [
      anAnomaly(1, 1, { message: null, failed_checks: [{ message: 'price is negative', quality_check: { id: 1, rule_type: 'notNegative', fields: [{ name: 'Price' }] } }] }),
      anAnomaly(2),
    ];
    const { tree, anomalies } = make(server);
    await anomalies.setFilter({ ...anomalies.filter, text: 'NEGATIVE price' });
    assert.deepEqual((await outline(tree)).slice(2), ['    Price: notNegative (record · price is negative)']);
  });

  it('stands by check, each anomaly under every check that it breaks', async () => {
    const server = fakeServer();
    const failed = (id: number, name: string) => ({ message: 'm', quality_check: { id, rule_type: 'notNull', fields: [{ name }] } });
    server.anomalies = [anAnomaly(1, 1, { failed_checks: [failed(7, 'a'), failed(8, 'b')] }), anAnomaly(2, 1, { failed_checks: [failed(7, 'a')] })];
    const { tree, anomalies } = make(server);
    await anomalies.arrange({ grouping: 'check', sort: 'newest' });
    assert.deepEqual((await outline(tree)).map((line) => line.replace(/ · .*/, ')')), ['a: notNull (2)', '  a, b: notNull (record)', '  a: notNull (record)', 'b: notNull (1)', '  a, b: notNull (record)']);
  });
});
