import { fail, PlumblineError } from '../../../core/errors';
import type { Session } from '../../sql/session';
import type { Relation } from '../relation';
import type { StoredContainer, StoredField } from '../../store/model';
import type { StoreReader } from '../../store/port';
import { describe } from '../files/file-shape';
import { identifier } from '../../sql/quote';
import type { ContainerRef, DatastoreReader } from '../source';
import { computedFieldSql } from './computed-field';
import { computedRelation } from './computed-relation';

/** What of the store tells how containers and fields are computed. */
export type Catalogue = Pick<StoreReader, 'container' | 'containers' | 'fields'>;
type Options = Parameters<DatastoreReader['relation']>[1];

/** Computed containers that read each other in a ring, or too many behind each other. */
const deepest = 8;

/** A relation with the computed fields behind its own columns. */
export async function withComputedFields(session: Session, relation: Relation, fields: readonly StoredField[], now: Date, signal?: AbortSignal): Promise<Relation> {
  const list = fields.map((field) => `${computedFieldSql(field.computed!, relation.columns, now)} AS ${identifier(field.name)}`).join(', ');
  const taken = fields.find((field) => relation.columns.some((column) => column.name.toLowerCase() === field.name.toLowerCase()));
  if (taken) fail('bad-request', `The data has a field ${taken.name} of its own.`, { remedy: 'Give the computed field another name.', place: { path: 'name' } });
  const over = (from: string): string => `(SELECT *, ${list} FROM ${from})`;
  const { raw, fromWithFile } = relation;
  const columns = await describe(session, over(relation.from), signal).catch((error: unknown) => {
    if (PlumblineError.is(error) || !(error instanceof Error)) throw error;
    return fail('bad-request', `A computed field cannot be computed: ${(error.message.split('\n')[0] ?? '').slice(0, 400)}`, { remedy: 'Correct its expression.', place: { path: 'properties' } }, error);
  });
  // Rows of tables and Parquet files are found by columns that a sub-query hides, so the list goes beside them.
  const seekable = relation.kind === 'table' || relation.kind === 'parquet';
  return {
    ...relation, from: over(relation.from), columns,
    ...(raw || seekable ? { raw: { from: raw?.from ?? relation.from, list: `${raw?.list ?? '*'}, ${list}` } } : {}),
    ...(fromWithFile ? { fromWithFile: (column: string) => over(fromWithFile(column)) } : {}),
  };
}

/**
 * A datastore's reader that reads what is computed too: computed containers, and computed fields of all others. `readerOf` gives
 * the readers of other datastores of the session, for joins.
 */
export function withComputed(
  main: DatastoreReader, session: Session, datastoreId: number, catalogue: Catalogue, readerOf: (datastoreId: number) => DatastoreReader | undefined,
): DatastoreReader {
  const container = async (id: number): Promise<StoredContainer> => await catalogue.container(id)
    ?? fail('not-found', `Container ${id}, which a computed one reads, does not exist any more.`, { remedy: 'Correct the computed container.' });

  const relation = async (ref: ContainerRef, options: Options = {}, depth = 0): Promise<Relation> => {
    if (depth > deepest) fail('bad-request', `${ref.name} reads itself, through others.`, { remedy: 'Correct its query.' });
    const base = ref.computed ? await computedRelation(session, ref.name, ref.computed, {
      container, containers: (await catalogue.containers(datastoreId, { includeMissing: true })).filter((one) => one.name !== ref.name),
      relation: (other) => {
        if (other.datastore_id === datastoreId) return relation(other, options, depth + 1);
        const reader = readerOf(other.datastore_id) ?? fail('not-found', `The datastore of ${other.name} is not open.`);
        return reader.relation(other, options);
      },
    }, ref.key_field_names ?? [], options.signal) : await main.relation(ref, options);
    const fields = ref.id === undefined ? [] : (await catalogue.fields(ref.id)).filter((field) => field.computed && field.status !== 'missing');
    return fields.length > 0 ? withComputedFields(session, base, fields, new Date(), options.signal) : base;
  };
  return {
    ...main, relation: (ref, options) => relation(ref, options),
    explain: async (error, ref) => {
      if (!ref.computed || PlumblineError.is(error)) return main.explain(error, ref);
      const said = error instanceof Error ? (error.message.split('\n')[0] ?? '').replaceAll(/plumbline_input_\d+/g, 'the container').slice(0, 400) : String(error);
      return new PlumblineError({ code: 'source-malformed', reason: `${ref.name} cannot be computed: ${said}`, remedy: 'Correct its SQL, or the data that it reads.' }, { cause: error });
    },
  };
}
