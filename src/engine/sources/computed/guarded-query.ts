import { exactParse, exactText } from '../../../core/sql-guard/exact-json';
import { guardQuery, type QueryNode, type TableNames } from '../../../core/sql-guard/query-tree';
import type { Session } from '../../sql/session';

/** Longest SQL that is looked at, in characters. */
export const longestQuery = 100_000;

/**
 * A user's SELECT, written anew from its parse with the names that `tables` gives, so that nothing but what was understood
 * runs. DuckDB parses it in the session, which runs nothing of it. Throws `bad-request`.
 */
export async function guardedQuery(session: Session, query: string, tables: TableNames, signal?: AbortSignal): Promise<string> {
  const [parsed] = await session.query('SELECT json_serialize_sql(?::VARCHAR) AS tree', [query], signal);
  const tree = guardQuery(exactParse(String(parsed?.tree)) as QueryNode, tables);
  const [written] = await session.query('SELECT json_deserialize_sql(?::JSON) AS sql', [exactText(tree)], signal);
  return String(written?.sql);
}
