import type { Command } from 'commander';
import type { CheckDefinition } from '../commands/check-definition';
import { jsonObject, names, share } from './values';

export interface CheckFlags extends CheckDefinition { draft?: boolean; active?: boolean }

/** What a check asserts and says of itself, as options. */
export function addCheckOptions(command: Command): Command {
  return command
    .option('--fields <names>', 'fields, separated by commas', names)
    .option('--properties <json>', 'properties of the rule, as \'{"min": 0, "max": 10}\'', jsonObject)
    .option('--filter <sql>', 'only rows for which this is true').option('--coverage <share>', 'share of rows that must hold, 0..1', share)
    .option('--description <text>', 'what people should read').option('--tags <names>', 'tags, separated by commas', names)
    .option('--draft', 'as a draft, which scans leave out').option('--active', 'as an active check');
}
