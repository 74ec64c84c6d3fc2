import { fail, PlumblineError } from '../../core/errors';
import type { CheckDefinition } from '../../core/api/schemas/check';
import type { FieldType } from '../../core/api/schemas/container';
import { ruleByName, ruleSpecs } from '../../core/rules/catalogue';
import { compileCheck, needsOf } from '../../core/rules/compile';
import type { RuleColumn } from '../../core/rules/meaning';
import type { RuleReference } from '../../core/rules/rule';
import type { Dialect } from '../../core/rules/dialect';
import { filesKind, sourceKind } from '../sources/source-kinds';
import type { StoredField } from '../store/model';
import type { StoreReader } from '../store/port';
import type { RuleBook } from './parts';

const columnsOf = (fields: readonly StoredField[]): RuleColumn[] => fields.filter((field) => field.status !== 'missing')
  .map(({ name, type, native_type }) => ({ name, type: type as FieldType, nativeType: native_type }));

/** Properties that somebody set: servers and forms send null for the others. */
const given = (properties: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null && value !== undefined));

/** The containers that a check refers to, as the catalogue knows them; one that is not there is said when it is used. */
async function referencesOf(store: StoreReader, definition: CheckDefinition): Promise<(containerId: number) => RuleReference> {
  const known = new Map<number, RuleReference>();
  for (const { containerId, datastoreId } of needsOf({ id: 0, ...definition }).references) {
    const container = await store.container(containerId);
    if (container && datastoreId !== null && container.datastore_id !== datastoreId) {
      fail('bad-request', `Container ${containerId} is not one of datastore ${datastoreId}.`, { remedy: 'Correct ref_datastore_id, or leave it out.', place: { path: 'properties.ref_datastore_id' } });
    }
    if (container) known.set(containerId, { from: '(SELECT 1)', columns: columnsOf(await store.fields(containerId)), name: container.name });
  }
  return (containerId) => known.get(containerId)
    ?? fail('bad-request', `Container ${containerId} does not exist.`, { remedy: 'Name a container that a sync has found.', place: { path: 'properties.ref_container_id' } });
}

/** The SQL of the datastore that the fields belong to; that of files where there are none, since checks without a field read no value. */
async function dialectOf(store: StoreReader, fields: readonly StoredField[]): Promise<Dialect> {
  const container = fields[0] && await store.container(fields[0].container_id);
  const datastore = container && await store.datastore(container.datastore_id);
  const connection = datastore && await store.connection(datastore.connection_id);
  return (sourceKind(connection?.type ?? '') ?? filesKind).dialect;
}

/** The rule catalogue, with the containers of the store to check definitions against. */
export function ruleBook(store: StoreReader): RuleBook {
  return {
    specs: ruleSpecs,
    check: async (definition, fields) => {
      const properties = given(definition.properties);
      const rule = ruleByName(definition.rule)
        ?? fail('bad-request', `There is no rule "${definition.rule.slice(0, 60)}".`, { remedy: 'GET /api/quality-checks/specifications/rules lists them.', place: { path: 'rule' } });
      // What a variable stands for is known when a scan runs; until then only the rule can be looked at.
      if (!JSON.stringify([properties, definition.filter]).includes('{{')) {
        const reference = await referencesOf(store, { ...definition, properties });
        const { problem } = compileCheck({ id: 0, ...definition, properties }, {
          columns: columnsOf(fields), container: fields[0] && (await store.container(fields[0].container_id))?.name, dialect: await dialectOf(store, fields), now: new Date(),
          // Whether the source knows is seen when the check runs.
          modified: new Date(0), partition: null, variables: {},
          reference: (_, containerId) => reference(containerId), history: () => [],
        });
        if (problem) throw new PlumblineError({ ...problem, ...(problem.place ? { code: 'bad-request' } : {}) });
      }
      const adapt = rule.name === definition.rule ? undefined : rule.aliases[definition.rule];
      return { ...definition, rule: rule.name, properties: adapt ? given(adapt(properties)) : properties };
    },
  };
}
