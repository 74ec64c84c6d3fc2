import type { Command } from 'commander';
import type { ContainerProfile } from '../../core/api/schemas/container-profile';
import type { FieldProfile } from '../../core/api/schemas/field-profile';
import { fail } from '../../core/errors';
import { containerFigures } from '../../core/profile/container-figures';
import { containerFacts, fieldFacts } from '../../core/profile/facts';
import { fieldFigures } from '../../core/profile/field-figures';
import type { Figure } from '../../core/profile/figure';
import { numberText, shareText } from '../../core/profile/written-numbers';
import type { Context } from '../context';
import { exitCode } from '../exit-codes';
import { oneContainer } from '../options/container-option';
import { addDatastoreOptions, chosenDatastores, type DatastoreOptions } from '../options/datastore-option';
import { printOne } from '../output/print';
import { safeLine } from '../output/safe-text';
import { type Column, tableText } from '../output/table';
import { factWords, figureWords } from '../profile/figure-words';
import { profileHtml } from '../profile/html';
import { type Building, runs } from '../run-action';

const optional = (value: number | null | undefined): string | null => (value === null || value === undefined ? null : numberText(value));
const columns: readonly Column<FieldProfile>[] = [
  { title: 'field', value: (f) => f.name }, { title: 'type', value: (f) => f.field_type },
  { title: 'filled', value: (f) => (f.completeness === null || f.completeness === undefined ? null : shareText(f.completeness)) },
  { title: 'different', value: (f) => f.approximate_distinct_values }, { title: 'least', value: (f) => f.min }, { title: 'greatest', value: (f) => f.max },
  { title: 'mean', value: (f) => optional(f.mean) }, { title: 'median', value: (f) => optional(f.median) }, { title: 'most frequent', value: (f) => f.top_values?.[0]?.value },
  { title: 'drift', value: (f) => (f.drift?.drifted ? f.drift.distance.toFixed(2) : null) },
];

function figureText({ kind, rows }: Figure, room: number | null): string {
  const { title, head } = figureWords[kind];
  return `\n${title}\n${tableText(rows, head.map((name, at): Column<(typeof rows)[number]> => ({ title: name, value: (row) => row[at] })), room)}`;
}

function factsText(facts: readonly { readonly name: keyof typeof factWords; readonly value: string }[]): string {
  const width = Math.max(...facts.map(({ name }) => factWords[name].length));
  return facts.map(({ name, value }) => `${factWords[name].padEnd(width)}  ${safeLine(value.slice(0, 400))}\n`).join('');
}

function printTable({ terminal }: Context, name: string, profile: ContainerProfile | null, fields: readonly FieldProfile[], wanted: string | undefined): void {
  const room = terminal.outIsTerminal ? terminal.columns() : null;
  const one = wanted === undefined ? undefined : fields.find((field) => field.name === wanted);
  if (one) {
    terminal.out(factsText(fieldFacts(one)));
    for (const figure of fieldFigures(one, name)) terminal.out(figureText(figure, room));
    return;
  }
  if (profile) terminal.out(`${factsText(containerFacts(profile))}\n`);
  terminal.out(tableText(fields, columns, room));
  // Completeness stands in the table of fields.
  for (const figure of containerFigures(profile, fields, name)) if (figure.kind !== 'completeness') terminal.out(figureText({ ...figure, rows: figure.rows.slice(0, 20) }, room));
}

interface ProfileOptions extends DatastoreOptions { field?: string }

/** `containers profile`: what the latest profile found, as tables, JSON or a page to send. */
export function addContainersProfile(containers: Command, building: Building): void {
  const command = addDatastoreOptions(containers.command('profile').description('Show what the latest profile found of a container and its fields').argument('<name>', 'name or id'))
    .option('--field <name>', 'all of one field')
    .addHelpText('after', '\n--format html gives one page with pictures that needs nothing else, to send to somebody.');
  runs<ProfileOptions>(command, building, async (context, options, args) => {
    const { backend, terminal } = context;
    const id = await oneContainer(context, await chosenDatastores(context, options), String(args[0]));
    const container = await backend.container(id);
    const [profile, fields] = [await backend.containerProfile(id), await backend.fieldProfiles(id)];
    if (!profile && fields.length === 0) fail('not-found', `${container.name} has no profile yet.`, { remedy: `Run "plumbline operations profile --container-names ${container.name}".` });
    if (options.field !== undefined && !fields.some(({ name }) => name === options.field)) {
      fail('not-found', `${container.name} has no profile of a field "${options.field.slice(0, 100)}".`, { remedy: 'Leave --field out to see its fields.' });
    }
    const chosen = options.field === undefined ? fields : fields.filter(({ name }) => name === options.field);
    if (context.format === 'html') terminal.out(profileHtml({ container: container.name, datastore: container.datastore?.name ?? '', profile, fields: chosen }));
    else if (context.format === 'table') printTable(context, container.name, profile, fields, options.field);
    else printOne(terminal, context.format, { container: { id, name: container.name }, profile, fields: chosen }, []);
    return exitCode.success;
  }, { html: true });
}
