import type { Candidate } from '../candidate';
import type { CodedColumn, SampleCodes } from '../facts/sample-codes';
import type { Inference } from '../inference';
import { rowsText, shareText, shown } from '../text/words';
import { groupsOf } from './dependencies';

/** How many times more frequent than the second a group's majority is, to be believed. */
const lead = 1.2;

/** Each source tells of each thing once: pairs of source and thing are all different. */
function tellsOnce(source: CodedColumn, thing: CodedColumn, rows: number): boolean {
  const pairs = new Set<number>();
  let told = 0;
  for (let row = 0; row < rows; row++) {
    const [a, b] = [source.codes[row] ?? -1, thing.codes[row] ?? -1];
    if (a < 0 || b < 0) continue;
    told += 1;
    pairs.add(a * thing.texts.length + b);
  }
  return told >= 0.999 * rows && pairs.size >= 0.999 * rows;
}

/** A field that the sources mostly agree on, far more than chance would have it. */
function agreed(thing: CodedColumn, groups: readonly Int32Array[], told: CodedColumn, source: CodedColumn, rows: number): Candidate | null {
  let [agreeing, total, halves, used] = [0, 0, 0, 0];
  let example: { text: string; rows: number; of: number; thing: string; odd: string } | null = null;
  for (const group of groups) {
    const counts = new Map<number, number>();
    for (const row of group) {
      const code = told.codes[row] ?? -1;
      if (code >= 0) counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    const sorted = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const size = sorted.reduce((sum, [, count]) => sum + count, 0);
    const [code, most] = sorted[0] ?? [-1, 0];
    if (size < 3) continue;
    used += 1;
    total += size;
    agreeing += most;
    if (most >= 0.4 * size) halves += 1;
    const second = sorted[1];
    if (second && second[1] === 1 && most > (example?.rows ?? 0)) example = { text: told.texts[code] ?? '', rows: most, of: size, thing: thing.texts[thing.codes[group[0] ?? 0] ?? -1] ?? '', odd: told.texts[second[0]] ?? '' };
  }
  if (used === 0 || total < 0.4 * rows) return null;
  const counts = new Int32Array(told.texts.length);
  for (const code of told.codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  if (agreeing / total < 0.5 || halves / used < 0.75 || agreeing / total < 6 * (Math.max(...counts) / rows)) return null;
  return {
    rule: 'functionalDependency', fields: [told.facts.name],
    properties: { determinants: [thing.facts.name], min_share: 0, min_lead: lead, missing_breaks: true },
    description: `${told.facts.name} is what most sources (${source.facts.name}) say of the same ${thing.facts.name}`,
    evidence: [
      ...(example ? [`${example.rows} of ${example.of} sources say ${shown(example.text)} for ${shown(example.thing)}, one says ${shown(example.odd)}.`] : []),
      `Each ${source.facts.name} tells of each ${thing.facts.name} once; ${shareText(agreeing, total)} of ${rowsText(total)} say what most say.`,
    ],
    trial: { by: 'shown' },
  };
}

function told(codes: SampleCodes): Candidate[] {
  const { rows, columns } = codes;
  const found = new Map<string, Candidate>();
  const complete = columns.filter(({ facts }) => facts.missing === 0 && facts.placeholders.length === 0 && !facts.numeric);
  for (const source of complete.filter(({ texts }) => texts.length >= 3 && texts.length <= 100)) {
    for (const thing of complete.filter((column) => column !== source && column.texts.length >= 10 && column.texts.length <= 0.34 * rows)) {
      const groups = groupsOf(thing, 4);
      if (groups.reduce((sum, group) => sum + group.length, 0) < 0.8 * rows || !tellsOnce(source, thing, rows)) continue;
      for (const column of columns) {
        if (column === source || column === thing || column.texts.length < 10 || found.has(column.facts.name)) continue;
        const candidate = agreed(thing, groups, column, source, rows);
        if (candidate) found.set(column.facts.name, candidate);
      }
    }
  }
  return [...found.values()];
}

/** `functionalDependency` where several sources tell of the same things: most of them are believed. */
export const sources: Inference = {
  name: 'sources', level: 3,
  propose: async (findings) => told(await findings.codes()),
};
