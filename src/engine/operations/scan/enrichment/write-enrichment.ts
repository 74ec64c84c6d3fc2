import { fail } from '../../../../core/errors';
import type { ScanRun } from '../../../../core/api/schemas/operation';
import { identifier } from '../../../sql/quote';
import type { Session, Sessions } from '../../../sql/session';
import { outputColumns, type Output, type OutputTable } from '../../../sources/output/output';
import { writeRows } from '../../../sources/output/write-rows';
import type { StoredDatastore } from '../../../store/model';
import type { StoreReader } from '../../../store/port';
import { enrichmentOutput, enrichmentPrefix } from '../../shared/enrichment-output';
import { enrichmentRows, type EnrichedScan } from './enrichment-rows';
import { enrichmentTables, tableName, type EnrichmentTable } from './enrichment-tables';

export interface EnrichmentTarget {
  readonly output: Output;
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
  const output = await enrichmentOutput(store, datastore);
  if (output.kind === 'folder' && remediation === 'overwrite') {
    fail('bad-request', `${output.name} is a folder, where what earlier scans left is not replaced.`, { remedy: 'Scan with remediation "append", or link a database file.' });
  }
  return { output, prefix: enrichmentPrefix(datastore.enrichment_prefix, datastore.name), remediation };
}

/**
 * Writes what a scan found into the enrichment datastore; it is open for writing only meanwhile. `overwrite` replaces what
 * earlier scans left of the same containers. Throws `source-locked` and its like.
 */
export async function writeEnrichment(sessions: Sessions, { output, prefix, remediation }: EnrichmentTarget, scan: EnrichedScan): Promise<void> {
  const rows = enrichmentRows(scan);
  const names = Object.keys(enrichmentTables) as EnrichmentTable[];
  const forget = async (session: Session): Promise<void> => {
    const ids = scan.containers.map(({ container }) => container.id).join(', ');
    const there = new Set((await session.query('SELECT table_name AS name FROM information_schema.tables')).map((row) => String(row.name)));
    for (const table of names.filter((name) => name !== 'scan_operations' && there.has(tableName(prefix, name)))) {
      await session.query(`DELETE FROM ${identifier(tableName(prefix, table))} WHERE datastore_id = ${scan.datastore.id} AND container_id IN (${ids})`);
    }
  };
  await writeRows(sessions, output, names.map((table): OutputTable => ({
    name: tableName(prefix, table), columns: outputColumns(enrichmentTables[table]),
     
    rows: async function* all() { yield rows[table]; },
  })), scan.operation.id, remediation === 'overwrite' && scan.containers.length > 0 ? forget : undefined);
}
