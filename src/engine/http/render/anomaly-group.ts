import type { z } from 'zod';
import type { anomalyGroup } from '../../../core/api/schemas/anomaly';
import { findAll } from '../../store/entities';
import type { CountedGroup } from '../../store/lists/group-counts';
import type { RowSource } from '../../store/source';

/** Counted groups as the API gives them, with the names of what they are of. */
export async function renderAnomalyGroups(
  source: RowSource, groups: readonly CountedGroup[], by: 'container' | 'quality_check',
): Promise<z.input<typeof anomalyGroup>[]> {
  const ids = groups.map((group) => group.id);
  const checks = by === 'quality_check' ? await findAll(source, 'checks', ids) : null;
  const containers = await findAll(source, 'containers', checks ? [...checks.values()].map((check) => check.container_id) : ids);
  const datastores = await findAll(source, 'datastores', [...containers.values()].map((container) => container.datastore_id));
  return groups.map(({ id, anomalies, weight }) => {
    const check = checks?.get(id);
    const container = containers.get(checks ? check?.container_id ?? 0 : id);
    const datastore = container && datastores.get(container.datastore_id);
    return {
      anomalies, weight,
      datastore: datastore ? { id: datastore.id, name: datastore.name } : null,
      container: container ? { id: container.id, name: container.name } : null,
      ...(checks ? { quality_check: { id, rule_type: check?.rule_type ?? '', fields: check?.fields ?? [] } } : {}),
    };
  });
}
