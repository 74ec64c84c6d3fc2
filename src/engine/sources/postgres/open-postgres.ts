import { fail } from '../../../core/errors';
import { identifier } from '../../sql/quote';
import type { Session } from '../../sql/session';
import type { Relation } from '../relation';
import type { ContainerRef, DatastoreReader, SourceContainer, SourceDatastore } from '../source';
import { readCatalogue, type CatalogueTable, type TableKind } from './catalogue';
import type { PostgresLogin } from './login';
import { postgresProblem } from './postgres-problem';

/** A part of a name as it stands in a container's name: quoted where it could be taken for several. */
const part = (name: string): string => (name.includes('.') || name.startsWith('"') ? identifier(name) : name);
/** The name of a container: no two tables of a database share one. */
const nameOf = ({ schema, name }: CatalogueTable): string => (schema === 'public' ? part(name) : `${part(schema)}.${part(name)}`);

/** SQL of the place of a row, by which it can be found until it is changed; views and other servers' tables have none. */
const places: Readonly<Record<TableKind, string | null>> = {
  table: 'ctid::text', materialized: 'ctid::text', partitioned: "tableoid::regclass::text || ctid::text", view: null, foreign: null,
};

function refused(table: CatalogueTable, user: string): SourceContainer['problem'] {
  if (table.usage && table.select) return null;
  const name = nameOf(table);
  return table.usage
    ? { code: 'source-unreadable', reason: `${user} may not read ${name}.`, remedy: `Have the right granted: GRANT SELECT ON ${identifier(table.schema)}.${identifier(table.name)} TO ${identifier(user)}.` }
    : { code: 'source-unreadable', reason: `${user} may not use the schema ${table.schema}, which ${name} is in.`, remedy: `Have the right granted: GRANT USAGE ON SCHEMA ${identifier(table.schema)} TO ${identifier(user)}.` };
}

function relationOf(table: CatalogueTable, container: ContainerRef): Relation {
  const raw = `${identifier(table.schema)}.${identifier(table.name)}`;
  const list = table.columns.map(({ name, type, nativeType, asBase }) => (type === 'String' ? `CAST(${identifier(name)} AS text) COLLATE "C" AS ${identifier(name)}` : asBase ? `CAST(${identifier(name)} AS ${nativeType}) AS ${identifier(name)}` : identifier(name))).join(', ');
  const place = places[table.kind];
  return {
    from: `(SELECT ${list} FROM ${raw})`, raw: { from: raw, list }, place, kind: place === null ? 'view' : 'table',
    columns: table.columns.map(({ name, type, nativeType }) => ({ name, type, nativeType })), rows: null, modified: null,
    notNull: table.columns.filter(({ nullable }) => nullable === false).map(({ name }) => name),
    keyFields: container.key_field_names?.length ? container.key_field_names : table.key.filter((key) => table.columns.some(({ name }) => name === key)),
  };
}

/** A database of a PostgreSQL server as the engine reads it, through one session. */
export function postgresReader(session: Session, login: PostgresLogin, datastore: SourceDatastore): DatastoreReader {
  const schema = datastore.schema ?? null;
  let known: Promise<CatalogueTable[]> | undefined;
  // Once a session, which sees one state of the data.
  const catalogue = async (signal?: AbortSignal): Promise<CatalogueTable[]> => {
    known ??= readCatalogue(session, { schema }, signal);
    return known.catch((error: unknown) => {
      known = undefined;
      throw error;
    });
  };
  return {
    notes: [], allowedPaths: [], allowedDirectories: [],
    explain: (error, container) => Promise.resolve(postgresProblem(error, { login, container: container.name })),
    containers: async (signal) => {
      const tables = await catalogue(signal).catch((error: unknown) => { throw postgresProblem(error, { login }); });
      return tables.map((table) => {
        const problem = refused(table, login.user);
        return {
          name: nameOf(table), containerType: 'table', tableType: table.kind === 'view' || table.kind === 'materialized' ? 'view' : 'table', files: null, fileFormat: null,
          columns: problem ? [] : table.columns.map(({ name, type, nativeType, nullable }) => ({ name, type, nativeType, nullable })), rows: null, problem, notes: [],
        };
      });
    },
    relation: async (container, { signal } = {}) => {
      try {
        if (container.computed) fail('unsupported', `${container.name} is computed, which is not done on tables of a server.`, { remedy: 'Make a view of it in the database.' });
        const found = (await catalogue(signal)).find((table) => nameOf(table) === container.name);
        if (!found) fail('source-missing', `${container.name} does not exist in ${login.database} any more.`, { remedy: 'Run a sync to bring the catalogue up to date.' });
        const problem = refused(found, login.user);
        if (problem) fail(problem.code, problem.reason, { remedy: problem.remedy });
        if (found.columns.length === 0) fail('source-malformed', `${container.name} has no columns.`);
        return relationOf(found, container);
      } catch (error) {
        throw postgresProblem(error, { login, container: container.name });
      }
    },
  };
}

/** What a person has to know of a connection that was tried: that it opened, and what the role may not read. */
export function postgresSummary(containers: readonly SourceContainer[], user: string): { connected: boolean; message: string } {
  const refused = containers.filter(({ problem }) => problem !== null);
  const open = containers.length - refused.length;
  if (containers.length === 0) return { connected: true, message: `Connected as ${user}; there are no tables or views yet.` };
  const first = refused[0]?.problem;
  const missing = first ? ` ${refused.length} cannot be read. ${first.reason} ${first.remedy ?? ''}` : '';
  return { connected: open > 0, message: `Connected as ${user}; ${open === 1 ? 'one table or view' : `${open} tables and views`} can be read.${missing}`.trim() };
}

