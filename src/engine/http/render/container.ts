import type { z } from 'zod';
import type { container as containerSchema, containerStub, field as fieldSchema } from '../../../core/api/schemas/container';
import type { containerProfile } from '../../../core/api/schemas/container-profile';
import type { fieldProfile } from '../../../core/api/schemas/field-profile';
import { findAll } from '../../store/entities';
import type { StoredContainer, StoredContainerProfile, StoredField, StoredFieldProfile } from '../../store/model';
import { containerCounts } from '../../store/queries/containers';
import { fieldCompleteness, fieldCounts, fieldKey } from '../../store/queries/fields';
import type { EngineStore } from '../../store/engine-store';
import type { RowSource } from '../../store/source';
import { renderComputedField } from './computed-field';
import { datastoreStubs } from './datastore';
import { tagRendering } from './tag';

export function containerStubOf(container: StoredContainer): z.input<typeof containerStub> {
  return { id: container.id, name: container.name, container_type: container.container_type };
}

/** Share in percent of the checks with a result that pass, one decimal; null before any had one. */
export function qualityTotal(passing: number, failing: number): number | null {
  return passing + failing === 0 ? null : Math.round((passing / (passing + failing)) * 1000) / 10;
}

/** Containers as the API gives them, with their metrics, in the order given. */
export async function renderContainers(store: EngineStore, list: readonly StoredContainer[]): Promise<z.input<typeof containerSchema>[]> {
  if (list.length === 0) return [];
  const { source } = store;
  const lists = await store.lists();
  const [tagsOf, stubs, counts, computed] = await Promise.all([
    tagRendering(source), datastoreStubs(source, list.map((c) => c.datastore_id)), containerCounts(source, lists, list.map((c) => c.id)),
    findAll(source, 'fields', list.flatMap((c) => c.computed_field_ids ?? [])),
  ]);
  return list.map((stored) => {
    const { datastore_id, records, completeness, last_profiled, last_scanned, tags, computed: definition, computed_field_ids: ids = [], reads: _, ...container } = stored;
    const { type: __, ...definedBy } = definition ?? {};
    const count = counts.get(stored.id)!;
    return {
      description: null, favorite: false, additional_metadata: null, ...container, ...definedBy,
      computed_fields: ids.flatMap((id) => { const field = computed.get(id); return field ? [renderComputedField(field)] : []; }),
      notes: container.notes ?? [], read_options: container.read_options ?? {}, datastore: stubs.get(datastore_id) ?? null,
      metrics: {
        last_profiled, last_scanned, records, completeness, fields: count.fields, active_checks: count.activeChecks,
        passing_checks: count.passingChecks, failing_checks: count.failingChecks, active_anomalies: count.openAnomalies,
        quality_score: { total: qualityTotal(count.passingChecks, count.failingChecks) },
      },
      global_tags: tagsOf(tags),
    };
  });
}

/** Fields with the completeness of their newest profile. */
export async function renderFields(source: RowSource, list: readonly StoredField[]): Promise<z.input<typeof fieldSchema>[]> {
  const complete = await fieldCompleteness(source, [...new Set(list.map((f) => f.container_id))]);
  return list.map(({ computed, ...field }) => ({ ...field, computed_field: computed ? renderComputedField({ ...field, computed }) : null, completeness: complete.get(field.container_id)?.get(field.name) ?? null, global_tags: [] }));
}

export function renderContainerProfile({ container_id: _, ...profile }: StoredContainerProfile, container: StoredContainer): z.input<typeof containerProfile> {
  return { ...profile, container: containerStubOf(container) } as z.input<typeof containerProfile>;
}

/** Profiles with the number of active checks and open anomalies on their field. */
export async function renderProfiles(store: EngineStore, list: readonly StoredFieldProfile[]): Promise<z.input<typeof fieldProfile>[]> {
  const counts = await fieldCounts(store.source, await store.lists(), [...new Set(list.map((p) => p.container_id))]);
  return list.map((profile) => {
    const count = counts.get(fieldKey(profile.container_id, profile.name));
    return { ...profile, quality_check_count: count?.checks ?? 0, anomaly_count: count?.anomalies ?? 0 };
  });
}
