/** What looking at a file needs beside the file. */
export interface ShapeContext {
  /** Folder for plain copies of files that DuckDB cannot read as they are. */
  readonly copies: string;
  /** Line ends are to be made one kind, since reading the file as it is failed for that. */
  readonly plainLines?: boolean;
  readonly signal?: AbortSignal;
}
