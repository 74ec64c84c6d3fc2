import { type Command, Option } from 'commander';
import type { DatastoreUpdate } from '../../core/api/schemas/datastore';
import { fail } from '../../core/errors';
import { exitCode } from '../exit-codes';
import { addDatastoreOptions, type DatastoreOptions, oneDatastore } from '../options/datastore-option';
import { oneOf, whole } from '../options/values';
import { type Building, runs } from '../run-action';

export interface EnrichmentFlags { enrichmentOnly?: boolean; enrichmentPrefix?: string; enrichmentFormat?: 'parquet' | 'csv' }

/** How a folder of exports is written. */
export const formatOption = (): Option => new Option('--enrichment-format <format>', 'files of a folder of exports: parquet (default) or csv').argParser(oneOf('parquet', 'csv'));

/** What of the options is a setting for exports. */
export function enrichmentSettings({ enrichmentOnly, enrichmentPrefix, enrichmentFormat }: EnrichmentFlags): DatastoreUpdate {
  return {
    ...(enrichmentOnly === undefined ? {} : { enrichment_only: enrichmentOnly }), ...(enrichmentPrefix === undefined ? {} : { enrichment_prefix: enrichmentPrefix || null }),
    ...(enrichmentFormat === undefined ? {} : { enrichment_format: enrichmentFormat }),
  };
}

/** `datastores enrichment`: where exports of a datastore go. */
export function addEnrichment(datastores: Command, building: Building): void {
  const id = whole(1, Number.MAX_SAFE_INTEGER);
  runs<DatastoreOptions & { id?: number; link?: number; unlink?: boolean }>(addDatastoreOptions(datastores.command('enrichment')
    .description('Link the datastore that exports and source records are written to, or unlink it'))
    .option('--id <id>', 'the datastore', id).option('--link <id>', 'the enrichment datastore', id).option('--unlink', 'write nowhere any more'), building, async (context, options) => {
    if ((options.link === undefined) === !options.unlink) fail('bad-request', 'Give --link ID or --unlink.');
    const of = options.id ?? await oneDatastore(context, options);
    if (options.link === undefined) {
      await context.api.call('unlinkEnrichment', { params: { id: of } });
      context.note(`Datastore ${of} has no enrichment datastore any more.`);
    } else {
      const linked = await context.api.call('linkEnrichment', { params: { id: of, enrichment_id: options.link } });
      context.note(`Exports of ${linked.name} go to ${linked.enrichment_datastore?.name ?? options.link}. Next: plumbline operations export --datastore-id ${of} --asset-type all`);
    }
    return exitCode.success;
  });
}
