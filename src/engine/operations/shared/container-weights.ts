import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { StoredConnection, StoredContainer } from '../../store/model';
import type { StoreReader } from '../../store/port';

/** What is known of a container's size before it is read; null for what is not. */
export interface ContainerSize { readonly rows: number | null; readonly bytes: number | null; readonly fields: number }

/** Cells that opening a container and looking at a field of it is worth, however few rows it has. */
const cellsAField = 20_000;
/** Bytes that a cell takes in a file, where its rows were never counted. */
const bytesACell = 8;
/** Size of text in comparison with its compressed file. */
const unpacked = 5;

/** How much work a container is in comparison with others: its rows by its fields, or its bytes where nobody knows its rows. */
export function containerWeight({ rows, bytes, fields }: ContainerSize): number {
  const columns = Math.max(1, fields);
  return columns * cellsAField + (rows !== null ? rows * columns : (bytes ?? 0) / bytesACell);
}

async function bytesOf(connection: StoredConnection, container: StoredContainer): Promise<number | null> {
  if (!container.files || connection.path === undefined) return null;
  const root = path.resolve(connection.path);
  let bytes = 0;
  for (const file of container.files) {
    // A connection may point at one file, whose folder is the root then. What is not there fails when it is read.
    const found = await stat(path.join(root, file)).catch(() => stat(root)).catch(() => null);
    bytes += (found?.isFile() ? found.size : 0) * (/\.(gz|zst)$/i.test(file) ? unpacked : 1);
  }
  return bytes;
}

/** The weights of containers, in their order, for progress over all of them. */
export async function containerWeights(store: StoreReader, connection: StoredConnection, containers: readonly StoredContainer[]): Promise<number[]> {
  return Promise.all(containers.map(async (container) => containerWeight({
    rows: container.records, fields: (await store.fields(container.id)).length,
    bytes: container.records === null ? await bytesOf(connection, container) : null,
  })));
}
