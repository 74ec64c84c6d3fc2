import path from 'node:path';
import { fail } from '../../../core/errors';
import type { Output } from '../../sources/output/output';
import { sourceKind, writableKinds } from '../../sources/source-kinds';
import type { StoredDatastore } from '../../store/model';
import type { StoreReader } from '../../store/port';

/** The prefix that is set, or the datastore's name in letters that every tool takes unquoted. */
export function enrichmentPrefix(prefix: string | null, datastoreName: string): string {
  return prefix?.trim() || datastoreName.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_+|_+$/g, '').slice(0, 60) || 'plumbline';
}

/** Where what is said of a datastore is written. Throws, with the command that mends it, where there is no enrichment datastore or one that cannot be written. */
export async function enrichmentOutput(store: StoreReader, datastore: StoredDatastore): Promise<Output> {
  if (datastore.enrichment_datastore_id === null && !datastore.enrichment_only) {
    fail('bad-request', `${datastore.name} has no enrichment datastore.`, { remedy: `Link one: plumbline datastores enrichment --id ${datastore.id} --link ID. "plumbline datastores add PATH --enrichment-only" makes one.` });
  }
  const target = datastore.enrichment_datastore_id === null ? datastore : await store.datastore(datastore.enrichment_datastore_id);
  const connection = target && await store.connection(target.connection_id);
  const again = `Link another one: plumbline datastores enrichment --id ${datastore.id} --link ID.`;
  if (!target || !connection?.path) fail('not-found', `The enrichment datastore of ${datastore.name} does not exist any more.`, { remedy: again });
  const kind = sourceKind(connection.type);
  if (!kind?.output || !target.enrichment_only) {
    fail('bad-request', `${target.name} cannot be written: an enrichment datastore is ${writableKinds} that is marked as enrichment only.`,
      { remedy: kind?.output ? `Mark it, if nothing else is kept there: plumbline datastores update --id ${target.id} --enrichment-only.` : again });
  }
  const where = path.resolve(connection.path);
  return kind.output === 'database' ? { kind: 'database', file: where, name: target.name }
    : { kind: 'folder', folder: where, format: target.enrichment_format ?? 'parquet', name: target.name };
}
