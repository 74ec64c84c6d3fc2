import { problemText } from '../../../core/errors';
import type { StoredContainer } from '../../store/model';
import type { StoreWriter } from '../../store/port';
import type { SourceContainer } from '../../sources/source';
import type { KnownContainer, SyncStep } from './plan-sync';

function described(found: SourceContainer, before: StoredContainer | undefined): Partial<StoredContainer> {
  return {
    name: found.name, container_type: found.containerType, table_type: found.tableType, files: found.files,
    file_format: found.fileFormat, missing: false,
    records: found.rows ?? before?.records ?? null,
    last_error: found.problem ? problemText(found.problem) : null,
    notes: [...found.notes],
  };
}

/** Fields follow the columns; one that is gone stays as `missing`, so that its checks and profiles keep their meaning. */
async function writeFields(tx: StoreWriter, containerId: number, known: KnownContainer | null, columns: SourceContainer['columns']): Promise<void> {
  const before = new Map((known?.fields ?? []).map((field) => [field.name, field]));
  for (const [position, column] of columns.entries()) {
    const old = before.get(column.name);
    if (old?.computed) continue;
    before.delete(column.name);
    await tx.saveField({
      ...(old ? { id: old.id } : {}), container_id: containerId, position, name: column.name,
      type: column.type, native_type: column.nativeType, nullable: column.nullable,
      status: old && old.status !== 'missing' ? old.status : 'active',
    });
  }
  let position = columns.length;
  // Computed fields are no columns of the data.
  for (const gone of before.values()) await tx.saveField({ ...gone, position: position++, ...(gone.computed ? {} : { status: 'missing' }) });
}

/** Writes one step of a sync and gives the container's id, `null` when the step deleted it. */
export async function writeStep(tx: StoreWriter, datastoreId: number, step: SyncStep, prune: boolean, now: string): Promise<number | null> {
  const { known, found } = step;
  if (!found) {
    if (!known) return null;
    if (prune) {
      await tx.deleteContainer(known.container.id);
      return null;
    }
    await tx.saveContainer({ ...known.container, missing: true });
    return known.container.id;
  }
  const saved = await tx.saveContainer({
    ...(known?.container ?? {
      datastore_id: datastoreId, created: now, completeness: null, last_profiled: null, last_scanned: null,
      incremental_field_name: null, key_field_names: null, tags: [],
    }),
    ...described(found, known?.container),
  } as Omit<StoredContainer, 'id'> & { id?: number });
  if (!found.problem) await writeFields(tx, saved.id, known, found.columns);
  return saved.id;
}
