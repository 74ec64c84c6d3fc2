import type { FailingRow } from '../../scan/container-scan';
import type { StoredAnomaly } from '../../store/model';
import type { FoundAnomaly } from './compose-anomalies';

/** A known anomaly and a found one that share a check. */
export interface Likeness { readonly anomaly: StoredAnomaly; readonly found: FoundAnomaly }

interface Evidence {
  readonly rows: ReadonlyMap<number, readonly FailingRow[]>;
  readonly keyed: boolean;
  readonly touched: (anomaly: StoredAnomaly) => boolean;
}

export function checksShared(anomaly: StoredAnomaly, found: FoundAnomaly): number {
  return anomaly.failed_checks.filter(({ check_id }) => found.checkIds.includes(check_id)).length;
}

const content = (row: FailingRow): string => JSON.stringify(Object.entries(row.values).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Rows by what names them and by what they hold. */
interface Rows { readonly names: ReadonlySet<string>; readonly contents: ReadonlySet<string> }

const rowsBy = (rows: readonly FailingRow[]): Rows => ({ names: new Set(rows.map((row) => row.row_id)), contents: new Set(rows.map(content)) });

function shared(before: ReadonlySet<string>, now: ReadonlySet<string>): number {
  let both = 0;
  for (const one of now) if (before.has(one)) both++;
  return both;
}

/** Orders pairs of anomalies by how alike they are. */
export type BestFirst = (known: readonly StoredAnomaly[], found: readonly FoundAnomaly[]) => Likeness[];

/**
 * All pairs of a known and a found anomaly that share a check, the most alike first: by shared rows, then the same set of
 * checks and the same type, then those that a person has worked on, then shared checks, then age.
 *
 * Rows are shared surely or probably. A key names a row whatever else of it has changed. A position does so only while nothing
 * is inserted above it, so there the content is what is sure, and the position says what was corrected in part.
 */
export function bestFirst({ rows, keyed, touched }: Evidence): BestFirst {
  const nothing = rowsBy([]);
  const before = new Map([...rows].map(([id, list]) => [id, rowsBy(list)]));
  const now = new Map<FoundAnomaly, Rows>();
  const rowsNow = (found: FoundAnomaly): Rows => {
    const known = now.get(found) ?? rowsBy(found.rows);
    now.set(found, known);
    return known;
  };
  return (known, found) => {
    const pairs = known.flatMap((anomaly) => found.flatMap((one) => {
      const checks = checksShared(anomaly, one);
      if (checks === 0) return [];
      const [had, has] = [before.get(anomaly.id) ?? nothing, rowsNow(one)];
      const [byName, byContent] = [shared(had.names, has.names), shared(had.contents, has.contents)];
      const sameChecks = checks === one.checkIds.length && checks === anomaly.failed_checks.length;
      const score = [
        keyed ? byName : byContent, keyed ? byContent : byName, sameChecks ? 1 : 0, anomaly.type === one.type ? 1 : 0,
        touched(anomaly) ? 1 : 0, checks, -anomaly.id,
      ];
      return [{ anomaly, found: one, score }];
    }));
    return pairs.sort((a, b) => {
      const at = a.score.findIndex((value, i) => value !== b.score[i]);
      return at < 0 ? 0 : b.score[at]! - a.score[at]!;
    });
  };
}
