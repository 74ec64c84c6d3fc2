import './vscode-stub';
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { formatInstant } from '../../src/core/format/moments';
import { createJobStore } from '../../src/core/jobs/job-store';
import { operationToJob } from '../../src/core/jobs/operation-to-job';
import { noFilter } from '../../src/vscode/data/anomaly-filter';
import { createCatalogue } from '../../src/vscode/data/catalogue';
import { localServer } from '../../src/vscode/servers/server';
import { anomalyDatastoreItem, anomalyGroupItem, anomalyItem } from '../../src/vscode/trees/anomaly-items';
import { moreItem } from '../../src/vscode/trees/more-item';
import { byDatastore } from '../../src/vscode/trees/anomaly-nodes';
import { containerItem, datastoreItem, fieldItem, serverItem } from '../../src/vscode/trees/catalogue-items';
import { containerNode, fieldNode } from '../../src/vscode/trees/catalogue-nodes';
import { filterText } from '../../src/vscode/trees/filter-text';
import { jobGroupItem, jobItem } from '../../src/vscode/trees/job-items';
import { aContainer, aDatastore, aField, anAnomaly, anOperation, fakeServer } from './fake-backend';

const at = (text: string): string => formatInstant(Date.parse(text), 'en');
const now = Date.parse('2026-11-20T10:01:00Z');

/** What a person sees of a line: name, what stands beside it, icon with its colour, the lines of its tooltip. */
function seen(item: vscode.TreeItem): { label: unknown; beside: unknown; icon: string; tooltip: string[] } {
  const icon = item.iconPath as { id: string; color?: { id: string } } | undefined;
  const tooltip = (item.tooltip as { value: string } | undefined)?.value.replace(/\\(.)/g, '$1').split(/\n\n/) ?? [];
  return { label: item.label, beside: item.description, icon: icon ? `${icon.id}${icon.color ? ` ${icon.color.id}` : ''}` : '', tooltip };
}
const spoken = (item: vscode.TreeItem): string | undefined => item.accessibilityInformation?.label;
const opened = (item: vscode.TreeItem): unknown[] => [item.command?.command, ...(item.command?.arguments ?? [])];
const [none, collapsed, expanded] = [0, 1, 2];

