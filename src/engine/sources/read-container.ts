import type { Relation } from './relation';
import { causeOf } from './files/file-state';
import { misfittingCell, mixedLineEnds } from './source-errors';
import type { ContainerRef, DatastoreReader } from './source';

/**
 * Reads a container with `work`. A CSV cell that does not fit the type found for its column (possible in large files, which
 * are typed by their first rows) does not end the work: the column is read as text and the work starts again, once a column
 * at most. Neither does a second kind of line end: the file is read again with one kind. `notes` tells of it. Any other error of the source is thrown as the domain's, with file and line.
 * Throws `source-changed` where a file was written to, replaced or removed meanwhile, but for one that has only grown.
 */
export async function readContainer<T>(
  reader: DatastoreReader, container: ContainerRef, work: (relation: Relation, notes: readonly string[]) => Promise<T>, signal?: AbortSignal,
): Promise<T> {
  const asText = new Set<string>();
  const notes: string[] = [];
  let plainLines = false;
  for (;;) {
    let relation: Relation | undefined;
    try {
      relation = { ...await reader.relation(container, { asText, plainLines, signal }), name: container.name };
      const result = await work(relation, notes);
      await relation.changes?.();
      return result;
    } catch (thrown) {
      const caused = async (error: unknown): Promise<unknown> => (relation?.changes ? causeOf(error, container.name, relation.changes) : error);
      const error = await caused(thrown);
      if (mixedLineEnds(error) && !plainLines) {
        plainLines = true;
        continue;
      }
      const cell = misfittingCell(error);
      if (!cell || asText.has(cell.column)) throw await caused(await reader.explain(error, container));
      asText.add(cell.column);
      notes.push(`${cell.column} is read as text, because ${cell.line === null ? 'it' : `line ${cell.line}`} holds "${cell.value}", which is not ${cell.type}.`);
    }
  }
}
