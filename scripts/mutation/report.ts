import type { Mutant } from './instrument';

export interface Result {
  readonly mutant: Mutant;
  readonly area: string;
  readonly end: 'killed' | 'timed out' | 'survived' | 'not reached';
}

const oneLine = (text: string): string => {
  const plain = text.replace(/\s+/g, ' ');
  return plain.length > 100 ? `${plain.slice(0, 99)}…` : plain;
};

/** Every fault that no test noticed, with its place, and how many of each area were. `score` is the share of noticed ones in percent. */
export function reportOf(results: readonly Result[], areas: readonly string[]): { text: string; score: number } {
  const lines: string[] = [];
  const missed = results.filter(({ end }) => end === 'survived' || end === 'not reached').sort((a, b) => a.mutant.id - b.mutant.id);
  for (const { mutant: m, end } of missed) {
    lines.push(`${m.file}:${m.line}:${m.column} ${m.kind}${end === 'survived' ? '' : ' (no test comes here)'}: ${oneLine(m.before)} -> ${m.after === '' ? 'nothing' : oneLine(m.after)}`);
  }
  const scoreOf = (some: readonly Result[]): number => (some.length === 0 ? 100 : (some.filter(({ end }) => end === 'killed' || end === 'timed out').length / some.length) * 100);
  lines.push('', 'area      noticed  too slow  survived  not reached  score');
  for (const area of [...areas, 'all']) {
    const some = area === 'all' ? results : results.filter((result) => result.area === area);
    const count = (end: Result['end']): string => String(some.filter((result) => result.end === end).length);
    lines.push(`${area.padEnd(8)}${count('killed').padStart(9)}${count('timed out').padStart(10)}${count('survived').padStart(10)}${count('not reached').padStart(13)}${`${scoreOf(some).toFixed(1)} %`.padStart(9)}`);
  }
  return { text: lines.join('\n'), score: scoreOf(results) };
}
