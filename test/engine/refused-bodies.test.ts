import assert from 'node:assert/strict';
import { routes, routeNames, type RouteName } from '../../src/core/api/table';
import { anomalyOf, checkOf, containerOf, fieldOf } from './entities';
import { startRig, type Rig } from './rig';

const gone = 987;
/** Ids that bodies refer to; {name} in a path is one of them. */
interface Ids { datastore: number; container: number; field: number; other: number; check: number; anomaly: number; connection: number; operation: number; enrichment: number }
/** A body that refers to something that does not exist; the status of the refusal, and its place where it is 422. */
type Refused = readonly [body: (ids: Ids) => unknown, status: 404 | 409 | 422, place?: (string | number)[]];
const file = (rest: object) => (ids: Ids): object => ({ container_type: 'computed_file', name: 'new', source_container_id: ids.container, select_clause: 'amount', ...rest });
const join = (rest: object) => (ids: Ids): object => ({
  container_type: 'computed_join', name: 'new', left_container_id: ids.container, left_join_field_name: 'amount', right_container_id: ids.other, right_join_field_name: 'amount', select_clause: '*', ...rest,
});
const computedField = (rest: object) => (ids: Ids): object => ({ container_id: ids.container, name: 'new', transformation: 'cast', source_fields: ['amount'], properties: { target_type: 'string' }, ...rest });
const check = (rest: object) => (ids: Ids): object => ({ container_id: ids.container, rule: 'notNull', fields: ['amount'], ...rest });

