export type FileFormat = 'csv' | 'tsv' | 'json' | 'ndjson' | 'parquet';

export interface FileKind {
  readonly format: FileFormat;
  readonly gzip: boolean;
  /** The name without its extension. */
  readonly base: string;
  /** Extension with dot, `.csv.gz`. */
  readonly extension: string;
}

const formats: Record<string, FileFormat> = {
  csv: 'csv', tsv: 'tsv', tab: 'tsv', json: 'json', ndjson: 'ndjson', jsonl: 'ndjson', parquet: 'parquet', pq: 'parquet',
};

/** What a file is by its name; null when it is no data file we read. Parquet is never inside gzip: nothing can read that. */
export function fileKind(name: string): FileKind | null {
  const match = /^(.+?)(\.(csv|tsv|tab|json|ndjson|jsonl|parquet|pq)(\.gz)?)$/i.exec(name);
  const format = formats[match?.[3]?.toLowerCase() ?? ''];
  if (!match || !format) return null;
  const gzip = match[4] !== undefined;
  if (gzip && format === 'parquet') return null;
  return { format, gzip, base: match[1] ?? name, extension: match[2] ?? '' };
}
