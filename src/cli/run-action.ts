import type { Command } from 'commander';
import { fail } from '../core/errors';
import type { Context, Surroundings } from './context';
import type { GlobalOptions } from './options/global-options';
import { connect } from './server-choice';

/** Takes the exit code of the command that ran. */
export type Finish = (code: number) => void;

/** What all groups of commands are built with. */
export interface Building { readonly around: Surroundings; readonly finish: Finish }

/**
 * Binds a command to what it does. `run` gets the options (its own and the global ones) as their parsers made them,
 * the arguments, and the server; it gives the exit code.
 */
export function runs<O extends object>(
  command: Command, { around, finish }: Building, run: (context: Context, options: O & GlobalOptions, args: readonly unknown[]) => Promise<number>,
  { mayCreateStore = false, csv = false, html = false } = {},
): void {
  command.action(async (...given: unknown[]) => {
    const options = command.optsWithGlobals<O & GlobalOptions>();
    if (options.format === 'csv' && !csv) fail('bad-request', '--format csv is for rows, as of "containers preview".', { remedy: 'Use table, json or yaml.' });
    if (options.format === 'html' && !html) fail('bad-request', '--format html is for "containers profile".', { remedy: 'Use table, json or yaml.' });
    finish(await run(connect(around, options, mayCreateStore), options, given.slice(0, -2)));
  });
}