/** Every route with a body; an empty list says that its body refers to nothing. */
const refused: Partial<Record<RouteName, { path?: keyof Ids; bodies: readonly Refused[] }>> = {
  createConnection: {
    bodies: [
      [() => ({ name: 'n', type: 'files' }), 422, ['body', 'path']], [() => ({ name: 'n', type: 'nope', path: 'p' }), 422, ['body', 'type']],
      [() => ({ name: 'n', type: 'files', path: 'p', password: 'x' }), 422, ['body', 'password']],
    ],
  },
  updateConnection: { path: 'connection', bodies: [[() => ({ path: 'https://a.b/c' }), 422, ['body', 'path']], [() => ({ parameters: { token: 'x' } }), 422, ['body', 'parameters']]] },
  tryDatastore: { bodies: [[() => ({ name: 'n', connection_id: gone }), 404], [() => ({ name: 'n', connection: { type: 'files' } }), 422, ['body', 'connection', 'path']]] },
  createDatastore: { bodies: [[() => ({ name: 'n', connection_id: gone }), 404], [() => ({ name: 'n', connection: { type: 'nope', path: 'p' } }), 422, ['body', 'connection', 'type']]] },
  updateDatastore: { path: 'datastore', bodies: [[() => ({ connection_id: gone }), 404], [() => ({ read_options: { nonsense: 1 } }), 422, ['body', 'read_options', 'nonsense']]] },
  tagContainers: { bodies: [[({ container }) => [{ id: container, tags: ['new'] }, { id: gone, tags: [] }], 404]] },
  updateContainer: {
    path: 'container', bodies: [
      [() => ({ incremental_field_name: 'nope' }), 422, ['body', 'incremental_field_name']], [() => ({ incremental_field_name: '' }), 422, ['body', 'incremental_field_name']],
      [() => ({ incremental_field_name: 'AMOUNT' }), 422, ['body', 'incremental_field_name']], [() => ({ incremental_field_name: 'was' }), 422, ['body', 'incremental_field_name']],
      [() => ({ key_field_names: ['amount', 'nope'] }), 422, ['body', 'key_field_names', '1']], [() => ({ tags: ['new'], key_field_names: [''] }), 422, ['body', 'key_field_names', '0']],
      [() => ({ read_options: { nonsense: 1 } }), 422, ['body', 'read_options', 'nonsense']],
    ],
  },
  createContainer: {
    bodies: [
      [() => ({ container_type: 'computed_table', name: 'new', datastore_id: gone, query: 'SELECT 1 AS a' }), 404], [file({ source_container_id: gone }), 404],
      [join({ left_container_id: gone }), 404], [join({ right_container_id: gone }), 404], [file({ datastore_id: gone }), 422, ['body', 'datastore_id']], [file({ name: 'People' }), 409],
    ],
  },
  validateContainer: { bodies: [[(ids) => ({ container: file({ source_container_id: gone })(ids) }), 404], [(ids) => ({ container: join({ datastore_id: gone })(ids) }), 422, ['body', 'datastore_id']]] },
  createComputedField: { bodies: [[computedField({ container_id: gone }), 404], [computedField({ name: 'Amount' }), 409]] },
  updateComputedField: { path: 'field', bodies: [[(ids) => { const { container_id: _, ...body } = computedField({})(ids) as { container_id: number }; return body; }, 404]] },
  previewContainer: { path: 'container', bodies: [[() => ({ read_options: { nonsense: 1 } }), 422, ['body', 'read_options', 'nonsense']]] },
  createCheck: {
    bodies: [
      [check({ container_id: gone }), 404], [check({ fields: ['nope'] }), 422, ['body', 'fields']], [check({ fields: ['amount', 'was'] }), 422, ['body', 'fields']],
      [check({ rule: 'noSuchRule' }), 422, ['body', 'rule']], [check({ filter: 'nope > 1' }), 422, ['body', 'filter']],
      [check({ rule: 'existsIn', properties: { field_name: 'amount', ref_container_id: gone } }), 422, ['body', 'properties', 'ref_container_id']],
      [(ids) => check({ rule: 'existsIn', properties: { field_name: 'nope', ref_container_id: ids.other } })(ids), 422, ['body', 'properties', 'field_name']],
      [(ids) => check({ rule: 'existsIn', properties: { field_name: 'amount', ref_container_id: ids.other, ref_datastore_id: gone } })(ids), 422, ['body', 'properties', 'ref_datastore_id']],
      [check({ rule: 'greaterThanField', properties: { field_name: 'nope', inclusive: true } }), 422, ['body', 'properties', 'field_name']],
      [check({ rule: 'satisfiesExpression', fields: [], properties: { expression: 'nope > 0' } }), 422, ['body', 'properties', 'expression']],
    ],
  },
  updateCheck: { path: 'check', bodies: [[() => ({ fields: ['nope'] }), 422, ['body', 'fields']], [() => ({ filter: 'nope > 1' }), 422, ['body', 'filter']]] },
  // A definition that does not hold is its answer, not its failure.
  validateCheck: { bodies: [[check({ container_id: gone }), 404]] },
  bulkDeleteChecks: { bodies: [[(ids) => [{ id: ids.check }, { id: gone }], 404]] },
  bulkUpdateAnomalies: { bodies: [[(ids) => [{ id: ids.anomaly, status: 'Acknowledged' }, { id: gone }], 404], [(ids) => [{ id: ids.anomaly, assignee_ids: [gone] }], 422, ['body', 'assignee_ids']]] },
  bulkDeleteAnomalies: { bodies: [[(ids) => [{ id: ids.anomaly }, { id: gone }], 404]] },
  updateAnomaly: { path: 'anomaly', bodies: [[() => ({ assignee_ids: [gone] }), 422, ['body', 'assignee_ids']], [() => ({ status: 'Nope' }), 422, ['body', 'status']]] },
  updateField: { bodies: [] },
  updateFields: { bodies: [[(ids) => [{ id: ids.field, status: 'masked' }, { id: gone, status: 'masked' }], 404]] },
  createTemplate: { bodies: [[() => ({ rule: 'noSuchRule' }), 422, ['body', 'rule']], [() => ({ rule: 'between', properties: { least: 1 } }), 422, ['body', 'properties', 'least']]] },
  createTag: { bodies: [] }, updateTag: { bodies: [] },
  updateUser: { bodies: [] }, createTeam: { bodies: [] }, updateTeam: { bodies: [] },
  createComment: { bodies: [[() => ({ anomaly_id: gone, message: 'm' }), 404]] },
  runOperation: {
    bodies: [
      [() => ({ type: 'sync', datastore_id: gone }), 404], [(ids) => ({ type: 'scan', datastore_ids: [ids.datastore, gone] }), 404],
      ...(['scan', 'profile'] as const).map((type): Refused => [(ids) => ({ type, datastore_id: ids.datastore, container_names: ['orders', 'nope'] }), 404]),
      [(ids) => ({ type: 'nope', datastore_id: ids.datastore }), 422, ['body', 'type']],
    ],
  },
};

