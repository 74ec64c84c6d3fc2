import type { ReadOptions } from '../../core/api/schemas/read-options';
import type { Problem } from '../../core/errors';
import type { StoredConnection, StoredContainer, StoredDatastore } from '../store/model';
import type { Column, Relation } from './relation';
import type { ComputedDefinition } from './computed/definition';

/** A container as the source shows it now. */
export interface SourceContainer {
  readonly name: string;
  readonly containerType: string;
  readonly tableType: 'table' | 'view' | null;
  /** Relative paths with "/", null for tables. */
  readonly files: string[] | null;
  readonly fileFormat: string | null;
  readonly columns: readonly (Column & { readonly nullable: boolean | null })[];
  /** Where known without reading all of it. */
  readonly rows: number | null;
  /** Why it cannot be read; its columns are then empty. */
  readonly problem: Problem | null;
  /** What a reader of its values has to know: one sentence each, with the column's name (precision that is lost, values read as text). */
  readonly notes: readonly string[];
  /** Ids of the containers that a computed one reads. */
  readonly reads?: readonly number[];
}

/** Which container to read: what the catalogue says about it. */
export type ContainerRef = Pick<StoredContainer, 'name' | 'files' | 'key_field_names'> & {
  /** How its files are to be read; wins over the datastore's, option by option. */
  read_options?: ReadOptions | null;
  /** By which its computed fields are known; absent for what is not in the catalogue yet. */
  id?: number | undefined;
  /** How it comes about, where it is computed. */
  computed?: ComputedDefinition;
};

/** The read options that are kept at a container, by its name; for a sync, which does not know its containers yet. */
export type OptionsOfContainer = (name: string) => ReadOptions | null | undefined;

/** One datastore as it is reached within a session. */
export interface DatastoreReader {
  /**
   * Everything there is, in a stable order. Containers that cannot be read are among them, with their problem.
   * `optionsOf`: read options kept at containers, asked for by the names that a file's container may get.
   */
  containers(signal?: AbortSignal, onProgress?: (done: number, total: number) => void, optionsOf?: OptionsOfContainer): Promise<SourceContainer[]>;
  /**
   * One container, ready to be read. `asText`: columns to be read as VARCHAR whatever their type seemed to be; `plainLines`: its
   * files mix kinds of line ends.
   * Throws `source-missing`, `source-malformed`, … when it cannot be read.
   */
  relation(container: ContainerRef, options?: { asText?: ReadonlySet<string>; plainLines?: boolean; signal?: AbortSignal }): Promise<Relation>;
  /** An error that came while reading `container`, as the domain's error with file and line. */
  explain(error: unknown, container: ContainerRef): Promise<Error>;
  /** Sentences about what lies there and is not read (links that lead away, pipes, …). */
  readonly notes: readonly string[];
  /** Files that the session may open, and folders below which it may open any file. */
  readonly allowedPaths: readonly string[];
  readonly allowedDirectories: readonly string[];
  /** Frees what the reader made for itself (plain copies of files in other encodings). */
  close?(): void;
}

export type SourceConnection = Pick<StoredConnection, 'type'> & {
  path?: string | null;
  /** The older place of `read_options.include`. */
  include?: readonly string[] | null;
  /** How files are to be read, and which belong to it; for all containers. */
  read_options?: ReadOptions | null;
} & Partial<Pick<StoredConnection, 'id' | 'host' | 'port' | 'username' | 'tls' | 'service' | 'password_env' | 'statement_timeout'>> & {
  /** Of a connection that is tried before it is saved; never kept. */
  password?: string;
};
export type SourceDatastore = Pick<StoredDatastore, 'id' | 'schema' | 'read_options'> & Partial<Pick<StoredDatastore, 'database'>>;
