import type { SourceRecord } from '../../src/core/api/schemas/anomaly';
import type { InputCase, TrialCase } from './input-case';
import type { SeenContainer, Way } from './way';

type Values = SourceRecord['values'];

const fits = (text: string, pattern: string): boolean => new RegExp(pattern.replace('(?i)', ''), pattern.includes('(?i)') ? 'i' : '').test(text);
/** Numbers may come as texts, because JSON cannot hold all of them. */
const same = (got: Values[string] | undefined, wanted: Values[string]): boolean =>
  (wanted === null || got === null || got === undefined ? got === wanted : typeof wanted === 'number' ? Number(got) === wanted : String(got) === String(wanted));
function hasValues(row: Values, wanted: Values | Values[string][]): boolean {
  return Array.isArray(wanted) ? wanted.every((value, at) => same(Object.values(row)[at], value))
    : Object.entries(wanted).every(([name, value]) => same(row[name], value));
}

/** Rows in any order, each once. */
function rowTrouble(got: readonly Values[], wanted: number | readonly (Values | Values[string][])[]): string | null {
  const count = typeof wanted === 'number' ? wanted : wanted.length;
  const shown = JSON.stringify(got).slice(0, 600);
  if (got.length !== count) return `${got.length} rows for ${count}: ${shown}`;
  if (typeof wanted === 'number') return null;
  const left = [...got];
  for (const row of wanted) {
    const at = left.findIndex((one) => hasValues(one, row));
    if (at < 0) return `no row ${JSON.stringify(row).slice(0, 300)} in ${shown}`;
    left.splice(at, 1);
  }
  return null;
}

async function trialTrouble(way: Way, datastore: number, containers: readonly SeenContainer[], trial: TrialCase): Promise<string | null> {
  const idOf = (name: string): number => containers.find((one) => one.name === name)?.id ?? -1;
  const container = containers.find((one) => one.name === trial.container);
  if (!container) return `no container ${trial.container}`;
  const properties = Object.fromEntries(Object.entries(trial.properties).map(([name, value]) =>
    [name, typeof value === 'string' && value.startsWith('@') ? idOf(value.slice(1)) : value]));
  const got = await way.tryCheck(datastore, container, trial, properties);
  const result = !got.valid ? 'refused' : got.would_pass ? 'pass' : 'fail';
  const right = trial.failing === undefined ? result === trial.result : got.valid && got.failing_rows === trial.failing;
  return right ? null : `got ${got.valid ? `${got.failing_rows} failing, ${result}` : got.message} for ${trial.failing ?? trial.result}: ${JSON.stringify(trial)}`;
}

async function containerTroubles(way: Way, one: InputCase, seen: SeenContainer, container: InputCase['containers'][string] | undefined): Promise<string[]> {
  if (container?.error !== undefined) return seen.error !== null && fits(seen.error, container.error) ? [] : [`${seen.name}: error ${seen.error} for ${container.error}`];
  if (seen.error !== null) return [`${seen.name}: ${seen.error}`];
  const troubles: (string | null)[] = [];
  if (container?.rows !== undefined) troubles.push(rowTrouble((await way.rows(seen.id)).map((row) => row.values), container.rows));
  const notes = container?.notes;
  if (notes && !(notes.length === seen.notes.length && notes.every((pattern, at) => fits(seen.notes[at]!, pattern)))) troubles.push(`notes ${JSON.stringify(seen.notes)} for ${JSON.stringify(notes)}`);
  const types = container?.types ? await way.types(seen.id) : null;
  for (const [name, type] of Object.entries(container?.types ?? {})) if (types && types[name] !== type) troubles.push(`${name} is ${types[name]} for ${type}`);
  return troubles.flatMap((trouble) => (trouble === null ? [] : [`${seen.name}: ${trouble}`]));
}

/** Puts a case's data through the engine (a profile only where that way does one) and tells everything that is not as it must be. */
export async function troublesOf(one: InputCase, target: string, way: Way, name: string): Promise<string[]> {
  const added = await way.add(name, target, one.database !== undefined, one.header);
  if (one.refused !== undefined) return 'refused' in added && fits(added.refused, one.refused) ? [] : [`not refused as ${one.refused}: ${JSON.stringify(added)}`];
  if ('refused' in added) return [`refused: ${added.refused}`];
  const datastore = added.id;
  await way.sync(datastore);
  const named = Object.values(one.containers).some((container) => container.rows !== undefined);
  const read = (await way.containers(datastore)).filter(({ name: container, error }) => error === null && (!named || one.containers[container]?.rows !== undefined));
  for (const container of read) await way.breakEveryRow(datastore, container);
  const troubles: string[] = [];
  if (read.length > 0) {
    for (const run of [one.profiled ? way.profile : undefined, way.scan]) {
      const ended = await run?.(datastore, read);
      if (ended && ended.result !== 'success') troubles.push(`${run === way.scan ? 'scan' : 'profile'}: ${ended.result}, ${ended.message}`);
    }
  }
  const containers = await way.containers(datastore);
  for (const seen of containers) troubles.push(...await containerTroubles(way, one, seen, one.containers[seen.name]));
  for (const wanted of Object.keys(one.containers)) if (!containers.some((seen) => seen.name === wanted)) troubles.push(`no container ${wanted}: ${containers.map((seen) => seen.name).join(', ')}`);
  for (const trial of one.trials.filter((each) => way.canSay(each))) {
    const trouble = await trialTrouble(way, datastore, containers, trial);
    if (trouble !== null) troubles.push(trouble);
  }
  return troubles;
}
