import assert from 'node:assert/strict';
import { applyImport, containerIds } from '../../src/backend/apply-import';
import type { QualityBackend } from '../../src/backend/port';
import { qualityCheck } from '../../src/core/api/schemas/check';
import { container } from '../../src/core/api/schemas/container';
import { planImport } from '../../src/core/checks-file/plan-import';
import { parseChecks } from '../../src/core/checks-file/yaml-text';
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
    createCheck: call('create'), updateCheck: call('update'), archiveCheck: call('archive'),
    containers: async () => [container.parse({ id: 9, name: 'orders' })],
  } as Partial<QualityBackend> as QualityBackend;
  return { backend, calls };
}

describe('an import of checks', () => {
  const entries = parseChecks(file, 'orders.yaml');
  const plan = planImport(entries, onServer);
  const containers = new Map([['orders', 9]]);

  it('makes what is new, changes what differs, and leaves the rest as it is', async () => {
    const { backend, calls } = recording();
    const result = await applyImport(backend, plan, containers, false);
    assert.deepEqual(calls, ['create unique', 'update 2']);
    assert.deepEqual(result, { created: 1, updated: 1, unchanged: 1, archived: 0, failed: [] });
  });

  it('archives what the file does not hold only when it is told to', async () => {
    const { backend, calls } = recording();
    assert.equal((await applyImport(backend, plan, containers, true)).archived, 1);
    assert.ok(calls.includes('archive 3'));
  });

  it('goes on after a check that the server refuses, and says which and why', async () => {
    const { backend } = recording({ create: new PlumblineError({ code: 'bad-request', reason: 'No such field.' }) });
    const result = await applyImport(backend, plan, containers, false);
    assert.equal(result.updated, 1);
    assert.deepEqual(result.failed.map((f) => f.reason), ['No such field.']);
  });

  it('stops when the server is gone', async () => {
    const { backend, calls } = recording({ create: new PlumblineError({ code: 'unreachable', reason: 'No answer.' }) });
    await assert.rejects(applyImport(backend, plan, containers, false), /No answer/);
    assert.deepEqual(calls, ['create unique']);
  });

  it('changes nothing when the datastore lacks a container of the file', async () => {
    const { backend, calls } = recording();
    assert.deepEqual([...await containerIds(backend, 1, entries)], [['orders', 9]]);
    await assert.rejects(containerIds(backend, 1, [{ ...entries[0]!, container: 'gone' }]), /no container named gone/);
    assert.deepEqual(calls, []);
  });
});
