import assert from 'node:assert/strict';
import { applyImport, importTarget } from '../../src/backend/apply-import';
import type { QualityBackend } from '../../src/backend/port';
import { qualityCheck } from '../../src/core/api/schemas/check';
import { container } from '../../src/core/api/schemas/container';
import { planImport } from '../../src/core/checks-file/plan-import';
import { contentOf } from '../../src/core/checks-file/content';
import { parseChecks } from '../../src/core/checks-file/yaml-text';
import { noOptions } from '../../src/core/checks-file/plan-options';
import { PlumblineError } from '../../src/core/errors';

const file = `version: 1
checks:
  - { container: orders, rule: notNull, fields: [id] }
  - { container: orders, rule: minValue, fields: [price], properties: { value: 5 } }
  - { container: orders, rule: unique, fields: [id] }
`;
const check = (id: number, rule: string, field: string, properties: object = {}): ReturnType<typeof qualityCheck.parse> => qualityCheck.parse({
  id, rule_type: rule, fields: [{ name: field }], properties, status: 'Active', container: { id: 9, name: 'orders' },
});
const onServer = [check(1, 'notNull', 'id'), check(2, 'minValue', 'price', { value: 1 }), check(3, 'maxValue', 'price', { value: 9 })];

function recording(refuse: Record<string, PlumblineError> = {}) {
  const calls: string[] = [];
  const call = (name: string) => async (...args: unknown[]): Promise<never> => {
    calls.push(`${name} ${typeof args[0] === 'number' ? args[0] : (args[0] as { rule: string; container_id: number }).rule}`);
    if (refuse[name]) throw refuse[name];
    return undefined as never;
  };
  const backend = {
    updateDatastore: call('datastore'), updateContainer: call('container'), createCheck: call('create'), updateCheck: call('update'), archiveCheck: call('archive'),
    containers: async () => [container.parse({ id: 9, name: 'orders' })],
  } as Partial<QualityBackend> as QualityBackend;
  return { backend, calls };
}

describe('an import of checks', () => {
  const content = parseChecks(file, 'orders.yaml');
  const plan = planImport(content, onServer);
  const target = { datastoreId: 1, containers: new Map([['orders', 9]]), current: noOptions };

  it('makes what is new, changes what differs, and leaves the rest as it is', async () => {
    const { backend, calls } = recording();
    const result = await applyImport(backend, plan, target, false);
    assert.deepEqual(calls, ['create unique', 'update 2']);
    assert.deepEqual(result, { created: 1, updated: 1, unchanged: 1, archived: 0, options: 0, failed: [] });
  });

  it('archives what the file does not hold only when it is told to', async () => {
    const { backend, calls } = recording();
    assert.equal((await applyImport(backend, plan, target, true)).archived, 1);
    assert.ok(calls.includes('archive 3'));
  });

  it('goes on after a check that the server refuses, and says which and why', async () => {
    const { backend } = recording({ create: new PlumblineError({ code: 'bad-request', reason: 'No such field.' }) });
    const result = await applyImport(backend, plan, target, false);
    assert.equal(result.updated, 1);
    assert.deepEqual(result.failed.map((f) => f.reason), ['No such field.']);
  });

  it('stops when the server is gone', async () => {
    const { backend, calls } = recording({ create: new PlumblineError({ code: 'unreachable', reason: 'No answer.' }) });
    await assert.rejects(applyImport(backend, plan, target, false), /No answer/);
    assert.deepEqual(calls, ['create unique']);
  });

  it('changes nothing when the datastore lacks a container of the file', async () => {
    const { backend, calls } = recording();
    assert.deepEqual([...(await importTarget(backend, 1, content)).containers], [['orders', 9]]);
    await assert.rejects(importTarget(backend, 1, contentOf([{ ...content.checks[0]!, container: 'gone' }])), /no container named gone/);
    assert.deepEqual(calls, []);
  });

  const withOptions = planImport(
    parseChecks('version: 1\ndatastore: { read_options: { header: true } }\ncontainers: [{ name: orders, read_options: { delimiter: ; } }]\nchecks: [{ container: orders, rule: unique }]\n', 'x'),
    onServer, { datastore: {}, containers: new Map([['orders', {}]]) });
  it('changes read options before checks, whose fields may hang on them', async () => {
    const { backend, calls } = recording();
    assert.equal((await applyImport(backend, withOptions, target, false)).options, 2);
    assert.deepEqual(calls, ['datastore 1', 'container 9', 'create unique']);
  });
  it('says which read options the data does not fit, and goes on', async () => {
    const { backend } = recording({ container: new PlumblineError({ code: 'bad-request', reason: 'It does not fit.' }) });
    const result = await applyImport(backend, withOptions, target, false);
    assert.deepEqual(result.failed, [{ check: 'read options of orders', reason: 'It does not fit.' }]);
    assert.deepEqual([result.options, result.created], [1, 1]);
  });
});
