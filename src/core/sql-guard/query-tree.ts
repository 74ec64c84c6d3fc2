import { fail } from '../errors';
import { queryFunctions, tableFunctions } from './query-functions';

/** A parsed SELECT as DuckDB serializes it: nodes are objects, told apart by `type` and `class`. */
export type QueryNode = { [key: string]: unknown };

/** What a query may read: gives the name that stands in the rewritten query for a table, null where there is none. */
export type TableNames = (schema: string, table: string) => string | null;

const refused = (what: string, remedy = 'Write a single SELECT over containers of the datastore.'): never =>
  fail('bad-request', `${what} in a computed container's query.`, { remedy });

const isNode = (value: unknown): value is QueryNode => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Kinds of FROM items that read nothing but containers, values and what stands within the query. */
const plainTables = new Set(['JOIN', 'SUBQUERY', 'EXPRESSION_LIST', 'EMPTY', 'PIVOT']);
const tableKinds = new Set([...plainTables, 'BASE_TABLE', 'TABLE_FUNCTION', 'SHOW_REF', 'DELIM_GET', 'COLUMN_DATA', 'COLUMN_DATA_REF', 'BOUND_TABLE_REF']);
/** Kinds of queries; they stand where FROM items do in set operations. */
const queryKinds = new Set(['SELECT_NODE', 'SET_OPERATION_NODE', 'RECURSIVE_CTE_NODE', 'CTE_NODE']);
/** Where a FROM item stands in its parent. */
const tablePlaces = new Set(['from_table', 'left', 'right', 'source']);

function checkFunction(node: QueryNode): void {
  const name = text(node.function_name).toLowerCase();
  // What has a syntax of its own (`substring(a FROM 1)`) is written as a function of `main` by the parser itself.
  if (!['', 'main'].includes(text(node.schema)) || text(node.catalog) !== '') refused(`The function ${text(node.schema)}.${name} is named with a schema`, 'Name functions without a schema.');
  if (node.is_operator !== true && !queryFunctions.has(name)) {
    refused(`The function ${name.slice(0, 60)} is not allowed`, 'Functions that compute values of rows are; those that read files, settings or the system, or that differ from run to run, are not.');
  }
}

/** The common table expressions of a query, each with its name. */
function commonTables(node: QueryNode): { name: string; query: QueryNode }[] {
  const map = isNode(node.cte_map) && Array.isArray(node.cte_map.map) ? node.cte_map.map as unknown[] : [];
  return map.filter(isNode).map((entry) => {
    const value = isNode(entry.value) ? entry.value : {};
    const query = isNode(value.query) ? value.query : {};
    return { name: text(entry.key).toLowerCase(), query: isNode(query.node) ? query.node : query };
  });
}

function visitTable(node: QueryNode, scope: ReadonlySet<string>, tables: TableNames): void {
  const type = text(node.type);
  if (type === 'TABLE_FUNCTION') {
    const called = isNode(node.function) ? text(node.function.function_name).toLowerCase() : '';
    if (!tableFunctions.has(called)) refused(`The table function ${called.slice(0, 60)} is not allowed`);
    return visitAll(node, scope, tables);
  }
  if (type !== 'BASE_TABLE') {
    if (!plainTables.has(type)) refused(`${type === 'SHOW_REF' ? 'DESCRIBE, SUMMARIZE and SHOW are' : `${type.slice(0, 40)} is`} not allowed`);
    return visitAll(node, scope, tables);
  }
  const [catalog, schema, table] = [text(node.catalog_name), text(node.schema_name), text(node.table_name)];
  if (catalog === '' && schema === '' && scope.has(table.toLowerCase())) return;
  const named = [catalog, schema, table].filter((part) => part !== '').join('.').slice(0, 120);
  if (node.at_clause != null) refused('AT is not allowed');
  const name = catalog === '' ? tables(schema, table) : null;
  if (name === null) refused(`There is no container "${named}" to read`, 'Name containers of this datastore as its catalogue does, in double quotes where a name is not a plain word.');
  if (text(node.alias) === '') node.alias = table;
  node.schema_name = '';
  node.table_name = name;
}

/** Visits a query, or a part of one; each common table is seen by what follows it. */
function visitAll(node: QueryNode, outer: ReadonlySet<string>, tables: TableNames): void {
  if (node.class === 'FUNCTION') checkFunction(node);
  if (node.class === 'WINDOW' && text(node.function_name) !== '') checkFunction(node);
  const scope = new Set(outer);
  for (const { name, query } of commonTables(node)) {
    visitAll(query, query.type === 'RECURSIVE_CTE_NODE' ? new Set([...scope, name]) : scope, tables);
    scope.add(name);
  }
  for (const [key, value] of Object.entries(node)) {
    if (key === 'cte_map') continue;
    for (const one of Array.isArray(value) ? value.flat(3) as unknown[] : [value]) {
      if (!isNode(one)) continue;
      const [plain, type] = [one.class === undefined, text(one.type)];
      if (plain && tableKinds.has(type) && (tablePlaces.has(key) || type !== 'SUBQUERY')) visitTable(one, scope, tables);
      // A kind that a newer parser may know and this does not.
      else if (plain && tablePlaces.has(key) && !queryKinds.has(type)) refused(`${type.slice(0, 40)} is not allowed`);
      else visitAll(one, scope, tables);
    }
  }
}

/**
 * Takes the tree of a user's SELECT only if it reads nothing but containers and calls nothing but functions of values, and
 * puts the names that `tables` gives in the places of tables. Changes the tree. Throws `bad-request`.
 */
export function guardQuery(tree: QueryNode, tables: TableNames): QueryNode {
  if (tree.error === true) {
    const said = text(tree.error_message).split('\n')[0] ?? '';
    if (tree.error_type === 'not implemented') refused('Something other than a SELECT stands');
    fail('bad-request', `The query cannot be read: ${said.slice(0, 300)}`, { remedy: 'Correct the SQL.' });
  }
  const statements = Array.isArray(tree.statements) ? tree.statements as unknown[] : [];
  if (statements.length !== 1 || !isNode(statements[0])) refused(statements.length === 0 ? 'There is no statement' : 'More than one statement stands');
  visitAll(statements[0] as QueryNode, new Set(), tables);
  return tree;
}
