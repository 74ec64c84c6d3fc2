import type { ContainerPreview } from '../../core/api/schemas/container';
import type { ReadOptions } from '../../core/api/schemas/read-options';
import { fail, PlumblineError, toProblem } from '../../core/errors';
import { differing } from '../../core/read-options/change';
import { cellOf, cellSql } from '../scan/cell';
import type { Relation } from '../scan/port';
import { readContainer } from '../sources/read-container';
import type { SourceContainer } from '../sources/source';
import type { StoredContainer } from '../store/model';
import type { StoreReader } from '../store/port';
import { withContainer } from './open-container';

type Rows = ContainerPreview['rows'];
export interface PreviewedRows { columns: ContainerPreview['columns']; rows: Rows; offset: number; more: boolean; notes: string[] }

/** Reads containers with read options that are not stored yet. */
export interface ContainerReading {
  /** What a sync would find. Throws `bad-request` with the option's place where the data does not fit it. */
  describe(container: StoredContainer, options: ReadOptions): Promise<SourceContainer>;
  /** Rows from `offset` on, at most `rows`, fewer where they are many cells or long texts. Throws as `describe` does. */
  preview(container: StoredContainer, options: ReadOptions, rows: number, offset: number): Promise<PreviewedRows>;
}

/** Milliseconds after which a reading is given up: someone waits for it. */
const patience = 60_000;
const mostCells = 20_000;
const mostText = 2_000_000;
/** Rows that are read to see whether options fit; the types of columns come from more. */
const headRows = 1000;

/** A failure that comes from options which were to be tried, as the refusal of those options. */
function refusal(error: unknown, container: StoredContainer, options: ReadOptions): never {
  const problem = toProblem(error);
  const tried = differing(container.read_options, options);
  if (problem.code === 'aborted') fail('timed-out', `${container.name} was not read within ${patience / 1000} seconds.`, { remedy: 'Try again when the engine has less to do.' }, error);
  const ofOptions = problem.code === 'source-malformed' || problem.code === 'source-changed' || problem.code === 'bad-request' || problem.code === 'internal';
  if (tried.length === 0 || !ofOptions || problem.place?.path?.startsWith('read_options')) throw error;
  fail('bad-request', `${container.name} cannot be read with ${tried.length === 1 ? `this ${tried[0]}` : 'these options'}: ${problem.reason}`,
    { remedy: problem.remedy, place: { path: tried.length === 1 ? `read_options.${tried[0]}` : 'read_options' }, detail: problem.detail }, error);
}

async function rowsOf(
  session: { table(sql: string, values?: undefined, signal?: AbortSignal): Promise<{ rows: Parameters<typeof cellOf>[0][][] }> },
  relation: Relation, limit: number, offset: number, signal: AbortSignal,
): Promise<Rows> {
  const cells = relation.columns.map((column, at) => `${cellSql(column)} AS c${at}`).join(', ');
  const { rows } = await session.table(`SELECT ${cells} FROM ${relation.from} LIMIT ${limit} OFFSET ${offset}`, undefined, signal);
  return rows.map((row) => row.map(cellOf));
}

/** Rows up to the bound of text, one at least. */
function withinText(rows: Rows): Rows {
  let text = 0;
  const cut = rows.findIndex((row) => {
    text += row.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 8), 0);
    return text > mostText;
  });
  return cut < 0 ? rows : rows.slice(0, Math.max(1, cut));
}

export function containerReading(store: StoreReader, tempDirectory: string): ContainerReading {
  const read = async <T>(
    container: StoredContainer, options: ReadOptions, work: (relation: Relation, rows: (limit: number, offset: number) => Promise<Rows>, notes: readonly string[]) => Promise<T>,
  ): Promise<T> => {
    const wanted = { ...container, read_options: options };
    const signal = AbortSignal.timeout(patience);
    try {
      return await withContainer(store, wanted, [], tempDirectory, ({ source }) => readContainer(source, wanted, (relation, notes) =>
        work(relation, (limit, offset) => rowsOf(source.session, relation, limit, offset, signal), notes), signal));
    } catch (error) {
      if (error instanceof PlumblineError) return refusal(error, container, options);
      throw error;
    }
  };
  return {
    describe: (container, options) => read(container, options, async (relation, rows) => {
      await rows(Math.max(1, Math.min(headRows, Math.floor(mostCells / Math.max(1, relation.columns.length)))), 0);
      return {
        name: container.name, containerType: container.container_type === 'file' ? 'file' : 'table',
        tableType: container.table_type === 'view' ? 'view' : container.table_type === null ? null : 'table',
        files: container.files, fileFormat: container.file_format, columns: relation.columns.map((column) => ({ ...column, nullable: null })),
        rows: relation.rows, problem: null, notes: relation.notes ?? [],
      };
    }),
    preview: (container, options, wanted, offset) => read(container, options, async (relation, rows, notes) => {
      const limit = Math.max(1, Math.min(wanted, Math.floor(mostCells / Math.max(1, relation.columns.length))));
      const found = await rows(limit + 1, offset);
      const shown = withinText(found.slice(0, limit));
      return {
        columns: relation.columns.map(({ name, type, nativeType }) => ({ name, type, native_type: nativeType })),
        rows: shown, offset, more: found.length > shown.length, notes: [...(relation.notes ?? []), ...notes],
      };
    }),
  };
}
