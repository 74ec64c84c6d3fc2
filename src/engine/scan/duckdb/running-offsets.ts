import type { Session } from '../../sql/session';
import type { ScanSource } from '../scan-source';

/** Where each file begins in positions that run through all files. */
export async function runningOffsets(session: Session, source: ScanSource, signal: AbortSignal): Promise<ReadonlyMap<string, bigint>> {
  if (source.file === null) return new Map();
  const { rows } = await session.table(`SELECT ${source.file}, min(${source.position}) FROM ${source.numbered} GROUP BY 1`, undefined, signal);
  return new Map(rows.map(([file, first]) => [String(file), BigInt(String(first))]));
}
