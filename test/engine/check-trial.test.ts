import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CheckDefinition } from '../../src/core/api/schemas/check';
import { checkTrial } from '../../src/engine/http/check-trial';
import type { CheckTrial, RuleBook } from '../../src/engine/http/parts';
import { ruleBook } from '../../src/engine/http/rule-book';
import type { EngineStore } from '../../src/engine/store/engine-store';
import type { StoredContainer } from '../../src/engine/store/model';
import { openStore } from '../../src/engine/store/store';
import { checkOf, connectionOf, containerOf, datastoreOf, fieldOf } from './entities';
import { testSessions } from '../support/sessions';

const definition = (over: Partial<CheckDefinition>): CheckDefinition => ({ rule: 'notNull', fields: ['amount'], properties: {}, filter: null, coverage: null, ...over });

/** The caller waits for the answer. */
const waiting = new AbortController().signal;

describe('checks tried before they are saved', () => {
  let folder: string;
  let store: EngineStore;
  let rules: RuleBook;
  let trial: CheckTrial;
  let orders: StoredContainer;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plumbline-trial-'));
    const data = path.join(folder, 'data');
    await mkdir(data);
    await writeFile(path.join(data, 'orders.csv'), 'amount,customer\n1,ann\n,bob\n-3,ann\n4,eve\n');
    await writeFile(path.join(data, 'customers.csv'), 'name\nann\nbob\n');
    store = await openStore({ file: path.join(folder, 'state.duckdb'), now: () => new Date() });
    rules = ruleBook(store);
    trial = checkTrial(store, rules, testSessions(), () => new Date());
    orders = await store.transaction(async (tx) => {
      const connection = await tx.saveConnection(connectionOf({ path: data }));
      const datastore = await tx.createDatastore(datastoreOf({ connection_id: connection.id }));
      const container = await tx.saveContainer(containerOf({ datastore_id: datastore.id }));
      await tx.saveField(fieldOf(container.id));
      await tx.saveField(fieldOf(container.id, { name: 'customer', type: 'String', native_type: 'VARCHAR', position: 1 }));
      await tx.saveField(fieldOf(container.id, { name: 'gone', status: 'missing', position: 2 }));
      await tx.saveCheck(checkOf(container.id));
      await tx.saveCheck(checkOf(container.id, { status: 'Draft', rule_type: 'unique' }));
      return container;
    });
  });
  after(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('says on how many rows of the real file a check would fail', async () => {
    const result = await trial.validate(definition({ rule: 'notNegative' }), orders, waiting);
    assert.deepEqual([result.valid, result.rows, result.failing_rows, result.would_pass], [true, 4, 1, false]);
    assert.match(result.violation ?? '', /25.000 % of 4 records \(1\)/);
    assert.equal((await trial.validate(definition({ rule: 'maxValue', properties: { value: 4 } }), orders, waiting)).would_pass, true);
  });

  it('says why a check does not run, with property and position', async () => {
    const result = await trial.validate(definition({ rule: 'satisfiesExpression', properties: { expression: 'amount > 0; DROP TABLE x' } }), orders, waiting);
    assert.deepEqual([result.valid, result.property, result.position], [false, 'properties.expression', 11]);
    assert.equal((await trial.validate(definition({ filter: 'amount >' }), orders, waiting)).property, 'filter');
    assert.equal((await trial.validate(definition({ fields: ['gone'] }), orders, waiting)).property, 'fields');
  });

  it('takes the name of the container before its fields, in filters and expressions, and that of the other container for its own', async () => {
    const filtered = await trial.validate(definition({ rule: 'notNegative', filter: 'orders.amount < 0 -- returns' }), orders, waiting);
    assert.deepEqual([filtered.valid, filtered.rows, filtered.failing_rows], [true, 1, 1]);
    const compared = await trial.validate(definition({ rule: 'aggregationComparison', fields: [], properties: {
      expression: 'sum(orders.amount)', comparison: 'eq', ref_expression: 'sum(orders.amount)', ref_container_id: orders.id, ref_filter: 'orders.amount > 0',
    } }), orders, waiting);
    assert.deepEqual([compared.valid, compared.would_pass], [true, false]);
    const foreign = await trial.validate(definition({ filter: 'customers.name = customer' }), orders, waiting);
    assert.match(foreign.message ?? '', /no field "customers", and this container is called "orders"/);
  });

  it('says what is wrong with the data where it cannot be read', async () => {
    const missing = { ...orders, name: 'nothing', files: ['nothing.csv'] };
    const result = await trial.validate(definition({}), missing, waiting);
    assert.equal(result.valid, false);
    assert.match(result.message ?? '', /nothing/);
  });

  it('refuses definitions that the catalogue does not know, each with its place', async () => {
    const fields = await store.fields(orders.id);
    const cases: [Partial<CheckDefinition>, string][] = [
      [{ rule: 'noSuchRule' }, 'rule'], [{ fields: [] }, 'fields'], [{ rule: 'between', properties: { min: 'low' } }, 'properties.min'],
      [{ properties: { surprise: 1 } }, 'properties.surprise'], [{ rule: 'minLength', properties: { value: 3 } }, 'fields'],
    ];
    for (const [over, place] of cases) {
      await assert.rejects(rules.check(definition(over), fields),
        (error: { problem?: { code: string; place?: { path?: string } } }) => error.problem?.code === 'bad-request' && error.problem.place?.path === place, place);
    }
  });

  it('takes properties that are null as not given, and leaves check variables to the scan', async () => {
    const fields = await store.fields(orders.id);
    assert.deepEqual((await rules.check(definition({ properties: { min: null } }), fields)).properties, {});
    const variable = definition({ filter: 'customer = {{who}}' });
    assert.deepEqual(await rules.check(variable, fields), variable);
  });

  it('explains how a scan would settle the active checks', async () => {
    const plan = await trial.explain(orders, waiting);
    assert.deepEqual(plan.checks.map((check) => [check.id, check.rule]), [[1, 'notNull']]);
    assert.ok(plan.statements.length > 0);
  });
});
