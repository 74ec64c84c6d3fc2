import type { SqlValue } from '../../sql/values';
import { cellOf, cellSql } from '../cell';
import { markedFields } from '../failing-predicate';
import type { FailingRow } from '../container-scan';
import { distinctIdentities, rowIdentity, type RowPlace } from '../row-identity';
import { runningOffsets } from './running-offsets';
import type { RowsRequest } from '../scan-ways';
import { positionInFile } from './row-places';
import { seekPositions } from './seek-positions';
import { streamPositions } from './stream-positions';

function placeOf(request: RowsRequest, position: SqlValue, file: SqlValue, offsets: ReadonlyMap<string, bigint>): RowPlace {
  const { relation, source } = request;
  if (relation.kind === 'view') return { position: null, file: null };
  const name = typeof file === 'string' ? file : null;
  const at = BigInt(String(position));
  if (source.runningPosition) return { position: at - (name === null ? 0n : offsets.get(name) ?? 0n) + 1n, file: name };
  return { position: (name === null ? at : positionInFile(at)) + 1n, file: name };
}

/**
 * The first `limit` rows that break each of the given checks, each row once, with all of the given checks that it breaks.
 * One bounded pass: sources that can be sought stop at the first rows of each check; others are read once, in order.
 */
export async function failingRows(request: RowsRequest): Promise<FailingRow[]> {
  const { session, signal, relation, source, checks } = request;
  if (checks.length === 0 || request.limit <= 0) return [];
  const chosen = source.seekable ? await seekPositions(request) : await streamPositions(request);
  try {
    const list = [
      source.position, source.file ?? 'NULL',
      ...relation.columns.map(cellSql), ...chosen.flags.map((flag) => `coalesce(${flag}, false)`),
    ].map((sql, i) => `${sql} AS c${i}`);
    const { rows } = await session.table(`SELECT ${list.join(', ')} FROM ${chosen.from} ORDER BY 1`, undefined, signal);
    const offsets = source.runningPosition && source.file !== null && rows.length > 0
      ? await runningOffsets(session, source, signal) : new Map<string, bigint>();
    const found = rows.map((row): FailingRow => {
      const values = Object.fromEntries(relation.columns.map((column, i) => [column.name, cellOf(row[2 + i] ?? null)]));
      const broken = checks.filter((_, i) => row[2 + relation.columns.length + i] === true).map(({ check }) => check);
      return {
        row_id: rowIdentity(relation, placeOf(request, row[0] ?? null, row[1] ?? null, offsets), values),
        values,
        failed_checks: broken.map((check) => check.id),
        fields: [...new Set(broken.flatMap(markedFields))],
      };
    });
    return distinctIdentities(found.filter((row) => row.failed_checks.length > 0));
  } finally {
    await chosen.release();
  }
}
