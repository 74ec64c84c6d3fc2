import { groupsOf } from '../infer/methods/dependencies';
import type { CodedColumn, SampleCodes } from '../infer/facts/sample-codes';

/** Rows with the same `determinant` mostly have the same `field`. */
export interface Dependency {
  readonly determinant: string;
  readonly field: string;
  /** Share of the rows that have what most of their group have; 1 for an exact dependency. */
  readonly share: number;
  /** Share of all rows that breaks it at most, with 95 % certainty. */
  readonly mostBreaking: number;
  readonly groups: number;
}

/** Share that holds; groups of two and more rows; share of the rows in them; how much better than the commonest value it tells. */
const leastShare = 0.99;
const leastGroups = 5;
const leastCovered = 0.4;
const leastGain = 0.7;
const listed = 200;

interface Agreement { readonly agreeing: number; readonly total: number }

/** Rows of groups that have the value most of the group have. */
function agreement(groups: readonly Int32Array[], dependent: CodedColumn, counts: Int32Array): Agreement {
  let [agreeing, total] = [0, 0];
  for (const group of groups) {
    let most = 0;
    for (const row of group) {
      const code = dependent.codes[row] ?? -1;
      if (code < 0) continue;
      total += 1;
      const count = (counts[code] ?? 0) + 1;
      counts[code] = count;
      if (count > most) most = count;
    }
    agreeing += most;
    for (const row of group) { const code = dependent.codes[row] ?? -1; if (code >= 0) counts[code] = 0; }
  }
  return { agreeing, total };
}

/** Fields that decide others, in all rows or all but one in a hundred, the strongest first. `whole`: these are all rows there are. */
export function dependenciesOf(codes: SampleCodes, whole: boolean): Dependency[] {
  const { rows } = codes;
  if (rows < 20) return [];
  const determinants = codes.columns.map((column) => ({ column, groups: groupsOf(column, 2) }))
    .filter(({ groups }) => groups.length >= leastGroups && groups.reduce((sum, group) => sum + group.length, 0) >= leastCovered * rows);
  const found = codes.columns.flatMap((dependent) => {
    const counts = new Int32Array(dependent.texts.length);
    for (const code of dependent.codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
    const commonest = Math.max(0, ...counts) / rows;
    counts.fill(0);
    return determinants.flatMap(({ column, groups }): Dependency[] => {
      if (column === dependent) return [];
      const { agreeing, total } = agreement(groups, dependent, counts);
      if (total < leastCovered * rows) return [];
      const share = agreeing / total;
      if (share < leastShare || share - commonest < leastGain * (1 - commonest)) return [];
      // Seen n times without exception, more than 3/n of all would hardly have stayed unseen; else the normal approximation.
      const odd = total - agreeing;
      const mostBreaking = whole ? 1 - share : odd === 0 ? 3 / total : 1 - share + 1.96 * Math.sqrt((share * (1 - share)) / total);
      return [{ determinant: column.facts.name, field: dependent.facts.name, share, mostBreaking, groups: groups.length }];
    });
  });
  return found.sort((a, b) => b.share - a.share || b.groups - a.groups).slice(0, listed);
}
