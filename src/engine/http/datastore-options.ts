import type { ReadOptions } from '../../core/api/schemas/read-options';
import { fail, PlumblineError } from '../../core/errors';
import { changed, given } from '../../core/read-options/change';
import { conflictOf } from '../../core/read-options/conflicts';
import type { EngineWriter } from '../store/engine-store';
import type { StoredConnection, StoredDatastore } from '../store/model';
import { found } from './found';
import { datastoreOptions } from './render/datastore';

type Connection = Omit<StoredConnection, 'id' | 'created'> & { id?: number };

function refuse(connection: Pick<StoredConnection, 'type'>, options: ReadOptions): void {
  const [first] = Object.keys(given(options));
  if (connection.type !== 'files' && first !== undefined) {
    fail('bad-request', `A datastore of type ${connection.type} has no read options.`, { remedy: 'They are for folders of files; leave them out.', place: { path: `read_options.${first}` } });
  }
  const conflict = conflictOf(options);
  if (conflict) throw new PlumblineError(conflict);
}

/**
 * The options of a new datastore, and its connection without what they say: files are chosen in one place. A connection that
 * others use too keeps its own. Throws `bad-request` with the place of what cannot be.
 */
export function optionsOfNew(connection: Connection, wanted: ReadOptions | undefined): { connection: Connection; options: ReadOptions } {
  const { include, ...own } = connection;
  const moved = connection.id === undefined && connection.type === 'files';
  const options = changed(moved && include?.length ? { include } : {}, wanted ?? {});
  refuse(connection, options);
  return { connection: moved ? own : connection, options };
}

/**
 * The options of a datastore after a change. What its own connection of an earlier version still kept moves over, so that it
 * can be cleared too. Throws `bad-request` with the place of what cannot be.
 */
export async function optionsOfChanged(tx: EngineWriter, datastore: StoredDatastore, change: ReadOptions): Promise<ReadOptions> {
  const connection = await found(tx.source, 'connections', datastore.connection_id);
  const own = connection.made_with_datastore === true;
  const options = changed(own ? datastoreOptions(datastore, connection) : datastore.read_options, change);
  refuse(connection, options);
  if (own && connection.include) {
    const { include: _, ...rest } = connection;
    await tx.saveConnection(rest);
  }
  return options;
}
