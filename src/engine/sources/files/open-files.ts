import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { fail, PlumblineError } from '../../../core/errors';
import type { Session } from '../../sql/session';
import type { Relation } from '../relation';
import { exactRows } from '../exact-rows';
import { mixedLineEnds, readProblem } from '../source-errors';
import type { ContainerRef, DatastoreReader, SourceConnection, SourceContainer } from '../source';
import { containersOfGroups, type BrokenFile } from './broken-files';
import { csvShape } from './csv';
import { effectiveOptions, optionsOfFile, type FileOptions } from './effective-options';
import { column, type FileShape } from './file-shape';
import { causeOf, changesSince, fileState, isSameState, type FileState } from './file-state';
import { filesBySeries, groupFiles, joinSiblings, seriesOf } from './group-files';
import { jsonShape } from './json';
import { checkNames } from './name-length';
import { listFiles, type DataFile } from './list-files';
import { parquetShape } from './parquet';
import type { ShapeContext } from './shape-context';
import { someAtATime } from './some-at-a-time';

/** Files that are looked at together: while one is read from the disk, SQL runs over another. */
const together = 4;

const kindOf = { csv: 'csv', tsv: 'csv', json: 'json', ndjson: 'json', parquet: 'parquet' } as const;

async function shapeOf(session: Session, file: DataFile, options: FileOptions, context: ShapeContext): Promise<FileShape> {
  try {
    const kind = kindOf[file.kind.format];
    const shape = await (kind === 'csv' ? csvShape : kind === 'json' ? jsonShape : parquetShape)(session, file, options, context);
    checkNames(file, shape.columns.map(({ name }) => name));
    return shape;
  } catch (error) {
    if (mixedLineEnds(error) && !context.plainLines) return shapeOf(session, file, options, { ...context, plainLines: true });
    throw await readProblem(error, [file]);
  }
}

interface Looked { readonly state: FileState; readonly shape: FileShape }

/** The shape of a file as it is now. Throws `source-changed` where it was written to meanwhile. */
async function lookAt(session: Session, state: FileState, options: FileOptions, context: ShapeContext): Promise<Looked> {
  try {
    return { state, shape: await shapeOf(session, state.file, options, context) };
  } catch (error) {
    throw await causeOf(error, state.file.relative, () => changesSince([state]));
  }
}

async function containersOf(
  session: Session, files: readonly DataFile[], optionsOf: (file: DataFile) => FileOptions, context: ShapeContext, onProgress?: (done: number, total: number) => void,
): Promise<SourceContainer[]> {
  let done = 0;
  const looked = await someAtATime(files, together, async (file): Promise<FileShape | BrokenFile> => {
    try {
      const state = await fileState(file);
      const { shape } = await lookAt(session, state, optionsOf(file), context);
      await changesSince([state]);
      return shape;
    } catch (error) {
      if (!(error instanceof PlumblineError) || error.problem.code === 'aborted') throw error;
      return { file, problem: error.problem };
    } finally {
      onProgress?.(++done, files.length);
    }
  });
  return containersOfGroups(groupFiles(looked.flatMap((one) => ('problem' in one ? [] : [one]))), looked.flatMap((one) => ('problem' in one ? [one] : [])));
}

/** Opens a folder or a file for a session that has not been locked down yet. Throws `source-missing`, `source-unreadable`. */
export async function openFiles(session: Session, connection: SourceConnection, tempDirectory: string): Promise<DatastoreReader> {
  if (!connection.path) fail('bad-request', 'This connection has no path.', { remedy: 'Set the folder or file to read.' });
  const wide = connection.read_options;
  const { root, files, notes } = await listFiles(connection.path, wide ?? {});
  const byPath = new Map(files.map((file) => [file.relative, file]));
  const bySeries = filesBySeries(files);
  const looks = new Map<string, Looked>();
  // Made only if there is anything to put into it.
  const copies = path.join(tempDirectory, `plain-${randomUUID()}`);

  const filesOf = (container: ContainerRef): DataFile[] => (container.files ?? []).map((relative) =>
    byPath.get(relative) ?? fail('source-missing', `${path.join(root, ...relative.split('/'))} does not exist any more.`,
      { remedy: 'Run a sync to bring the catalogue up to date.', place: { path: relative } }));

  /** Other files of the series that several files are; of one file nobody knows whether it is one. */
  const siblings = (known: readonly DataFile[]): DataFile[] => {
    const key = known[0] && known.length > 1 ? seriesOf(known[0])?.key : undefined;
    const own = new Set(known);
    return key === undefined ? [] : (bySeries.get(key) ?? []).filter((file) => !own.has(file));
  };

  /** Looks at a file once, and again only if it is another one by now. */
  const lookOnce = async (file: DataFile, options: FileOptions, context: ShapeContext): Promise<Looked> => {
    const key = JSON.stringify([file.relative, options, context.plainLines]);
    const state = await fileState(file);
    const kept = looks.get(key);
    if (kept && isSameState(kept.state, state)) return kept;
    const look = await lookAt(session, state, options, context);
    looks.set(key, look);
    return look;
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
      return readProblem(error, [...known, ...siblings(known)]);
    },
    relation: async (container, { asText, plainLines, signal } = {}): Promise<Relation> => {
      const known = filesOf(container);
      const options = effectiveOptions(wide, container.read_options);
      const look = (some: readonly DataFile[]): Promise<Looked[]> => someAtATime(some, together, (file) => lookOnce(file, options, { copies, plainLines, signal }));
      const own = await look(known);
      // The next file of a series (a new month) is read at once, not only after the next sync; a different one waits for it.
      const others = await look(siblings(known));
      const { found, columns: merged } = joinSiblings(own.map(({ shape }) => shape), others.map(({ shape }) => shape));
      const read = new Set(found);
      const states = [...own, ...others].filter(({ shape }) => read.has(shape)).map(({ state }) => state);
      const members = found.map((shape) => shape.file);
      const [first] = found;
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
        changes: () => changesSince(states),
        keyFields: container.key_field_names ?? [], notes: [...new Set(found.flatMap((shape) => shape.notes ?? []))],
        modified: members.reduce<Date | null>((latest, file) => (latest && latest > file.modified ? latest : file.modified), null),
      };
    },
  };
}
