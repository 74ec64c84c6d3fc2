import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { readAll } from '../../backend/rest/paging';
import type { QualityCheck } from '../../core/api/schemas/check';
import { type ContainerEntry, contentOf } from '../../core/checks-file/content';
import { datastoreFile, fileNames } from '../../core/checks-file/file-names';
import { entriesOf } from '../../core/checks-file/from-checks';
import { checksText } from '../../core/checks-file/yaml-text';
import { fail } from '../../core/errors';
import { given } from '../../core/read-options/change';
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

type Exported = Awaited<ReturnType<typeof exported>>;

/** What is to be written: chosen checks, the containers that the file speaks of, and read options. */
async function exported(context: Context, options: Options) {
  const datastoreId = await oneDatastore(context, options);
  const all = await allChecks(context, datastoreId);
  const wanted = (name: string): boolean => !options.containers || options.containers.includes(name);
  // Identities are told apart among all checks of the datastore, then chosen from.
  const checks = entriesOf(all).filter((entry) => wanted(entry.container)
    && (!options.status || options.status.some((s) => s.toLowerCase() === entry.status.toLowerCase()))
    && (!options.tags || entry.tags.some((tag) => options.tags?.includes(tag))));
  const known = await context.backend.containers(datastoreId);
  const unknown = (options.containers ?? []).filter((name) => !known.some((container) => container.name === name));
  if (unknown.length > 0) fail('not-found', `There is no container named ${unknown.join(', ')}.`, { remedy: 'See "plumbline containers list".' });
  const whole = !options.status && !options.tags;
  const containers = known.filter((container) => wanted(container.name)).map(({ name, read_options }): ContainerEntry =>
    ({ name, whole, ...(Object.keys(given(read_options)).length > 0 ? { read_options: given(read_options) } : {}) }));
  const own = options.containers ? {} : given((await context.backend.datastore(datastoreId)).read_options);
  return { checks, containers, datastore: Object.keys(own).length > 0 ? own : undefined };
}

/** One text of all: containers without checks and options of their own are only spoken of where they were asked for. */
function oneFile({ checks, containers, datastore }: Exported, asked: boolean): string {
  const checked = new Set(checks.map((check) => check.container));
  return checksText(contentOf(checks, containers.filter((c) => asked || c.read_options || checked.has(c.name)), datastore));
}

/** A file a container, and one of the datastore where it has read options. A container without checks gets one where an older one says otherwise. */
async function writeFolder(target: string, { checks, containers, datastore }: Exported, asked: boolean): Promise<number> {
  const files = fileNames([...containers.map((container) => container.name), ...checks.map((check) => check.container)]);
  let written = 0;
  for (const [name, file] of files) {
    const own = checks.filter((check) => check.container === name);
    const container = containers.find((one) => one.name === name) ?? { name, whole: true };
    const at = path.join(target, file);
    const needed = asked || own.length > 0 || container.read_options !== undefined || (container.whole && await stat(at).then(() => true, () => false));
    if (!needed) continue;
    await save(at, checksText(contentOf(own, [container])));
    written++;
  }
  if (datastore) await save(path.join(target, datastoreFile), checksText(contentOf([], [], datastore)));
  return written;
}

/** `checks export`: one file, one file per container in a folder, or standard output. */
export function addChecksExport(checks: Command, building: Building): void {
  const command = addDatastoreOptions(checks.command('export').description('Write checks and read options of a datastore as YAML that keeps its place in Git'))
    .option('-o, --output <path>', 'a .yaml file, a folder (one file per container), or - for standard output', '-')
    .option('--containers <names>', 'only of these containers', names).option('--status <names>', 'only these: Active, Draft', names)
    .option('--tags <names>', 'only with one of these tags', names);
  runs<Options>(command, building, async (context, options) => {
    const all = await exported(context, options);
    const asked = options.containers !== undefined;
    if (options.output === '-') {
      context.terminal.out(oneFile(all, asked));
      return exitCode.success;
    }
    const target = path.resolve(context.folder, options.output);
    if (/\.ya?ml$/i.test(target)) {
      await save(target, oneFile(all, asked));
      context.note(`Wrote ${all.checks.length} checks to ${target}.`);
      return exitCode.success;
    }
    const written = await writeFolder(target, all, asked);
    context.note(`Wrote ${all.checks.length} checks of ${written} containers to ${target}.`);
    return exitCode.success;
  });
}
