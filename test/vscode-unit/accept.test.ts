import { editor } from './vscode-stub';
import assert from 'node:assert/strict';
import { qualityCheck, type QualityCheck } from '../../src/core/api/schemas/check';
import { composeExtension, type Composed } from './compose-extension';
import { aDatastore, anAnomaly, fakeServer, type FakeServer } from './fake-backend';

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

describe('accepting anomalies as normal', () => {
  let server: FakeServer;
  let extension: Composed;
  let check: QualityCheck;
  /** Rows that fail, by what the check asks for. */
  let failing: (definition: { properties?: Record<string, unknown>; coverage?: number | null }) => number;
  const group = { kind: 'anomalyCheck', group: 'q7', assetId: 1 };
  const run = async (): Promise<void> => { await editor.commands.get('plumbline.acceptAnomaly')!(group); };

  beforeEach(() => {
    server = fakeServer();
    server.datastores = [aDatastore(1)];
    check = qualityCheck.parse({ id: 7, rule_type: 'expectedValues', fields: [{ name: 'status' }], properties: { list: ['new'] }, coverage: null, container: { id: 1, name: 'orders' } });
    const failed = [{ message: 'm', quality_check: check }];
    server.anomalies = [anAnomaly(1, 1, { failed_checks: failed }), anAnomaly(2, 1, { failed_checks: failed, status: 'Acknowledged' }), anAnomaly(3, 1)];
    failing = ({ properties }) => ((properties?.list as string[]).includes('paid') ? 0 : 3);
    Object.assign(server.answers, {
      check: async () => check,
      sourceRecords: async () => ({ columns: ['status'], records: [{ row_id: '1', values: { status: 'paid' }, failed_checks: [7], fields: ['status'] }] }),
      validateCheck: async (definition: never) => {
        const { coverage } = definition as { coverage: number | null };
        const bad = failing(definition);
        return { valid: true, rows: 40, failing_rows: bad, would_pass: bad === 0 || (coverage !== null && (40 - bad) / 40 >= coverage) };
      },
      updateCheck: async (_: number, change: object) => { check = { ...check, ...change }; return check; },
    });
    extension = composeExtension({ server });
  });
  afterEach(() => extension.dispose());

  it('allows the values, resolves the anomalies of the check, and says so', async () => {
    await run();
    assert.deepEqual([check.properties, check.coverage], [{ list: ['new', 'paid'] }, null]);
    assert.deepEqual(server.anomalies.map((one) => one.status), ['Resolved', 'Resolved', 'Active']);
    assert.deepEqual(editor.messages.at(-1), { kind: 'info', text: 'status: expectedValues is accepted: it allows these values now (list: new, paid).', actions: ['Undo'] });
  });

  it('asks for a smaller share of the rows where the values cannot be allowed', async () => {
    failing = () => 3;
    await run();
    assert.deepEqual([check.properties, check.coverage], [{ list: ['new'] }, 0.925]);
    assert.match(editor.messages.at(-1)!.text, /it asks for 92.5% of the rows to hold now/);
  });

  it('can be undone', async () => {
    editor.answer = 'Undo';
    await run();
    await settle();
    assert.deepEqual([check.properties, check.coverage], [{ list: ['new'] }, null]);
    assert.deepEqual(server.anomalies.map((one) => one.status), ['Active', 'Acknowledged', 'Active']);
  });

  it('changes nothing, and says why, where nothing can be loosened', async () => {
    check = { ...check, rule_type: 'minRowCount' };
    Object.assign(server.answers, { validateCheck: async () => ({ valid: true, rows: 40, failing_rows: null, would_pass: false }) });
    await run();
    assert.match(editor.messages.at(-1)!.text, /cannot be loosened by itself.*Edit it/);
    assert.deepEqual(server.anomalies.map((one) => one.status), ['Active', 'Acknowledged', 'Active']);
  });
});
