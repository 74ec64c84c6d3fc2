import { type Command, Option } from 'commander';
import type { DatastoreOptions } from './datastore-option';
import { seconds } from './values';

/** How a started operation is followed. Times are milliseconds. */
export interface FollowFlags extends DatastoreOptions {
  background?: boolean;
  pollInterval?: number;
  timeout: number;
  failOnAnomalies?: boolean;
  /** A file to hold scans against; absent: the usual one if it is there; false: none. */
  baseline?: string | false;
}

export function addBackgroundOption(command: Command): Command {
  return command.option('--background', 'start only; do not wait for the end');
}

export function addFollowOptions(command: Command): Command {
  return command
    .option('--poll-interval <seconds>', 'time between two looks (default: 5 for a server, 0.25 for a local store)', seconds)
    .addOption(new Option('--timeout <seconds>', 'stop waiting after this time; the operation goes on').argParser(seconds).default(1_800_000, '1800'));
}

/** When anomalies make a run fail, and which of them are known. */
export function addAnomalyOptions(command: Command): Command {
  return command.option('--fail-on-anomalies', 'exit code 8 when anomalies were found; with a baseline, when some are new or worse')
    .option('--baseline <file>', 'say what is new, worse, known and fixed against this file (default: plumbline-baseline.jsonl, if it is there)')
    .option('--no-baseline', 'take no notice of a baseline');
}
