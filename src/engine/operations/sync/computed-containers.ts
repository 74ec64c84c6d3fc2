import { PlumblineError, toProblem } from '../../../core/errors';
import type { DatastoreReader, SourceContainer } from '../../sources/source';
import type { StoredContainer } from '../../store/model';

/** Computed containers as their queries give them now; one that cannot be computed comes with its problem. */
export async function computedContainers(reader: DatastoreReader, containers: readonly StoredContainer[], signal?: AbortSignal): Promise<SourceContainer[]> {
  const found: SourceContainer[] = [];
  for (const container of containers) {
    const base = { name: container.name, containerType: container.container_type, tableType: null, files: null, fileFormat: null, rows: null };
    try {
      // Without its id, so without its computed fields, which are no columns of the data.
      const { columns, notes } = await reader.relation({ ...container, id: undefined }, { signal });
      found.push({ ...base, columns: columns.map((column) => ({ ...column, nullable: null })), problem: null, notes: notes ?? [] });
    } catch (error) {
      if (PlumblineError.is(error, 'aborted')) throw error;
      found.push({ ...base, columns: [], problem: toProblem(error), notes: [] });
    }
  }
  return found;
}
