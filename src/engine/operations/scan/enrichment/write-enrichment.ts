import path from 'node:path';
import { fail } from '../../../../core/errors';
import type { ScanRun } from '../../../../core/api/schemas/operation';
import type { Session } from '../../../sql/session';
import type { Sessions } from '../../../sql/session';
import { writeDatabase } from '../../../sources/write-database';
import { sourceKind, writableKinds } from '../../../sources/source-kinds';
import type { StoredDatastore } from '../../../store/model';
import type { StoreReader } from '../../../store/port';
import { enrichmentRows, type EnrichedScan, type EnrichmentRow } from './enrichment-rows';
import { enrichmentPrefix, enrichmentTables, tableName, type EnrichmentTable } from './enrichment-tables';

export interface EnrichmentTarget {
  /** The database file to write to. */
  readonly file: string;
  readonly prefix: string;
  readonly remediation: 'append' | 'overwrite';
}

/**
 * Where a scan writes its source records: `null` for nowhere. The run decides, and the datastore's own setting where the run
 * says none. Throws before anything is scanned when there is no enrichment datastore, or one that cannot be written.
 */
export async function enrichmentTarget(store: StoreReader, datastore: StoredDatastore, body: ScanRun): Promise<EnrichmentTarget | null> {
  const own = datastore.enrichment_remediation_strategy;
  const remediation = body.remediation !== 'none' ? body.remediation : own === 'append' || own === 'overwrite' ? own : null;
  if (!remediation) return null;
  if (datastore.enrichment_datastore_id === null) fail('bad-request', `${datastore.name} has no enrichment datastore to write source records to.`, { remedy: 'Link one to it, or scan with remediation "none".' });
  const target = await store.datastore(datastore.enrichment_datastore_id);
  const connection = target && await store.connection(target.connection_id);
  if (!target || !connection?.path) fail('not-found', `The enrichment datastore of ${datastore.name} does not exist any more.`, { remedy: 'Link another one to it.' });
  if (!sourceKind(connection.type)?.writable || !target.enrichment_only) {
    fail('bad-request', `${target.name} cannot be written: an enrichment datastore is ${writableKinds} that is marked as enrichment only.`, { remedy: 'Mark it as enrichment only, or link another one.' });
  }
  return { file: path.resolve(connection.path), prefix: enrichmentPrefix(datastore.enrichment_prefix, datastore.name), remediation };
}

async function insert(session: Session, prefix: string, table: EnrichmentTable, rows: readonly EnrichmentRow[]): Promise<void> {
  const columns = enrichmentTables[table].split(', ').map((column) => ({ name: column.slice(0, column.indexOf(' ')), type: column.slice(column.indexOf(' ') + 1) }));
  const shape = JSON.stringify([Object.fromEntries(columns.map(({ name, type }) => [name, type === 'JSON' ? 'VARCHAR' : type]))]);
  for (let start = 0; start < rows.length; start += 500) {
    await session.query(`INSERT INTO ${tableName(prefix, table)} (${columns.map(({ name }) => name).join(', ')})
      SELECT ${columns.map(({ name }) => `r.${name}`).join(', ')} FROM (SELECT unnest(from_json(?::JSON, '${shape}')) AS r)`, [JSON.stringify(rows.slice(start, start + 500))]);
  }
}

/**
 * Writes what a scan found into the enrichment datastore, in one transaction; the file is open for writing only meanwhile.
 * `overwrite` replaces what earlier scans left of the same containers. Throws `source-locked` and its like.
 */
export async function writeEnrichment(sessions: Sessions, target: EnrichmentTarget, scan: EnrichedScan): Promise<void> {
  const { file, prefix } = target;
  await writeDatabase(sessions, file, async (session) => {
    const rows = enrichmentRows(scan);
    for (const table of Object.keys(enrichmentTables) as EnrichmentTable[]) {
      await session.query(`CREATE TABLE IF NOT EXISTS ${tableName(prefix, table)} (${enrichmentTables[table]})`);
      if (target.remediation === 'overwrite' && table !== 'scan_operations' && scan.containers.length > 0) {
        await session.query(`DELETE FROM ${tableName(prefix, table)} WHERE datastore_id = ${scan.datastore.id} AND container_id IN (${scan.containers.map(({ container }) => container.id).join(', ')})`);
      }
      await insert(session, prefix, table, rows[table]);
    }
  });
}