describe('a line of the Datastores tree', () => {
  it('is a server with its address, if its name does not say it', () => {
    assert.deepEqual(seen(serverItem(localServer)), { label: 'Local engine', beside: '', icon: 'vm', tooltip: ['**Local engine**'] });
    const acme = { id: 'a', kind: 'qualytics' as const, name: 'Sales', url: 'https://acme.example' };
    assert.deepEqual(seen(serverItem(acme)), { label: 'Sales', beside: 'https://acme.example', icon: 'cloud', tooltip: ['**Sales**', 'Address: https://acme.example'] });
    assert.equal(serverItem({ ...acme, name: 'acme.example' }).description, '');
    assert.equal(serverItem(acme).collapsibleState, expanded);
  });

  it('is a datastore with what it holds', () => {
    const item = datastoreItem(aDatastore(1, {
      name: 'shop', last_synced: '2026-11-19T08:00:00Z', connection: { id: 1, name: 'c', type: 'files', path: '/data/shop', host: 'h' },
      metrics: { containers: 3, active_anomalies: 2, records: 12_345, active_checks: 7 },
    }));
    assert.deepEqual(seen(item), { label: 'shop', beside: '3 containers · 2 anomalies', icon: 'folder', tooltip: [
      '**shop**', 'Location: /data/shop', 'Type: files', 'Containers: 3', 'Rows: 12,345', 'Active checks: 7', 'Open anomalies: 2', `Last synced: ${at('2026-11-19T08:00:00Z')}`,
    ] });
    assert.equal(spoken(item), 'Datastore shop, 3 containers · 2 anomalies');
    assert.equal(item.collapsibleState, collapsed);
    assert.equal(datastoreItem(aDatastore(1), true).collapsibleState, expanded, 'the only one may as well be open');
  });

  it('is a datastore of which little is known', () => {
    const item = datastoreItem(aDatastore(1, { name: 'pg', type: 'postgresql', connection: { id: 1, name: 'c', type: 'postgresql', host: 'db.example' }, metrics: { containers: 1, active_anomalies: 0 } }));
    assert.deepEqual(seen(item), { label: 'pg', beside: '1 container', icon: 'database', tooltip: [
      '**pg**', 'Location: db.example', 'Type: postgresql', 'Containers: 1', 'Open anomalies: 0', 'Last synced: never'] });
    assert.equal(seen(datastoreItem(aDatastore(2, { type: 's3', store_type: 'dfs' }))).icon, 'folder');
    assert.equal(datastoreItem(aDatastore(2)).description, '');
  });

  it('is a container that says how it does', () => {
    const of = (more: object): string[] => { const { beside, icon } = seen(containerItem(aContainer(1, 1, more), containerNode('local', 1, 1))); return [String(beside), icon]; };
    assert.deepEqual(of({ last_error: 'no such\nfile', missing: true, metrics: { active_anomalies: 2 } }), ['no such file', 'error testing.iconFailed']);
    assert.deepEqual(of({ missing: true, metrics: { records: 7 } }), ['missing since the last sync', 'question list.warningForeground']);
    assert.deepEqual(of({ metrics: { active_anomalies: 2, records: 1, last_scanned: '2020-05-04T12:00:00Z' } }), ['2 anomalies · 1 row · scanned May 4, 2020', 'warning list.warningForeground']);
    assert.deepEqual(of({ metrics: { active_anomalies: 0, records: 5, last_scanned: '2020-05-04T12:00:00Z' } }), ['5 rows · scanned May 4, 2020', 'pass testing.iconPassed']);
    assert.deepEqual(of({ metrics: { active_checks: 0, records: 5, last_scanned: '2020-05-04T12:00:00Z' } }), ['5 rows · scanned May 4, 2020 · no checks', 'table'], 'nothing would be checked');
    assert.deepEqual(of({ metrics: { last_profiled: '2020-05-03T12:00:00Z' } }), ['profiled May 3, 2020', 'table']);
    assert.deepEqual(of({ container_type: 'file' }), ['', 'file']);
  });

  it('is a container with its figures', () => {
    const item = containerItem(aContainer(1, 1, {
      name: 'orders', last_error: 'broken', files: Array.from({ length: 12 }, (_, n) => `f${n}`),
      metrics: { records: 5000, fields: 4, active_checks: 3, failing_checks: 2, active_anomalies: 1, last_profiled: '2026-11-18T08:00:00Z', last_scanned: '2026-11-19T08:00:00Z' },
    }), containerNode('local', 1, 1));
    assert.deepEqual(seen(item).tooltip, ['**orders**', 'Problem: broken', 'Files: f0, f1, f2, f3, f4, f5, f6, f7, f8, f9', 'Rows: 5,000', 'Fields: 4', 'Active checks: 3',
      'Failing checks: 2', 'Open anomalies: 1', `Last profiled: ${at('2026-11-18T08:00:00Z')}`, `Last scanned: ${at('2026-11-19T08:00:00Z')}`]);
    assert.deepEqual([spoken(item), item.contextValue, item.collapsibleState], ['Container orders, broken', 'container anomalies', collapsed]);
    const fresh = containerItem(aContainer(2, 1, { metrics: { active_anomalies: 0 } }), containerNode('local', 1, 2));
    assert.deepEqual(seen(fresh).tooltip, ['**table 2**', 'Open anomalies: 0', 'Last profiled: never', 'Last scanned: never']);
    assert.equal(fresh.contextValue, 'container');
    assert.equal(containerItem(aContainer(2, 1), containerNode('local', 1, 2)).contextValue, 'container');
  });

  it('is a container that a click opens, and that says what can be done with it', () => {
    const node = containerNode('local', 1, 2);
    assert.deepEqual(opened(containerItem(aContainer(2, 1), node)), ['plumbline.previewContainer', node]);
    const contexts = [{ file_format: 'csv' }, { file_format: 'tsv', last_error: 'x' }, { file_format: 'parquet', last_error: 'x' }, { file_format: 'csv', metrics: { active_anomalies: 1 } }]
      .map((more) => containerItem(aContainer(2, 1, more), node).contextValue);
    assert.deepEqual(contexts, ['container text', 'container text unreadable', 'container', 'container anomalies text']);
  });

  it('is a field with its type, whose profile a click shows', () => {
    const node = fieldNode('local', containerNode('local', 1, 2), 1, 'price');
    assert.deepEqual(opened(fieldItem(aField(1), node)), ['plumbline.showProfile', node]);
    const item = fieldItem(aField(1, { name: 'price', type: 'Fractional', native_type: 'DECIMAL(10,2)', completeness: 0.5 }), node);
    assert.deepEqual(seen(item), { label: 'price', beside: `Fractional · ${'50%'} filled`, icon: 'symbol-number', tooltip: ['**price**', 'Type: Fractional', 'Type in the source: DECIMAL(10,2)'] });
    assert.deepEqual([spoken(item), item.contextValue, item.collapsibleState], ['Field price, Fractional · 50% filled', 'field', none]);
    assert.equal(fieldItem(aField(1, { status: 'missing' }), node).description, 'missing since the last sync');
    const icons = ['Integral', 'Boolean', 'String', 'Date', 'Timestamp', 'Time', 'Binary', 'Array', 'Struct', 'MapType', 'Unknown'].map((type) => seen(fieldItem({ ...aField(1), type } as never, node)).icon);
    assert.deepEqual(icons, ['symbol-number', 'symbol-boolean', 'symbol-string', 'calendar', 'calendar', 'clock', 'file-binary', 'symbol-array', 'symbol-structure', 'symbol-object', 'symbol-field']);
    assert.equal(seen(fieldItem({ ...aField(1), type: null } as never, node)).icon, 'symbol-field');
  });
});

