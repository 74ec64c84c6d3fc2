import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { fail } from '../../core/errors';
import { migrations } from './migrations';

/**
 * What a database defines. All names are written in full: a macro of the file itself would otherwise be called in place of
 * DuckDB's own functions.
 */
const listings: readonly (readonly [kind: string, sql: string])[] = [
  ['table', "SELECT schema_name, table_name, sql FROM system.main.duckdb_tables() WHERE NOT internal"],
  ['view', 'SELECT schema_name, view_name, sql FROM system.main.duckdb_views() WHERE NOT internal'],
  ['index', 'SELECT schema_name, index_name, sql FROM system.main.duckdb_indexes()'],
  ['macro', 'SELECT schema_name, function_name, macro_definition FROM system.main.duckdb_functions() WHERE NOT internal'],
  ['type', 'SELECT schema_name, type_name, logical_type FROM system.main.duckdb_types() WHERE NOT internal'],
  ['sequence', 'SELECT schema_name, sequence_name, sql FROM system.main.duckdb_sequences()'],
  ['schema', "SELECT schema_name, schema_name, sql FROM system.main.duckdb_schemas() WHERE NOT internal"],
];

/** Everything that a database defines: `table main.checks` -> how. */
export async function catalogueOf(connection: DuckDBConnection): Promise<Map<string, string>> {
  const all = new Map<string, string>();
  for (const [kind, sql] of listings) {
    const reader = await connection.runAndReadAll(sql);
    for (const row of reader.getRows()) all.set(`${kind} ${String(row[0])}.${String(row[1])}`, String(row[2]));
  }
  return all;
}

/** What a store of a version defines, from the steps that made it. */
async function catalogueOfVersion(version: number, steps: typeof migrations): Promise<Map<string, string>> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', autoload_known_extensions: 'false' });
  try {
    const connection = await instance.connect();
    await connection.run('CREATE TABLE schema_version (version BIGINT)');
    for (const statement of steps.slice(0, version).flat()) await connection.run(statement);
    return await catalogueOf(connection);
  } finally {
    instance.closeSync();
  }
}

function foreign(what: string): never {
  fail('not-allowed', `The store is not used: its state.duckdb holds ${what}, which Plumbline did not make.`, {
    remedy: 'Delete it if you did not make it, or use another store (--store on the command line).',
  });
}

/**
 * The version of the store's schema: 0 for a new one. Before anything of the file is used, it is seen that it defines
 * exactly what the steps up to that version make: a view in a table's place, or a macro with the name of a function,
 * would otherwise run with every query. Throws `not-allowed` for anything else, `unsupported` for a newer store.
 */
export async function checkedVersion(connection: DuckDBConnection, steps = migrations): Promise<number> {
  const found = await catalogueOf(connection);
  if (found.size === 0) return 0;
  const table = found.get('table main.schema_version');
  if (table === undefined) foreign([...found.keys()].sort()[0]!);
  if (!/^CREATE TABLE schema_version\("?version"? BIGINT\);$/.test(table)) foreign('another table schema_version');
  // No function in it, which a macro could stand for.
  const rows = (await connection.runAndReadAll('SELECT version FROM main.schema_version')).getRows();
  const version = rows.reduce((most, row) => Math.max(most, Number(row[0])), 0);
  if (version > steps.length) {
    fail('unsupported', `This store was written by a newer Plumbline (schema ${version}, known here: ${steps.length}).`,
      { remedy: 'Update Plumbline, or use another store folder.' });
  }
  const expected = await catalogueOfVersion(version, steps);
  for (const [name, how] of found) if (expected.get(name) !== how) foreign(expected.has(name) ? `another ${name}` : name);
  for (const name of expected.keys()) if (!found.has(name)) foreign(`no ${name}`);
  return version;
}
