import type { z } from 'zod';
import type { qualityCheck } from '../../../core/api/schemas/check';
import { localUser } from '../local-user';
import { noContainer, type StoredCheck, type StoredContainer } from '../../store/model';
import { fieldIds } from '../../store/queries/fields';
import { findAll } from '../../store/entities';
import type { EngineStore } from '../../store/engine-store';
import { containerStubOf } from './container';
import { tagRendering } from './tag';

/** Checks as the API gives them, in the order given; `known` are their containers, where they were read already. A check has its say on `is_new` until a scan has asserted it. */
export async function renderChecks(
  store: EngineStore, list: readonly StoredCheck[], known?: ReadonlyMap<number, StoredContainer>,
): Promise<z.input<typeof qualityCheck>[]> {
  if (list.length === 0) return [];
  const containerIds = [...new Set(list.map((c) => c.container_id))];
  const { anomalies } = await store.lists();
  const [tagsOf, containers, ids] = await Promise.all([tagRendering(store.source), known ?? findAll(store.source, 'containers', containerIds), fieldIds(store.source, containerIds)]);
  return list.map((stored) => {
    const { container_id, fields, tags, archived_status, status, owner_id, ...check } = stored;
    const container = containers.get(container_id);
    const count = anomalies.ofCheck(stored.id);
    return {
      template_id: null, favorite: false, ...check, status: archived_status ?? status, is_template: container_id === noContainer,
      template_locked: check.template_locked ?? false, anomaly_message_field: null, default_anomaly_assignee_id: null,
      owner: owner_id == null ? null : localUser(), owner_id: owner_id ?? null,
      fields: fields.map((name) => ({ id: ids.get(container_id)?.get(name) ?? null, name })),
      container: container ? containerStubOf(container) : null, is_new: check.last_asserted === null,
      anomaly_count: count.all, active_anomaly_count: count.open,
      global_tags: tagsOf(tags),
    };
  });
}
