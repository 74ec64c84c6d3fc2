import type { Command } from 'commander';
import { exitCode } from '../exit-codes';
import { oneContainer } from '../options/container-option';
import { addDatastoreOptions, chosenDatastores, type DatastoreOptions } from '../options/datastore-option';
import { addReadOptions, addReset, readChange, type ReadFlags } from '../options/read-options';
import { whole } from '../options/values';
import { printOne } from '../output/print';
import { printCsv, rowsTable } from '../output/rows';
import { type Building, runs } from '../run-action';

interface PreviewOptions extends DatastoreOptions, ReadFlags { rows: number; offset: number }

/** `containers preview`: the first rows as they are read, or would be with other read options. */
export function addContainersPreview(containers: Command, building: Building): void {
  const command = addReset(addReadOptions(addDatastoreOptions(containers.command('preview')
    .description('Show the first rows as they are read, with their types; options that are given are tried and not saved').argument('<name>', 'name or id'))
    .option('--rows <n>', 'rows to show', whole(1, 1000), 20).option('--offset <n>', 'rows to pass over', whole(0, 1_000_000_000), 0)));
  runs<PreviewOptions>(command, building, async (context, options, args) => {
    const { backend, terminal } = context;
    const id = await oneContainer(context, await chosenDatastores(context, options), String(args[0]));
    const read_options = readChange(options, (await backend.container(id)).read_options);
    const preview = await backend.previewContainer(id, { rows: options.rows, offset: options.offset, ...(read_options ? { read_options } : {}) });
    if (context.format === 'csv') printCsv(terminal, preview);
    else if (context.format !== 'table') printOne(terminal, context.format, preview, []);
    else terminal.out(rowsTable(preview, terminal.outIsTerminal ? terminal.columns() : null));
    for (const note of preview.notes) context.note(note);
    if (preview.more) context.note(`More rows follow: --offset ${options.offset + preview.rows.length}`);
    if (read_options) context.note('Nothing was saved; "plumbline containers update" with the same options saves them.');
    return exitCode.success;
  }, { csv: true });
}
