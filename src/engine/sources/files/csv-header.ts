type CellClass = 'none' | 'number' | 'date' | 'time' | 'boolean' | 'text';

const classes: readonly (readonly [CellClass, RegExp])[] = [
  ['none', /^\s*$|^\s*(?:na|n\/a|null|none|nan|-|\\n)\s*$/i],
  ['number', /^\s*[-+]?(?:\d[\d_]*(?:[.,]\d*)*|[.,]\d+)(?:e[-+]?\d+)?\s*%?\s*$/i],
  ['date', /^\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T].*)?$/],
  ['time', /^\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*$/],
  ['boolean', /^\s*(?:true|false)\s*$/i],
];

/** Dates are asked before numbers, since 1.2.2024 is one. */
export function classOf(value: string): CellClass {
  const is = (kind: CellClass): boolean => classes.find(([name]) => name === kind)?.[1].test(value) ?? false;
  return is('none') ? 'none' : is('date') ? 'date' : is('number') ? 'number' : is('time') ? 'time' : is('boolean') ? 'boolean' : 'text';
}

/** The class of nearly all cells that hold something; null where there is none. */
export function classOfColumn(cells: readonly string[]): CellClass | null {
  const counts = new Map<CellClass, number>();
  for (const cell of cells) {
    const kind = classOf(cell);
    if (kind !== 'none') counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  return best && best[1] >= total * 0.8 ? best[0] : null;
}

/**
 * What the records tell about the first of them: 1 it names the columns, -1 it is data, 0 nothing tells. A cell is unlike the
 * cells below (a word or a date over numbers), or of their kind; a text that comes again below in the same column is data.
 */
export function headerEvidence(sample: readonly string[][]): -1 | 0 | 1 {
  const [first, ...rest] = sample;
  if (!first || rest.length === 0) return 0;
  const typed = first.filter((value) => !['text', 'none'].includes(classOf(value)));
  // Years in a row (2019, 2020) on top of numbers are a header all the same.
  if (typed.length < first.length && typed.length > 1 && typed.every((value, at) =>
    /^(?:19|20)\d\d$/.test(value.trim()) && (at === 0 || Number(value) > Number(typed[at - 1])))) return 1;
  let speaks = 0;
  let against = 0;
  const repeated = rest.some((record) => record.length === first.length && record.every((value, at) => value === first[at]));
  for (const [at, value] of first.entries()) {
    const own = classOf(value);
    const below = classOfColumn(rest.map((record) => record[at] ?? ''));
    if (own === 'none' || below === null) continue;
    if (below !== 'text' && own !== below) speaks++;
    else if (below !== 'text' && own === below) against++;
    else if (own === 'text' && !repeated && rest.some((record) => record[at] === value)) against++;
  }
  return speaks > against ? 1 : against > 0 ? -1 : 0;
}

/** Names made unique as people expect them: `a, a, ` gives `a, a_1, column2`. */
export function uniqueNames(given: readonly string[]): string[] {
  const taken = new Set<string>();
  return given.map((raw, column) => {
    const base = raw.trim() || `column${column}`;
    let name = base;
    for (let n = 1; taken.has(name.toLowerCase()); n++) name = `${base}_${n}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
