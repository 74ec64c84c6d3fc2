import type { Relation } from '../scan/port';
import { misfittingCell } from './source-errors';
import type { ContainerRef, DatastoreReader } from './source';

/**
 * Reads a container with `work`. A CSV cell that does not fit the type found for its column (possible in large files, which
 * are typed by their first rows) does not end the work: the column is read as text and the work starts again, once a column
 * at most. `notes` tells of it. Any other error of the source is thrown as the domain's, with file and line.
 */
export async function readContainer<T>(
  reader: DatastoreReader, container: ContainerRef, work: (relation: Relation, notes: readonly string[]) => Promise<T>, signal?: AbortSignal,
): Promise<T> {
  const asText = new Set<string>();
  const notes: string[] = [];
  for (;;) {
    try {
      return await work(await reader.relation(container, { asText, signal }), notes);
    } catch (error) {
      const cell = misfittingCell(error);
      if (!cell || asText.has(cell.column)) throw await reader.explain(error, container);
      asText.add(cell.column);
      notes.push(`${cell.column} is read as text, because line ${cell.line} holds "${cell.value}", which is not ${cell.type}.`);
    }
  }
}
