import type { z } from 'zod';
import type { ComputedCreate } from '../../core/api/schemas/computed';
import type { containerUpdate } from '../../core/api/schemas/container';
import { fail } from '../../core/errors';
import { writeStep } from '../operations/sync/write-catalogue';
import type { ComputedDefinition } from '../sources/computed/definition';
import type { SourceContainer } from '../sources/source';
import type { EngineStore, EngineWriter } from '../store/engine-store';
import type { StoredContainer, StoredField } from '../store/model';
import type { RowSource } from '../store/source';
import { containersOf } from '../store/queries/containers';
import type { ContainerReading } from './container-reading';
import { found } from './found';

type Update = z.output<typeof containerUpdate>;

/** What of a request defines the container, as it is stored. */
export function definitionOf(body: ComputedCreate): ComputedDefinition {
  if (body.container_type === 'computed_table') return { type: 'computed_table', query: body.query };
  const clauses = { select_clause: body.select_clause, where_clause: body.where_clause ?? null, group_by_clause: body.group_by_clause ?? null };
  if (body.container_type === 'computed_file') return { type: 'computed_file', source_container_id: body.source_container_id, ...clauses };
  const { left_container_id, left_join_field_name, left_prefix, right_container_id, right_join_field_name, right_prefix, join_type } = body;
  return { type: 'computed_join', left_container_id, left_join_field_name, left_prefix, right_container_id, right_join_field_name, right_prefix, join_type, ...clauses };
}

/** The datastore that a computed container belongs to: the one that is named, or that of what it reads. */
async function datastoreOf(source: RowSource, body: ComputedCreate): Promise<number> {
  if (body.container_type === 'computed_table') return (await found(source, 'datastores', body.datastore_id)).id;
  const own = (await found(source, 'containers', body.container_type === 'computed_file' ? body.source_container_id : body.left_container_id)).datastore_id;
  if (body.container_type === 'computed_join') await found(source, 'containers', body.right_container_id);
  if (body.datastore_id !== undefined && body.datastore_id !== own) {
    fail('bad-request', 'What it reads belongs to another datastore.', { remedy: `Leave datastore_id out, or give ${own}.`, place: { path: 'datastore_id' } });
  }
  return own;
}

async function refuseTakenName(source: RowSource, datastoreId: number, name: string, except?: number): Promise<void> {
  if (!(await containersOf(source, [datastoreId])).some((one) => one.id !== except && one.name.toLowerCase() === name.toLowerCase())) return;
  fail('conflict', `There is already a container named "${name.slice(0, 100)}" in this datastore.`, { remedy: 'Choose another name.', place: { path: 'name' } });
}

/** A container that is not stored yet, and what its definition gives. Throws `bad-request` with the place of SQL that does not run. */
export async function triedComputed(
  store: EngineStore, reading: ContainerReading, body: ComputedCreate, now: string, patienceMs?: number,
): Promise<{ container: StoredContainer; described: SourceContainer }> {
  const datastoreId = await datastoreOf(store.source, body);
  const container: StoredContainer = {
    id: 0, datastore_id: datastoreId, name: body.name, created: now, container_type: body.container_type, table_type: null, files: null, file_format: null,
    missing: false, last_error: null, records: null, completeness: null, last_profiled: null, last_scanned: null, incremental_field_name: null,
    key_field_names: null, tags: [...new Set(body.tags ?? [])], description: body.description ?? null, additional_metadata: body.additional_metadata ?? null,
    computed: definitionOf(body),
  };
  return { container, described: await reading.describe(container, {}, patienceMs) };
}

/** Stores a computed container with its fields. */
export async function createComputed(store: EngineStore, reading: ContainerReading, body: ComputedCreate, now: string): Promise<StoredContainer> {
  await refuseTakenName(store.source, await datastoreOf(store.source, body), body.name);
  const { container: { id: _, ...container }, described } = await triedComputed(store, reading, body, now);
  return store.transaction(async (tx) => {
    await refuseTakenName(tx.source, container.datastore_id, container.name);
    const saved = await tx.saveContainer({ ...container, reads: [...described.reads ?? []] });
    await writeStep(tx, saved.datastore_id, { change: 'added', known: { container: saved, fields: [] }, found: described, message: null }, false, now);
    return found(tx.source, 'containers', saved.id);
  });
}

/** Fields that go with a change although checks are about them. */
async function refuseLostFields(tx: EngineWriter, containerId: number, fields: readonly StoredField[], described: SourceContainer): Promise<void> {
  const stay = new Set(described.columns.map(({ name }) => name));
  const lost = new Set(fields.filter((field) => field.status !== 'missing' && !field.computed && !stay.has(field.name)).map(({ name }) => name));
  const checks = (await tx.checks(containerId)).filter((check) => check.fields.some((name) => lost.has(name)));
  if (checks.length === 0) return;
  const names = [...new Set(checks.flatMap((check) => check.fields.filter((name) => lost.has(name))))];
  fail('conflict', `${checks.length} ${checks.length === 1 ? 'check is' : 'checks are'} about ${names.slice(0, 10).join(', ')}, which the change takes away.`,
    { remedy: 'Archive them first, or send force_drop_fields.' });
}

/** Changes name and definition of a computed container, where the request does; the new definition is tried first. */
export async function updateComputed(store: EngineStore, reading: ContainerReading, id: number, body: Update, now: string): Promise<void> {
  const container = await found(store.source, 'containers', id);
  const { name = container.name, force_drop_fields: force = false } = body;
  if (!container.computed) return;
  const clauses = Object.fromEntries((['query', 'select_clause', 'where_clause', 'group_by_clause'] as const)
    .flatMap((key) => (body[key] === undefined || !(key in container.computed!) ? [] : [[key, body[key] ?? null]])));
  const computed = { ...container.computed, ...clauses } as ComputedDefinition;
  if (name === container.name && JSON.stringify(computed) === JSON.stringify(container.computed)) return;
  await refuseTakenName(store.source, container.datastore_id, name, id);
  const described = await reading.describe({ ...container, name, computed }, {});
  await store.transaction(async (tx) => {
    const fields = await tx.fields(id);
    if (!force) await refuseLostFields(tx, id, fields, described);
    const after: StoredContainer = { ...await found(tx.source, 'containers', id), name, computed, reads: [...described.reads ?? []], last_error: null };
    await writeStep(tx, after.datastore_id, { change: 'changed', known: { container: after, fields }, found: described, message: null }, false, now);
  });
}

/** Throws `conflict` while computed containers read it. */
export async function refuseWhileRead(source: RowSource, container: StoredContainer): Promise<void> {
  const readers = (await containersOf(source, undefined)).filter((one) => one.reads?.includes(container.id) && one.id !== container.id);
  if (readers.length === 0) return;
  fail('conflict', `${readers.slice(0, 5).map(({ name }) => name).join(', ')}${readers.length > 5 ? ', …' : ''} ${readers.length === 1 ? 'reads' : 'read'} ${container.name}.`,
    { remedy: 'Delete what is computed from it first.' });
}
