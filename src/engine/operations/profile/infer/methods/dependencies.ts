import type { Candidate } from '../candidate';
import { isOneGroup } from '../facts/one-group';
import type { CodedColumn } from '../facts/sample-codes';
import type { Inference } from '../inference';
import { rowsText, shareText, shown } from '../text/words';

/** Least share of a group that its majority has, greatest share of another value that may be a mistake. */
const leastMajority = 0.75;
const mostOdd = 0.12;
/** Determinants for one field at most: the others say the same. */
const mostDeterminants = 3;

/** Rows that have the same value in a field, for each of its values. */
export function groupsOf(column: CodedColumn, least: number): Int32Array[] {
  const counts = new Int32Array(column.texts.length);
  for (const code of column.codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  const groups = [...counts].map((count) => new Int32Array(count));
  const filled = new Int32Array(column.texts.length);
  column.codes.forEach((code, row) => {
    if (code < 0) return;
    const group = groups[code];
    if (group) group[filled[code] ?? 0] = row;
    filled[code] = (filled[code] ?? 0) + 1;
  });
  return groups.filter((group) => group.length >= least);
}

interface Odd { readonly row: number; readonly code: number; readonly majority: number; readonly agreeing: number }
interface Measured { readonly determinant: CodedColumn; readonly confidence: number; readonly lambda: number; readonly groups: number; readonly odd: readonly Odd[]; readonly inMajorities: number }

/** How well one field decides another: in how many rows it says what most rows of the group say. */
function measure(determinant: CodedColumn, groups: readonly Int32Array[], dependent: CodedColumn, rows: number, top: number): Measured | null {
  let [agreeing, total, used, inMajorities] = [0, 0, 0, 0];
  const odd: Odd[] = [];
  const counts = new Map<number, number>();
  for (const group of groups) {
    counts.clear();
    let size = 0;
    for (const row of group) {
      const code = dependent.codes[row] ?? -1;
      if (code < 0) continue;
      counts.set(code, (counts.get(code) ?? 0) + 1);
      size += 1;
    }
    if (size < 3) continue;
    let [majority, most] = [-1, 0];
    for (const [code, count] of counts) if (count > most || (count === most && code < majority)) [majority, most] = [code, count];
    total += size;
    agreeing += most;
    used += 1;
    if (most === size || most < leastMajority * size || most < 3) continue;
    if ([...counts].some(([code, count]) => code !== majority && count > Math.max(1, mostOdd * size))) continue;
    inMajorities += size - most;
    for (const row of group) {
      const code = dependent.codes[row] ?? -1;
      if (code >= 0 && code !== majority) odd.push({ row, code, majority, agreeing: most });
    }
  }
  if (total < 0.4 * rows || used < 8) return null;
  const confidence = agreeing / total;
  return { determinant, confidence, lambda: top < 1 ? (confidence - top) / (1 - top) : 0, groups: used, odd, inMajorities: inMajorities / Math.max(1, total - agreeing) };
}

interface Found extends Measured { readonly dependent: CodedColumn }

/** Most rows that differ do so in another field of the same determinant too: another thing of the same name, no mistake in one field. */
function isOther({ determinant, dependent, odd }: Found, all: readonly Found[]): boolean {
  const elsewhere = new Set(all.filter((other) => other.determinant === determinant && other.dependent !== dependent).flatMap((other) => other.odd.map(({ row }) => row)));
  return odd.filter(({ row }) => elsewhere.has(row)).length > 0.5 * odd.length;
}

function candidate(dependent: CodedColumn, { determinant, odd, groups, confidence }: Measured): Candidate {
  const [names, first] = [[determinant.facts.name, dependent.facts.name] as const, odd[0]];
  return {
    rule: 'functionalDependency', fields: [names[1]], properties: { determinants: [names[0]], min_share: leastMajority, max_odd_share: mostOdd },
    description: `${names[1]} follows from ${names[0]}`,
    evidence: [
      ...odd.slice(0, 3).map((one) => `${shown(dependent.texts[one.code] ?? '')} stands beside ${shown(determinant.texts[determinant.codes[one.row] ?? -1] ?? '')} once or seldom, ${shown(dependent.texts[one.majority] ?? '')} in ${rowsText(one.agreeing)}.`),
      `In ${groups} groups of rows with the same ${names[0]}, ${shareText(Math.round(confidence * 10_000), 10_000)} of the rows have the ${names[1]} of most.`,
    ],
    trial: first ? { by: 'shown' } : { by: 'rows', tolerance: 0 },
  };
}

/** `functionalDependency` where one field decides another, but for single rows that differ from a clear majority. */
export const dependencies: Inference = {
  name: 'dependencies', level: 3,
  propose: async (findings) => {
    const codes = await findings.codes();
    const { rows } = codes;
    // Fields that merely go together (a region and whether it is in the south) disagree in more rows than mistakes do.
    const soft = findings.misspellings.softTable || findings.misspellings.soft.size > 0;
    const grouped = codes.columns.filter(({ texts }) => texts.length > 2 && texts.length <= 0.6 * rows).map((column) => ({ column, groups: groupsOf(column, 3) }))
      .filter(({ groups }) => groups.length >= 5 && groups.reduce((sum, group) => sum + group.length, 0) >= 0.4 * rows);
    const found = codes.columns.flatMap((dependent) => {
      if (dependent.texts.length < 2) return [];
      const counts = new Int32Array(dependent.texts.length);
      for (const code of dependent.codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
      const top = Math.max(...counts) / rows;
      const measured = grouped.filter(({ column }) => column !== dependent).flatMap(({ column, groups }) => measure(column, groups, dependent, rows, top) ?? [])
        .filter((one) => one.confidence >= (soft ? 0.85 : 0.99) && one.groups >= (soft ? 8 : 20) && one.lambda >= 0.7 && one.odd.length > 0 && one.inMajorities >= 0.75 && one.odd.length <= 0.15 * rows && !isOneGroup(one.odd.map(({ row }) => row), codes, [one.determinant.facts.name, dependent.facts.name]));
      return measured.map((one) => ({ dependent, ...one }));
    });
    const clear = found.filter((one) => !isOther(one, found));
    return codes.columns.flatMap((column) => clear.filter(({ dependent }) => dependent === column)
      .sort((a, b) => b.odd.length - a.odd.length || b.confidence - a.confidence).slice(0, mostDeterminants).map((one) => candidate(column, one)));
  },
};
