import { fail, PlumblineError } from '../../../core/errors';
import type { Session } from '../../sql/session';
import type { Relation } from '../relation';
import type { StoredContainer } from '../../store/model';
import { exactRows } from '../exact-rows';
import { describe } from '../files/file-shape';
import { identifier } from '../../sql/quote';
import { fileQuery, joinQuery } from './computed-query';
import type { ComputedDefinition } from './definition';
import { guardedQuery } from './guarded-query';

/** What a computed container is made of, as its query finds it. */
export interface ComputedInputs {
  /** The containers of the datastore, by which a query's names are understood. */
  readonly containers: readonly StoredContainer[];
  /** A container that is named by id, of whichever datastore; throws where it is gone. */
  container(id: number): Promise<StoredContainer>;
  relation(container: StoredContainer): Promise<Relation>;
}

/** A part of a name as it stands in a container's name: quoted where it could be taken for several. */
const part = (name: string): string => (name.includes('.') || name.startsWith('"') ? identifier(name) : name);

/** The container that a query means by `schema.table`: in the very spelling, or else the only one in another case. */
function containerNamed(containers: readonly StoredContainer[], schema: string, table: string): StoredContainer | null {
  const names = schema === '' ? [table, part(table)] : [`${schema}.${table}`, `${part(schema)}.${part(table)}`, ...(schema.toLowerCase() === 'main' ? [table, part(table)] : [])];
  const exact = containers.find(({ name }) => names.includes(name));
  if (exact) return exact;
  const alike = containers.filter(({ name }) => names.some((wanted) => wanted.toLowerCase() === name.toLowerCase()));
  return alike.length === 1 ? alike[0]! : null;
}

const inputName = (index: number): string => `plumbline_input_${index}`;

/** What is wrong with a query, or what DuckDB says of one that it cannot run, as the refusal of the part of the request that it stands in. */
function refusal(error: unknown, name: string, path: string): unknown {
  if (PlumblineError.is(error, 'bad-request') && !error.problem.place) return new PlumblineError({ ...error.problem, place: { path } }, { cause: error });
  if (PlumblineError.is(error) || !(error instanceof Error)) return error;
  const said = (error.message.split('\n')[0] ?? '').replaceAll(/plumbline_input_\d+/g, 'the container').slice(0, 400);
  return new PlumblineError({ code: 'bad-request', reason: `${name} cannot be computed: ${said}`, remedy: 'Correct its SQL.', place: { path } }, { cause: error });
}

/**
 * A computed container as something to read in the session: its query over the relations of what it reads, which are bound
 * to names that the query's own cannot collide with. Throws `bad-request` for SQL that is not allowed or does not run, and what its inputs throw.
 */
export async function computedRelation(
  session: Session, name: string, definition: ComputedDefinition, inputs: ComputedInputs, keyFields: readonly string[], signal?: AbortSignal,
): Promise<Relation> {
  const path = definition.type === 'computed_table' ? 'query' : 'select_clause';
  const read: StoredContainer[] = [];
  const nameFor = (container: StoredContainer): string => {
    const known = read.findIndex(({ id }) => id === container.id);
    return inputName(known < 0 ? read.push(container) - 1 : known);
  };
  const relations = new Map<number, Relation>();
  const relationOf = async (container: StoredContainer): Promise<Relation> => {
    const found = relations.get(container.id) ?? await inputs.relation(container);
    relations.set(container.id, found);
    return found;
  };
  const bound = (query: string): Promise<string> => guardedQuery(session, query, (schema, table) => {
    const own = schema === '' && /^plumbline_input_\d+$/.test(table) && Number(table.slice('plumbline_input_'.length)) < read.length && definition.type !== 'computed_table';
    if (own) return table;
    // The clauses of a file or join read that alone.
    const container = definition.type === 'computed_table' ? containerNamed(inputs.containers, schema, table) : null;
    return container && nameFor(container);
  }, signal).catch((error: unknown) => { throw refusal(error, name, path); });
  let query: string;
  if (definition.type === 'computed_table') query = await bound(definition.query);
  else if (definition.type === 'computed_file') query = await bound(fileQuery(definition, nameFor(await inputs.container(definition.source_container_id))));
  else {
    const [left, right] = [await inputs.container(definition.left_container_id), await inputs.container(definition.right_container_id)];
    query = await bound(joinQuery(definition, { name: nameFor(left), relation: await relationOf(left) }, { name: nameFor(right), relation: await relationOf(right) }));
  }
  const bindings: string[] = [];
  for (const [at, container] of read.entries()) bindings.push(`${inputName(at)} AS NOT MATERIALIZED (SELECT * FROM ${(await relationOf(container)).from})`);
  const from = `(${bindings.length > 0 ? `WITH ${bindings.join(', ')} ` : ''}SELECT * FROM (${query}))`;
  const columns = await describe(session, from, signal).catch((error: unknown) => { throw refusal(error, name, path); });
  const twice = columns.find((column, at) => columns.findIndex((other) => other.name.toLowerCase() === column.name.toLowerCase()) < at);
  if (twice) fail('bad-request', `Two fields of ${name} are named ${twice.name}.`, { remedy: 'Give one of them another name with AS.', place: { path } });
  const all = [...relations.values()];
  const changes = async (): Promise<string[]> => (await Promise.all(all.map((one) => one.changes?.() ?? []))).flat();
  const moments = all.map(({ modified }) => modified);
  return {
    ...exactRows('view', from, columns), kind: 'view', columns, rows: null, keyFields, reads: read.map(({ id }) => id),
    modified: moments.reduce<Date | null>((latest, one) => (one && (!latest || one > latest) ? one : latest), null),
    notes: all.flatMap(({ notes }) => notes ?? []), ...(all.some((one) => one.changes) ? { changes } : {}),
  };
}
