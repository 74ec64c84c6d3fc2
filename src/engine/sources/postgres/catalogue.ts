import type { Session } from '../../sql/session';
import type { Column } from '../relation';
import { postgresType } from './postgres-types';

export type TableKind = 'table' | 'partitioned' | 'view' | 'materialized' | 'foreign';

export interface CatalogueColumn extends Column {
  readonly nullable: boolean | null;
  /** It is a domain: its values are read as those of the type under it. */
  readonly asBase: boolean;
}

export interface CatalogueTable {
  readonly schema: string;
  readonly name: string;
  readonly kind: TableKind;
  /** The role may use the schema, and may read the table. */
  readonly usage: boolean;
  readonly select: boolean;
  readonly comment: string | null;
  /** What the server guesses; null where it was never counted. */
  readonly estimate: number | null;
  /** Columns of the primary key, or of a unique key without nulls. */
  readonly key: readonly string[];
  readonly columns: readonly CatalogueColumn[];
}

const kinds: Readonly<Record<string, TableKind>> = { r: 'table', p: 'partitioned', v: 'view', m: 'materialized', f: 'foreign' };

/** One statement for all there is, whatever its number: tables, columns, keys, comments, estimates and rights. */
const statement = `
SELECT n.nspname, c.relname, c.relkind, has_schema_privilege(n.oid, 'USAGE'),
  has_table_privilege(c.oid, 'SELECT') OR has_any_column_privilege(c.oid, 'SELECT'), obj_description(c.oid, 'pg_class'),
  CASE WHEN c.relkind IN ('r', 'm', 'p') AND c.reltuples >= 0 THEN c.reltuples::bigint END,
  (SELECT json_agg(a.attname ORDER BY k.at) FROM (
     SELECT o.conkey FROM pg_constraint o WHERE o.conrelid = c.oid AND o.contype IN ('p', 'u') AND NOT o.condeferrable
       AND NOT EXISTS (SELECT 1 FROM unnest(o.conkey) u(n) JOIN pg_attribute x ON x.attrelid = c.oid AND x.attnum = u.n WHERE NOT x.attnotnull)
     ORDER BY o.contype, o.oid LIMIT 1) best, unnest(best.conkey) WITH ORDINALITY k(n, at) JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.n),
  (SELECT json_agg(json_build_array(a.attname, format_type(coalesce(nullif(t.typbasetype, 0), a.atttypid), CASE WHEN t.typbasetype <> 0 THEN t.typtypmod ELSE a.atttypmod END),
     t.typcategory, a.attnotnull, t.typtype, has_column_privilege(c.oid, a.attnum, 'SELECT')) ORDER BY a.attnum)
   FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
  AND ($1::text IS NULL OR n.nspname = $1)
ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"`;

type RawColumn = [name: string, type: string, category: string, notNull: boolean, kind: string, select: boolean];

function columnOf([name, nativeType, category, notNull, kind]: RawColumn, table: TableKind): CatalogueColumn {
  const type = postgresType(nativeType, category);
  return {
    name, nativeType, type, nullable: table === 'table' || table === 'partitioned' ? !notNull : null,
    asBase: kind === 'd',
  };
}

/** Everything of a database that can be read, or of one schema; in a stable order. */
export async function readCatalogue(session: Session, wanted: { schema: string | null }, signal?: AbortSignal): Promise<CatalogueTable[]> {
  const { rows } = await session.table(statement, [wanted.schema], signal);
  return rows.map(([schema, name, relkind, usage, select, comment, estimate, key, columns]) => {
    const kind = kinds[String(relkind)] ?? 'table';
    return {
      schema: String(schema), name: String(name), kind, usage: usage === true, select: select === true,
      comment: comment === null ? null : String(comment), estimate: estimate === null ? null : Number(estimate),
      key: key === null ? [] : JSON.parse(String(key)) as string[],
      columns: columns === null ? [] : (JSON.parse(String(columns)) as RawColumn[]).filter((column) => column[5]).map((column) => columnOf(column!, kind)),
    };
  });
}
