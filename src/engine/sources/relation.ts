import type { FieldType } from '../../core/api/schemas/container';

/** A column as the source declares it. */
export interface Column {
  readonly name: string;
  readonly type: FieldType;
  readonly nativeType: string;
}

/** What a container is to SQL: something to put behind FROM, in a session that can read it. */
export interface Relation {
  /** The container's name, which users may write before the names of its fields. */
  readonly name?: string;
  /** FROM item: `read_parquet([...])`, `"db"."main"."orders"`. */
  readonly from: string;
  /** FROM item that has in addition a column of this name with the path of each row's file, where `from` has no `filename`. */
  readonly fromWithFile?: (column: string) => string;
  /** What `from` selects and from what, where `from` hides the columns that the source adds by itself (`rowid`, `filename`). */
  readonly raw?: { readonly from: string; readonly list: string };
  /**
   * SQL of a text that names the place of a row in its table, over what `raw` (or `from`) selects from; null where rows have
   * no place. Absent for files and database files, whose rows are named by their kind.
   */
  readonly place?: string | null;
  /** Columns of which the source sees to it that they hold no null. */
  readonly notNull?: readonly string[];
  readonly kind: 'table' | 'view' | 'parquet' | 'csv' | 'json';
  readonly columns: readonly Column[];
  /** Absolute paths, for kinds that are files (Parquet footers are read from them). */
  readonly files?: readonly string[];
  /** Known without reading (catalogue, footer); null where not. */
  readonly rows: number | null;
  /** Key columns for a stable row identity; the row's position in its file or table where empty. */
  readonly keyFields: readonly string[];
  /** When the data was last written, where the source knows. */
  readonly modified: Date | null;
  /** Bytes that it takes where it is stored, where the source can tell. */
  bytes?(signal?: AbortSignal): Promise<number | null>;
  /** What a reader of its values has to know (see `SourceContainer.notes`). */
  readonly notes?: readonly string[];
  /** Ids of the containers that a computed one reads. */
  readonly reads?: readonly number[];
  /**
   * What has happened to its files since the relation was made: sentences about those that grew, which concern few rows at
   * their end. Throws `source-changed` where what was read is partly of one file and partly of another.
   */
  changes?(): Promise<string[]>;
}
