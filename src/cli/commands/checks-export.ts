import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { readAll } from '../../backend/rest/paging';
import type { QualityCheck } from '../../core/api/schemas/check';
import { fileNames } from '../../core/checks-file/file-names';
import { entriesOf } from '../../core/checks-file/from-checks';
import { checksText } from '../../core/checks-file/yaml-text';
import { fail } from '../../core/errors';
import type { Context } from '../context';
import { exitCode } from '../exit-codes';
import { addDatastoreOptions, type DatastoreOptions, oneDatastore } from '../options/datastore-option';
import { names } from '../options/values';
import { type Building, runs } from '../run-action';

interface Options extends DatastoreOptions { output: string; containers?: string[]; status?: string[]; tags?: string[] }

/** All checks of a datastore that are not archived. */
export async function allChecks(context: Context, datastore: number): Promise<QualityCheck[]> {
  return readAll((page, size) => context.backend.checks({ datastores: [datastore], page, size }));
}

/** Writes a file and the folders above it. */
async function save(file: string, text: string): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  } catch (error) {
    fail('source-unreadable', 'The file cannot be written.', { place: { path: file }, detail: error instanceof Error ? error.message : String(error) }, error);
  }
}

/** `checks export`: one file, one file per container in a folder, or standard output. */
export function addChecksExport(checks: Command, building: Building): void {
  const command = addDatastoreOptions(checks.command('export').description('Write the checks of a datastore as YAML that keeps its place in Git'))
    .option('-o, --output <path>', 'a .yaml file, a folder (one file per container), or - for standard output', '-')
    .option('--containers <names>', 'only of these containers', names).option('--status <names>', 'only these: Active, Draft', names)
    .option('--tags <names>', 'only with one of these tags', names);
  runs<Options>(command, building, async (context, options) => {
    const all = await allChecks(context, await oneDatastore(context, options));
    // Identities are told apart among all checks of the datastore, then chosen from.
    const entries = entriesOf(all).filter((entry) => (!options.containers || options.containers.includes(entry.container))
      && (!options.status || options.status.some((s) => s.toLowerCase() === entry.status.toLowerCase()))
      && (!options.tags || entry.tags.some((tag) => options.tags?.includes(tag))));
    if (options.output === '-') {
      context.terminal.out(checksText(entries));
      return exitCode.success;
    }
    const target = path.resolve(context.folder, options.output);
    if (/\.ya?ml$/i.test(target)) {
      await save(target, checksText(entries));
      context.note(`Wrote ${entries.length} checks to ${target}.`);
      return exitCode.success;
    }
    const files = fileNames(entries.map((entry) => entry.container));
    for (const [container, name] of files) await save(path.join(target, name), checksText(entries.filter((e) => e.container === container)));
    context.note(`Wrote ${entries.length} checks of ${files.size} containers to ${target}.`);
    return exitCode.success;
  });
}