describe('a line of the Jobs tree', () => {
  const item = (more: object): vscode.TreeItem => jobItem(operationToJob(anOperation(7, more), 'local'), now);

  it('is a job that runs, with how far it is', () => {
    const running = item({ status: { records_processed: 450, records_total: 1000, containers_analyzed: 1, total_containers: 3 }, containers: [{ id: 1, name: 'orders' }, { id: 2, name: 'users' }] });
    assert.deepEqual(seen(running), { label: 'Scan store 1', beside: '45% · 1 of 3 containers · about 1 min left · 1 min 00 s', icon: 'loading~spin', tooltip: [
      '**Scan store 1**', 'Status: Running', 'Progress: 45% · 1 of 3 containers', 'Rows read: 450', 'Containers: orders, users', `Started: ${at('2026-11-20T10:00:00Z')}`, 'Duration: 1 min 00 s', 'Job ID: 7'] });
    assert.equal(running.contextValue, 'job cancelable');
    assert.equal(spoken(running), 'Scan store 1, Running, 45% · 1 of 3 containers · about 1 min left · 1 min 00 s');
    assert.deepEqual(opened(running), ['plumbline.openJob', { kind: 'job', key: 'local:7' }]);
    assert.equal(item({ status: { containers_analyzed: 0, total_containers: 1 } }).description, '0% · 1 min 00 s', 'one container needs no counting');
    assert.equal(item({ status: { total_containers: 2 } }).description, '0 of 2 containers · 1 min 00 s');
  });

  it('is a job that has not begun, or was stopped', () => {
    const waiting = item({ result: 'queued', start_time: null });
    assert.deepEqual([seen(waiting).beside, seen(waiting).icon, seen(waiting).tooltip.some((line) => line.startsWith('Duration'))], ['Pending', 'watch', false]);
    const stopped = item({ result: 'aborted', end_time: '2026-11-20T10:00:05Z' });
    assert.deepEqual([seen(stopped).beside, seen(stopped).icon, stopped.contextValue], ['Cancelled · 5.0 s', 'circle-slash', 'job retryable']);
    assert.deepEqual(seen(item({ result: 'ABORTED', end_time: '2026-11-20T10:00:05Z' })).beside, 'Cancelled · 5.0 s');
    assert.equal(item({ result: 'pending', start_time: null }).description, 'Pending');
    assert.equal(item({ start_time: '2026-11-20T10:02:00Z' }).description, '0 ms', 'a clock that is ahead makes no negative time');
  });

  it('is a job that ended well, with what it found or left out', () => {
    const scan = item({ result: 'success', end_time: '2026-11-20T10:00:05Z', message: 'All read.', status: { anomalies_identified: 2 } });
    assert.deepEqual([seen(scan).beside, seen(scan).icon, scan.contextValue], ['2 anomalies · 5.0 s · All read.', 'pass testing.iconPassed', 'job retryable scanned']);
    assert.ok(seen(scan).tooltip.includes('Result: 2 anomalies') && seen(scan).tooltip.includes('Message: All read.') && seen(scan).tooltip.includes('Status: Completed'));
    assert.ok(!seen(scan).tooltip.some((line) => line.startsWith('Progress')));
    const partly = item({ result: 'success', end_time: '2026-11-20T10:00:05Z', status: { anomalies_identified: 0, containers_not_checked: 5 } });
    assert.match(String(partly.description), /^0 anomalies · 5 not checked/);
    assert.equal((partly.iconPath as vscode.ThemeIcon).id, 'warning');
    const odd = item({ type: 'sync', result: 'success', end_time: '2026-11-20T10:00:05Z', status: { containers_failed: 1, anomalies_identified: 9 } });
    assert.deepEqual([seen(odd).beside, seen(odd).icon, odd.contextValue], ['5.0 s', 'warning list.warningForeground', 'job retryable']);
  });

  it('is a job that failed, with why and what to do', () => {
    const failed = item({ result: 'failure', end_time: '2026-11-20T10:00:05Z', message: 'm', problem: { code: 'internal', reason: 'It broke.', remedy: 'Mend it.' } });
    assert.deepEqual([seen(failed).beside, seen(failed).icon, failed.contextValue], ['5.0 s · It broke.', 'error testing.iconFailed', 'job retryable failed']);
    assert.ok(seen(failed).tooltip.includes('Message: It broke.') && seen(failed).tooltip.includes('What to do: Mend it.'));
  });

  it('is a job in a state of the server\'s own', () => {
    const other = item({ result: 'hibernating' });
    assert.deepEqual([seen(other).beside, seen(other).tooltip[1], spoken(other)], ['hibernating · 1 min 00 s', 'Status: hibernating', 'Scan store 1, hibernating · 1 min 00 s']);
  });

  it('is a group, open where it is of now', () => {
    const group = (id: string, of: number | null): unknown[] => { const line = jobGroupItem({ id: id as never, at: of, keys: ['a', 'b'] }, '2', now); return [line.label, line.description, line.collapsibleState, line.contextValue]; };
    assert.deepEqual(group('active', null), ['Active', '2', expanded, 'jobGroup']);
    assert.deepEqual(group('failed', null), ['Failed', '2', expanded, 'jobGroup']);
    assert.deepEqual(group('day:2026-11-20', now - 1000), ['Today', '2', expanded, 'jobGroup']);
    assert.deepEqual(group('day:2026-11-19', now - 86_400_000).slice(0, 3), ['Yesterday', '2', collapsed]);
  });
});

