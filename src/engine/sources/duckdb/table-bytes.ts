import { literal } from '../../sql/quote';
import type { Session } from '../../sql/session';

/** Bytes of the blocks of a table, given by its quoted name; null for one too small to have blocks of its own. */
export async function tableBytes(session: Session, from: string, signal?: AbortSignal): Promise<number | null> {
  // The pragma takes a name as text, and knows no quote in it.
  if (from.includes('""')) return null;
  const { rows: [[blocks, size] = []] } = await session.table(
    `SELECT (SELECT count(DISTINCT block_id) FROM pragma_storage_info(${literal(from)}) WHERE persistent AND block_id >= 0), (SELECT max(block_size) FROM pragma_database_size())`, undefined, signal);
  return Number(blocks ?? 0) > 0 ? Number(blocks) * Number(size ?? 0) : null;
}
