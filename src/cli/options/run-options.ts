import { type Command, Option } from 'commander';
import type { DatastoreOptions } from './datastore-option';
import { seconds } from './values';

/** How a started operation is followed. Times are milliseconds. */
export interface FollowFlags extends DatastoreOptions {
  background?: boolean;
  pollInterval?: number;
  timeout: number;
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
