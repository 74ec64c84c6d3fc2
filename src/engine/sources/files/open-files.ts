import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { fail, PlumblineError } from '../../../core/errors';
import type { Session } from '../../duckdb/session';
import type { Relation } from '../../scan/port';
import { exactRows } from '../exact-rows';
import { mixedLineEnds, readProblem } from '../source-errors';
import type { ContainerRef, DatastoreReader, SourceConnection, SourceContainer } from '../source';
import { containersOfGroups, type BrokenFile } from './broken-files';
import { csvShape } from './csv';
import { effectiveOptions, optionsOfFile, type FileOptions } from './effective-options';
import { column, type FileShape } from './file-shape';
import { commonColumns, groupFiles, sameSeries } from './group-files';
import { jsonShape } from './json';
import { listFiles, type DataFile } from './list-files';
import { parquetShape } from './parquet';
import type { ShapeContext } from './shape-context';

const kindOf = { csv: 'csv', tsv: 'csv', json: 'json', ndjson: 'json', parquet: 'parquet' } as const;

async function shapeOf(session: Session, file: DataFile, options: FileOptions, context: ShapeContext): Promise<FileShape> {
  try {
    const kind = kindOf[file.kind.format];
    return await (kind === 'csv' ? csvShape : kind === 'json' ? jsonShape : parquetShape)(session, file, options, context);
  } catch (error) {
    if (mixedLineEnds(error) && !context.plainLines) return shapeOf(session, file, options, { ...context, plainLines: true });
    throw await readProblem(error, [file]);
  }
}

async function containersOf(
  session: Session, files: readonly DataFile[], optionsOf: (file: DataFile) => FileOptions, context: ShapeContext, onProgress?: (done: number, total: number) => void,
): Promise<SourceContainer[]> {
  const shapes: FileShape[] = [];
  const broken: BrokenFile[] = [];
  for (const [done, file] of files.entries()) {
    onProgress?.(done, files.length);
    try {
      shapes.push(await shapeOf(session, file, optionsOf(file), context));
    } catch (error) {
      if (!(error instanceof PlumblineError) || error.problem.code === 'aborted') throw error;
      broken.push({ file, problem: error.problem });
    }
  }
  return containersOfGroups(groupFiles(shapes), broken);
}

/** Opens a folder or a file for a session that has not been locked down yet. Throws `source-missing`, `source-unreadable`. */
export async function openFiles(session: Session, connection: SourceConnection, tempDirectory: string): Promise<DatastoreReader> {
  if (!connection.path) fail('bad-request', 'This connection has no path.', { remedy: 'Set the folder or file to read.' });
  const wide = connection.read_options;
  const { root, files, notes } = await listFiles(connection.path, wide ?? {});
  const byPath = new Map(files.map((file) => [file.relative, file]));
  const shapes = new Map<string, Promise<FileShape>>();
  // Made only if there is anything to put into it.
  const copies = path.join(tempDirectory, `plain-${randomUUID()}`);

  const filesOf = (container: ContainerRef): DataFile[] => (container.files ?? []).map((relative) =>
    byPath.get(relative) ?? fail('source-missing', `${path.join(root, ...relative.split('/'))} does not exist any more.`,
      { remedy: 'Run a sync to bring the catalogue up to date.', place: { path: relative } }));

  const shapeOnce = (file: DataFile, options: FileOptions, context: ShapeContext): Promise<FileShape> => {
    const key = JSON.stringify([file.relative, options, context.plainLines]);
    const shape = shapes.get(key) ?? shapeOf(session, file, options, context);
    shapes.set(key, shape);
    return shape;
  };

  return {
    notes,
    allowedPaths: files.map((file) => file.absolute),
    allowedDirectories: [copies],
    close: () => rmSync(copies, { recursive: true, force: true }),
    containers: (signal, onProgress, optionsOf) =>
      containersOf(session, files, (file) => effectiveOptions(wide, optionsOfFile(file, optionsOf)), { copies, signal }, onProgress),
    explain: (error, container) => {
      const known = (container.files ?? []).flatMap((relative) => byPath.get(relative) ?? []);
      return readProblem(error, [...known, ...files.filter((file) => !known.includes(file) && sameSeries(known, file))]);
    },
    relation: async (container, { asText, plainLines, signal } = {}): Promise<Relation> => {
      const known = filesOf(container);
      const options = effectiveOptions(wide, container.read_options);
      const found: FileShape[] = [];
      for (const file of known) found.push(await shapeOnce(file, options, { copies, plainLines, signal }));
      // The next file of a series (a new month) is read at once, not only after the next sync; a different one waits for it.
      for (const file of files.filter((other) => !known.includes(other) && sameSeries(known, other))) {
        const shape = await shapeOnce(file, options, { copies, plainLines, signal });
        if (commonColumns([...found, shape])) found.push(shape);
      }
      const members = found.map((shape) => shape.file);
      const [first] = found;
      const merged = commonColumns(found);
      if (!first || !merged) {
        fail('source-changed', `The files of ${container.name} do not have the same columns any more.`, { remedy: 'Run a sync to catalogue them anew.' });
      }
      const columns = merged.map((c) => (asText?.has(c.name) ? column(c.name, 'VARCHAR', c.reading?.nulls ? { nulls: c.reading.nulls } : null) : c));
      const paths = found.map((shape) => shape.path);
      const kind = kindOf[first.file.kind.format];
      return {
        ...exactRows(kind, first.from(paths, columns), columns), kind,
        columns: columns.map(({ name, type, nativeType }) => ({ name, type, nativeType })),
        ...(kindOf[first.file.kind.format] === 'parquet' ? {} : { fromWithFile: (name: string) => first.from(paths, columns, name) }),
        files: members.map((file) => file.absolute),
        rows: found.every((shape) => shape.rows !== null) ? found.reduce((sum, shape) => sum + (shape.rows ?? 0), 0) : null,
        keyFields: container.key_field_names ?? [], notes: [...new Set(found.flatMap((shape) => shape.notes ?? []))],
        modified: members.reduce<Date | null>((latest, file) => (latest && latest > file.modified ? latest : file.modified), null),
      };
    },
  };
}