describe('a line of the Anomalies tree', () => {
  const failed = (rule: string, ...fields: string[]) => ({ message: `${rule} broken`, quality_check: { id: 1, rule_type: rule, fields: fields.map((name) => ({ name })) } });
  const full = { anomalous_records_count: 1234, weight: 12, last_seen: '2026-11-21T10:00:00Z', description: 'Known.', failed_checks: [failed('notNull', 'a', 'b'), failed('notNull', 'a'), failed('between', 'b')] };

  it('is an anomaly with which fields break which rules', () => {
    const item = anomalyItem(anAnomaly(5, 1, full));
    assert.deepEqual(seen(item), { label: 'a, b: notNull, between', beside: '1,234 rows · anomaly 5', icon: 'warning list.warningForeground', tooltip: [
      '**anomaly 5**', 'Status: Active', 'Type: record', 'Rules: notNull, between', 'Fields: a, b', 'Rows: 1,234 rows', 'Severity: 12',
      `First seen: ${at('2026-11-20T10:00:00Z')}`, `Last seen: ${at('2026-11-21T10:00:00Z')}`, 'Description: Known.', 'Anomaly ID: 5'] });
    assert.equal(spoken(item), 'Anomaly, Active, a, b: notNull, between, 1,234 rows · anomaly 5');
    assert.deepEqual(opened(item), ['plumbline.openAnomaly', { kind: 'anomaly', anomalyId: 5 }]);
    assert.deepEqual([item.contextValue, item.collapsibleState], ['anomaly open active', none]);
  });

  it('names three fields and says that there are more', () => {
    assert.equal(anomalyItem(anAnomaly(1, 1, { failed_checks: [failed('unique', 'a', 'b', 'c')] })).label, 'a, b, c: unique');
    assert.equal(anomalyItem(anAnomaly(1, 1, { failed_checks: [failed('unique', 'a', 'b', 'c', 'd')] })).label, 'a, b, c…: unique');
  });

  it('says what it can where a server says little', () => {
    const bare = anomalyItem(anAnomaly(6, 1, { message: null }));
    assert.deepEqual([bare.label, bare.description, seen(bare).tooltip], ['Anomaly 6', 'record', ['**Anomaly 6**', 'Status: Active', 'Type: record', `First seen: ${at('2026-11-20T10:00:00Z')}`, 'Anomaly ID: 6']]);
    const byCheck = anomalyItem(anAnomaly(6, 1, { message: null, failed_checks: [{ message: 'from the check', quality_check: { id: 1, rule_type: 'notNull' } }] }));
    assert.deepEqual([byCheck.label, byCheck.description], ['notNull', 'record · from the check']);
    assert.equal(anomalyItem(anAnomaly(6, 1, { message: null, failed_checks: [] })).label, 'Anomaly 6');
    assert.equal(anomalyItem(anAnomaly(6, 1, { anomalous_records_count: 1 })).description, '1 row');
    assert.equal(anomalyItem(anAnomaly(6, 1, { type: 'shape', anomalous_records_count: 3 })).description, 'shape');
  });

  it('shows its status in icon, words and what can be done', () => {
    const states = ['Active', 'Acknowledged', 'Resolved', 'Invalid', 'Duplicate', 'Discarded', 'Snoozed'].map((status) => {
      const item = anomalyItem({ ...anAnomaly(1), status } as never);
      return [seen(item).icon.split(' ')[0], item.description, item.contextValue];
    });
    assert.deepEqual(states, [
      ['warning', 'record', 'anomaly open active'], ['eye', 'Acknowledged · record', 'anomaly open acknowledged'], ['pass', 'Resolved · record', 'anomaly archived resolved'],
      ['circle-slash', 'Invalid · record', 'anomaly archived invalid'], ['copy', 'Duplicate · record', 'anomaly archived duplicate'],
      ['trash', 'Discarded · record', 'anomaly archived discarded'], ['question', 'Snoozed · record', 'anomaly archived snoozed'],
    ]);
  });

  it('is a datastore, a container or a check with how many it has', () => {
    const of = (id: number, name: string, container: number, anomalies: number) => ({ datastore: { id, name }, container: { id: container, name: `table ${container}` }, anomalies, weight: 3 });
    const stores = byDatastore('local', [of(1, 'store 1', 2, 4000), of(8, 'archive', 9, 2), of(1, 'store 1', 1, 1), { anomalies: 1, weight: 0 }]);
    const shown = stores.flatMap((store) => [anomalyDatastoreItem(store), ...store.groups.map((group) => anomalyGroupItem(group, false))])
      .map((item) => [item.label, item.description, item.contextValue, seen(item).icon, spoken(item), item.collapsibleState]);
    assert.deepEqual(shown, [
      ['unknown', '1', 'anomalyDatastore', 'database', 'unknown, 1 anomaly', expanded], ['unknown', '1', 'anomalyContainer', 'table', 'unknown, 1 anomaly', collapsed],
      ['archive', '2', 'anomalyDatastore', 'database', 'archive, 2 anomalies', expanded], ['table 9', '2', 'anomalyContainer', 'table', 'table 9, 2 anomalies', collapsed],
      ['store 1', '4,001', 'anomalyDatastore', 'database', 'store 1, 4,001 anomalies', expanded], ['table 2', '4,000', 'anomalyContainer', 'table', 'table 2, 4,000 anomalies', collapsed],
      ['table 1', '1', 'anomalyContainer', 'table', 'table 1, 1 anomaly', collapsed],
    ]);
    const check = anomalyGroupItem({ ...of(1, 'store 1', 2, 5), quality_check: { id: 7, rule_type: 'unique', fields: ['a', 'b'] } }, true);
    assert.deepEqual([check.label, check.description, check.contextValue, spoken(check)], ['a, b: unique', '5 · table 2', 'anomalyCheck', 'a, b: unique, 5 anomalies']);
  });

  it('offers more where there is more, on both sides', () => {
    const node = { kind: 'more' };
    const later = moreItem({ way: 'later', command: 'plumbline.showMoreAnomalies', node }, { from: 0, shown: 100, total: 12_345 });
    assert.deepEqual([later.label, later.description, seen(later).icon, later.contextValue, opened(later)], ['Load More', '100 of 12,345 shown', 'fold-down', 'more', ['plumbline.showMoreAnomalies', node]]);
    const earlier = moreItem({ way: 'earlier', command: 'plumbline.showMoreJobs', node }, { from: 200, shown: 500, total: 12_345 });
    assert.deepEqual([earlier.label, earlier.description], ['Load Previous', '201 to 700 of 12,345 shown']);
  });
});

describe('the filter beside the title of the Anomalies view', () => {
  const catalogue = createCatalogue(async () => fakeServer().backend);
  const jobs = createJobStore();
  const said = (filter: Partial<typeof noFilter>): string => filterText({ ...noFilter, ...filter }, catalogue, jobs, 'local');
  before(() => {
    catalogue.datastores.put([aDatastore(1, { name: 'shop' })]);
    catalogue.containers.put([aContainer(2, 1, { name: 'orders' })]);
    jobs.put([operationToJob(anOperation(7), 'local'), operationToJob(anOperation(8), 'elsewhere')]);
  });

  it('is empty where nothing is filtered', () => assert.equal(said({}), ''));
  it('names what it keeps to', () => {
    assert.equal(said({ datastoreId: 1, containerId: 2, operationId: 7, statuses: ['Resolved', 'Invalid'], type: 'shape', text: 'price' }),
      'shop · orders · Scan store 1 #7 · Resolved, Invalid · shape · “price”');
  });
  it('numbers what is not known by name', () => {
    assert.deepEqual([said({ datastoreId: 3 }), said({ containerId: 4 }), said({ operationId: 8 })], ['datastore 3', 'container 4', 'job 8']);
  });
});
