import { type Command, Option } from 'commander';
import type { RunRequest } from '../../core/api/schemas/operation';
import type { DatastoreOptions } from './datastore-option';
import { assignment, decimal, moment, names, oneOf, seconds, someOf, whole } from './values';

/** How a started operation is followed. Times are milliseconds. */
export interface FollowFlags extends DatastoreOptions {
  background?: boolean;
  pollInterval?: number;
  timeout: number;
}

/** What the options of sync, profile and scan are called in the run body; what was not given is absent. */
export interface RunFlags {
  containerNames?: string[];
  containerTags?: string[];
  include?: ('table' | 'view')[];
  prune?: boolean;
  recreate?: boolean;
  maxRecordsAnalyzedPerPartition?: number;
  greaterThanTime?: string;
  greaterThanBatch?: number;
  aiEffort?: 'off' | 'low' | 'medium' | 'high' | 'xhigh' | 'max';
  inferAsDraft?: boolean;
  histogramMaxDistinctValues?: number;
  incremental?: boolean;
  remediation?: 'none' | 'append' | 'overwrite';
  enrichmentSourceRecordLimit?: number;
  highCountRollupThreshold?: number;
  archiveOverlappingAnomalies?: boolean;
  archiveDuplicateAnomalies?: boolean;
  reactivateRecurringAnomalies?: boolean;
  autoResolvePassedAnomalies?: boolean;
  checkVariable?: Record<string, string | number | boolean>;
  checkCategories?: ('metadata' | 'data_integrity')[];
  failOnAnomalies?: boolean;
}

export function addBackgroundOption(command: Command): Command {
  return command.option('--background', 'start only; do not wait for the end');
}

export function addFollowOptions(command: Command): Command {
  return command
    .option('--poll-interval <seconds>', 'time between two looks (default: 5 for a server, 0.25 for a local store)', seconds)
    .addOption(new Option('--timeout <seconds>', 'stop waiting after this time; the operation goes on').argParser(seconds).default(1_800_000, '1800'));
}

export function addSyncOptions(command: Command): Command {
  return command
    .option('--include <kinds>', 'what to catalogue: table, view (default: both)', someOf('table', 'view'))
    .option('--prune', 'drop containers that are not there any more, with their checks and anomalies')
    .option('--recreate', 'bring back containers that were deleted here but exist in the source');
}

function addContainerOptions(command: Command): Command {
  return command
    .option('--container-names <names>', 'only these containers, separated by commas', names)
    .option('--container-tags <tags>', 'only containers with one of these tags', names)
    .option('--max-records-analyzed-per-partition <n>', 'look at no more rows of each container; -1 for all', whole(-1, 1_000_000_000))
    .option('--greater-than-time <moment>', 'only rows whose incremental field is later', moment)
    .option('--greater-than-batch <number>', 'only rows whose incremental field is greater', decimal);
}

export function addProfileOptions(command: Command): Command {
  return addContainerOptions(command)
    .option('--ai-effort <level>', 'how many checks to infer: off, low, medium, high; xhigh and max learn from more rows', oneOf('off', 'low', 'medium', 'high', 'xhigh', 'max'))
    .option('--infer-as-draft', 'inferred checks start as drafts, which scans leave out')
    .option('--histogram-max-distinct-values <n>', 'at most so many values in a histogram', whole(1, 1000));
}

export function addScanOptions(command: Command): Command {
  return addContainerOptions(command)
    .option('--incremental', 'only rows past the last scan of each container')
    .option('--remediation <strategy>', 'failing rows to the enrichment datastore: none, append, overwrite', oneOf('none', 'append', 'overwrite'))
    .option('--enrichment-source-record-limit <n>', 'rows to keep with an anomaly', whole(1, 1000))
    .option('--high-count-rollup-threshold <n>', 'more failing rows than this become one anomaly', whole(1, 1000))
    .option('--archive-overlapping-anomalies', 'archive open anomalies that the new ones overlap')
    .option('--archive-duplicate-anomalies', 'archive new anomalies that are open already')
    .option('--reactivate-recurring-anomalies', 'open archived anomalies again when they recur')
    .option('--auto-resolve-passed-anomalies', 'resolve anomalies whose checks pass now (the usual, except when incremental)')
    .option('--no-auto-resolve-passed-anomalies', 'leave them open')
    .option('--check-variable <name=value>', 'value of a variable in checks; may be repeated', assignment)
    .option('--check-categories <names>', 'only checks of these categories: metadata, data_integrity', someOf('metadata', 'data_integrity'))
    .option('--fail-on-anomalies', 'exit code 8 when anomalies were found');
}

/** The run body: only what was chosen, so that the server's own defaults hold. */
export function runRequest(type: 'sync' | 'profile' | 'scan', datastores: number[], flags: RunFlags): RunRequest {
  const containers = { container_names: flags.containerNames, container_tags: flags.containerTags };
  const bounds = {
    max_records_analyzed_per_partition: flags.maxRecordsAnalyzedPerPartition, greater_than_time: flags.greaterThanTime,
    greater_than_batch: flags.greaterThanBatch,
  };
  if (type === 'sync') return { type, datastore_ids: datastores, include: flags.include, prune: flags.prune, recreate: flags.recreate };
  if (type === 'profile') {
    return {
      type, datastore_ids: datastores, ...containers, ...bounds, ai_effort: flags.aiEffort, infer_as_draft: flags.inferAsDraft,
      histogram_max_distinct_values: flags.histogramMaxDistinctValues,
    };
  }
  return {
    type, datastore_ids: datastores, ...containers, ...bounds, incremental: flags.incremental, remediation: flags.remediation,
    enrichment_source_record_limit: flags.enrichmentSourceRecordLimit, high_count_rollup_threshold: flags.highCountRollupThreshold,
    archive_overlapping_anomalies: flags.archiveOverlappingAnomalies, archive_duplicate_anomalies: flags.archiveDuplicateAnomalies,
    reactivate_recurring_anomalies: flags.reactivateRecurringAnomalies, auto_resolve_passed_anomalies: flags.autoResolvePassedAnomalies,
    check_variables: flags.checkVariable, check_categories: flags.checkCategories,
  };
}
