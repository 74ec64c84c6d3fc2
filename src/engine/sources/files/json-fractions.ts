import type { Session } from '../../sql/session';

const fraction = '"((?:[^"\\\\]|\\\\.)*)"\\s*:\\s*(-?(?:0|[1-9][0-9]*)\\.[0-9]+)';

/**
 * Sentences about keys whose numbers have more digits after all than DuckDB's reader of JSON keeps (17; whole numbers are kept
 * whatever their length). `objects` is a FROM item with a column `json`.
 */
export async function longFractions(session: Session, objects: string, signal?: AbortSignal): Promise<string[]> {
  const rows = await session.query(`
    SELECT DISTINCT k FROM (SELECT unnest(regexp_extract_all(json, '${fraction}', 1)) AS k, unnest(regexp_extract_all(json, '${fraction}', 2)) AS v
      FROM ${objects} WHERE regexp_matches(json, '[0-9.]{19}'))
    WHERE length(regexp_replace(regexp_replace(v, '0+$', ''), '^-?0*\\.?0*|\\.', '', 'g')) > 17 ORDER BY k LIMIT 20`, undefined, signal);
  return rows.map((row) => `${String(row.k)} holds numbers of more than 17 digits, which are read with 17; write them as texts to compare all digits.`);
}