describe('engine over HTTP: bodies that refer to what does not exist', () => {
  let rig: Rig;
  let ids: Ids;
  before(async () => {
    rig = await startRig({ realRules: true });
    const { body: made } = await rig.call('POST', '/datastores', { name: 'shop', connection: { type: 'files', path: '.' } });
    const stored = await rig.store.transaction(async (tx) => {
      const container = await tx.saveContainer(containerOf({ datastore_id: made.id }));
      const other = await tx.saveContainer(containerOf({ datastore_id: made.id, name: 'people' }));
      const field = await tx.saveField(fieldOf(container.id));
      await tx.saveField(fieldOf(container.id, { name: 'was', status: 'missing' }));
      await tx.saveField(fieldOf(other.id));
      const one = await tx.saveCheck(checkOf(container.id));
      const anomaly = await tx.saveAnomaly(anomalyOf({ datastore_id: made.id, container_id: container.id }), null, 'scan');
      return { container: container.id, field: field.id, other: other.id, check: one.id, anomaly: anomaly.id };
    });
    ids = { datastore: made.id, connection: made.connection.id, operation: gone, enrichment: gone, ...stored };
  });
  after(() => rig.close());

  const everything = async (): Promise<unknown> => Promise.all(['/connections', '/datastores', '/containers', '/fields', '/quality-checks?archived=include', '/anomalies?archived=include', '/comments', '/operations']
    .map(async (list) => (await rig.call('GET', list)).body.items as unknown));

  it('are looked at for every route that takes a body', () => {
    assert.deepEqual(routeNames.filter((name) => routes[name].body.type !== 'undefined' && !refused[name]), []);
  });
  for (const [name, { path, bodies }] of Object.entries(refused) as [RouteName, { path?: keyof Ids; bodies: readonly Refused[] }][]) {
    bodies.forEach(([bodyOf, status, place], at) => {
      it(`${name} refuses ${place ? place.slice(1).join('.') : 'what is gone'} (${at + 1}), and changes nothing`, async () => {
        const before = await everything();
        const body = bodyOf(ids);
        const answer = await rig.call(routes[name].method, routes[name].path.replace(/\{\w+\}/, String(path ? ids[path] : '')), body);
        assert.equal(answer.status, status, `${JSON.stringify(body)}: ${JSON.stringify(answer.body)}`);
        if (place) assert.deepEqual(answer.body.detail[0].loc, place, JSON.stringify(answer.body));
        assert.match(answer.body.problem.reason, /\w/);
        assert.deepEqual(await everything(), before);
      });
    });
  }
  it('a field that is there is taken, and can be let go of', async () => {
    const target = `/containers/${ids.container}`;
    const set = (await rig.call('PUT', target, { incremental_field_name: 'amount', key_field_names: ['amount'] })).body;
    assert.deepEqual([set.incremental_field_name, set.key_field_names], ['amount', ['amount']]);
    const cleared = (await rig.call('PUT', target, { incremental_field_name: null, key_field_names: null })).body;
    assert.deepEqual([cleared.incremental_field_name, cleared.key_field_names], [null, null]);
  });
});
