import type { z } from 'zod';
import type { ContainerPreview, previewRequest } from '../../core/api/schemas/container';
import type { Session, Sessions } from '../sql/session';
import type { ReadOptions } from '../../core/api/schemas/read-options';
import { fail, PlumblineError, toProblem } from '../../core/errors';
import { differing } from '../../core/read-options/change';
import { countRows, previewRows, type NumberedRow } from '../preview/preview-rows';
import type { Column, Relation } from '../sources/relation';
import { withComputedFields } from '../sources/computed/with-computed';
import { readContainer } from '../sources/read-container';
import type { SourceContainer } from '../sources/source';
import type { StoredContainer, StoredField } from '../store/model';
import type { StoreReader } from '../store/port';
import { withContainer } from './open-container';

type Wanted = Omit<z.output<typeof previewRequest>, 'read_options'>;
export type PreviewedRows = Pick<ContainerPreview, 'columns' | 'rows' | 'numbers' | 'offset' | 'total' | 'more' | 'notes'>;

/** Reads containers with read options that are not stored yet. */
export interface ContainerReading {
  /** What a sync would find. Throws `bad-request` with the option's place where the data does not fit it. */
  describe(container: StoredContainer, options: ReadOptions, patienceMs?: number): Promise<SourceContainer>;
  /** The column that a computed field would be. Throws `bad-request` with the place of what is wrong with it. */
  tryField(container: StoredContainer, field: StoredField): Promise<Column>;
  /** Rows from `offset` on, at most `rows`, fewer where they are many cells or long texts. Throws as `describe` does. */
  preview(container: StoredContainer, options: ReadOptions, wanted: Wanted): Promise<PreviewedRows>;
}

/** Milliseconds after which a reading is given up: someone waits for it. */
const patience = 60_000;
const mostCells = 20_000;
const mostText = 2_000_000;
/** Rows that are read to see whether options fit; the types of columns come from more. */
const headRows = 1000;

/** A failure that comes from options which were to be tried, as the refusal of those options. */
function refusal(error: unknown, container: StoredContainer, options: ReadOptions, limit: number): never {
  const problem = toProblem(error);
  const tried = differing(container.read_options, options);
  if (problem.code === 'aborted') fail('timed-out', `${container.name} was not read within ${limit / 1000} seconds.`, { remedy: 'Try again when the engine has less to do.' }, error);
  const ofOptions = problem.code === 'source-malformed' || problem.code === 'source-changed' || problem.code === 'bad-request' || problem.code === 'internal';
  if (tried.length === 0 || !ofOptions || problem.place?.path?.startsWith('read_options')) throw error;
  fail('bad-request', `${container.name} cannot be read with ${tried.length === 1 ? `this ${tried[0]}` : 'these options'}: ${problem.reason}`,
    { remedy: problem.remedy, place: { path: tried.length === 1 ? `read_options.${tried[0]}` : 'read_options' }, detail: problem.detail }, error);
}

/** Rows up to the bound of text, one at least. */
function withinText(rows: NumberedRow[]): NumberedRow[] {
  let text = 0;
  const cut = rows.findIndex((row) => {
    text += row.cells.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 8), 0);
    return text > mostText;
  });
  return cut < 0 ? rows : rows.slice(0, Math.max(1, cut));
}

/** Reads for a caller, no longer than until that has gone. */
export const containerReading = (store: StoreReader, sessions: Sessions, now: () => Date) => (gone: AbortSignal): ContainerReading => {
  const read = async <T>(
    container: StoredContainer, options: ReadOptions, limit: number,
    work: (relation: Relation, reader: Session, notes: readonly string[], signal: AbortSignal) => Promise<T>,
  ): Promise<T> => {
    const wanted = { ...container, read_options: options };
    const signal = AbortSignal.any([gone, AbortSignal.timeout(limit)]);
    try {
      return await withContainer(store, wanted, [], { sessions, signal }, ({ source }) => readContainer(source, wanted, (relation, notes) =>
        work(relation, source.session, notes, signal), signal));
    } catch (error) {
      if (error instanceof PlumblineError) return refusal(error, container, options, limit);
      throw error;
    }
  };
  return {
    describe: (container, options, limit = patience) => read(container, options, limit, async (relation, reader, _notes, signal) => {
      const head = Math.max(1, Math.min(headRows, Math.floor(mostCells / Math.max(1, relation.columns.length))));
      await previewRows(reader, relation, { offset: 0 }, head, now(), signal);
      return {
        name: container.name, containerType: container.container_type,
        tableType: container.table_type === 'view' ? 'view' : container.table_type === null ? null : 'table',
        files: container.files, fileFormat: container.file_format, columns: relation.columns.map((column) => ({ ...column, nullable: null })),
        rows: relation.rows, problem: null, notes: relation.notes ?? [], ...(relation.reads ? { reads: relation.reads } : {}),
      };
    }),
    tryField: (container, field) => read({ ...container, id: 0 }, container.read_options ?? {}, patience, async (plain, reader, _notes, signal) => {
      const relation = await withComputedFields(reader, plain, [field], now(), signal);
      const column = relation.columns.at(-1)!;
      await previewRows(reader, { ...relation, columns: [column] }, { offset: 0 }, headRows, now(), signal);
      return column;
    }),
    preview: (container, options, wanted) => read(container, options, patience, async (relation, reader, notes, signal) => {
      const limit = Math.max(1, Math.min(wanted.rows, Math.floor(mostCells / Math.max(1, relation.columns.length))));
      const found = await previewRows(reader, relation, wanted, limit + 1, now(), signal);
      const shown = withinText(found.slice(0, limit));
      const known = !wanted.filter && relation.rows !== null;
      return {
        columns: relation.columns.map(({ name, type, nativeType }) => ({ name, type, native_type: nativeType })),
        rows: shown.map(({ cells }) => [...cells]), numbers: shown.map(({ number }) => number), offset: wanted.offset,
        total: known || wanted.count ? await countRows(reader, relation, wanted, now(), signal) : null,
        more: found.length > shown.length, notes: [...(relation.notes ?? []), ...notes],
      };
    }),
  };
};
