import { type Command, Option } from 'commander';
import { type Format, formats } from '../output/print';

/** Options that every command takes, before or after its own. */
export interface GlobalOptions {
  url?: string;
  token?: string;
  store?: string;
  format: Format;
  quiet?: boolean;
}

/** `--format` is a list of words with a default; the token is never shown as one. */
export function addGlobalOptions(program: Command): void {
  program
    .option('--url <url>', 'use this server instead of a local store (or QUALYTICS_URL)')
    .option('--token <token>', 'token for --url; QUALYTICS_TOKEN is better, since other users see command lines')
    .option('--store <folder>', 'use this store folder instead of the .plumbline found here or above')
    .addOption(new Option('--format <format>', 'form of what goes to standard output (csv: rows of containers preview; html: containers profile)').choices(formats).default('table'))
    .option('-q, --quiet', 'say nothing about server and progress on standard error');
}
