import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Session } from '../../../sql/session';
import { literal } from '../../../sql/quote';
import type { Relation } from '../../../sources/relation';

export interface Partition { readonly name: string; readonly records: number | null; readonly bytes: number | null; readonly last_modified: string | null }

/** Where a container's data lies. Bytes as they are stored, compressed where they are. */
export interface Storage {
  readonly bytes: number | null;
  readonly lastModified: string | null;
  readonly partitions: readonly Partition[] | null;
  readonly count: number | null;
}

const listed = 100;

/** Records of each Parquet file, from the files' own footers. */
async function parquetRecords(session: Session, files: readonly string[], signal: AbortSignal): Promise<Map<string, number>> {
  const { rows } = await session.table(`SELECT file_name, num_rows FROM parquet_file_metadata([${files.map(literal).join(', ')}])`, undefined, signal);
  return new Map(rows.map(([file, records]) => [path.normalize(String(file)), Number(records)]));
}

/** Bytes, files and the last change of a container. */
export async function storage(session: Session, relation: Relation, records: number, signal: AbortSignal): Promise<Storage> {
  const modified = relation.modified?.toISOString() ?? null;
  if (!relation.files) {
    return { bytes: await relation.bytes?.(signal) ?? null, lastModified: modified, partitions: null, count: null };
  }
  const { files } = relation;
  const known = relation.kind === 'parquet' ? await parquetRecords(session, files, signal) : new Map<string, number>();
  const root = files.length > 1 ? commonFolder(files) : path.dirname(files[0] ?? '');
  const all = await Promise.all(files.map(async (file): Promise<Partition> => {
    const { size, mtime } = await stat(file);
    return {
      name: path.relative(root, file).split(path.sep).join('/'), bytes: size, last_modified: mtime.toISOString(),
      records: known.get(path.normalize(file)) ?? (files.length === 1 ? records : null),
    };
  }));
  const latest = all.map(({ last_modified }) => last_modified ?? '').sort().at(-1) ?? modified;
  return {
    bytes: all.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0), lastModified: latest, count: all.length,
    partitions: all.sort((a, b) => (b.bytes ?? 0) - (a.bytes ?? 0) || (a.name < b.name ? -1 : 1)).slice(0, listed),
  };
}

function commonFolder(files: readonly string[]): string {
  let folder = path.dirname(files[0] ?? '');
  while (folder !== path.dirname(folder) && !files.every((file) => file.startsWith(folder + path.sep))) folder = path.dirname(folder);
  return folder;
}
