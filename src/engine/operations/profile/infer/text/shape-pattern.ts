/** One way that values are written: letters as A and a (or both as L), digits as 9, all else as it is, with how many rows are so. */
export interface Shape { readonly shape: string; readonly rows: number }

const classes: Record<string, string> = { A: '[A-Z]', a: '[a-z]', L: '[A-Za-z]', 9: String.raw`\d` };
const times = (min: number, max: number): string => (min === max ? (min === 1 ? '' : `{${min}}`) : `{${min},${max}}`);
const escaped = (char: string): string => char.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');

function runs(shape: string): { char: string; length: number }[] {
  return (shape.match(/(.)\1*/gsu) ?? []).map((run) => ({ char: run.slice(0, run.codePointAt(0)! > 0xffff ? 2 : 1), length: [...run].length }));
}

/** One RE2 pattern for shapes that differ only in how long their runs are. */
function patternOf(shapes: readonly string[]): string {
  const [first = [], ...rest] = shapes.map(runs);
  return first.map(({ char, length }, at) => {
    const lengths = [length, ...rest.map((other) => other[at]?.length ?? 0)];
    const [least, most] = [Math.min(...lengths), Math.max(...lengths)];
    // A run that varies may also be shorter than was seen, and a number have a digit more: of numbers from 1 to 9999, few have one digit.
    const wider = char === '9' ? most + 1 : most;
    return (classes[char] ?? escaped(char)) + (least < most ? times(1, wider) : times(least, most));
  }).join('');
}

/**
 * The fewest ways of writing (three at most) that cover `share` of the rows, as one pattern. Shapes of the same sequence of
 * character classes count as one. `null` when there is no such few, or when they are mere words.
 */
export function shapePattern(shapes: readonly Shape[], total: number, share: number): string | null {
  const families = new Map<string, { shapes: string[]; rows: number }>();
  for (const { shape, rows } of shapes) {
    const key = runs(shape).map((run) => run.char).join('');
    const family = families.get(key) ?? { shapes: [], rows: 0 };
    // A single odd length must not widen the pattern: it is what the check is to find.
    if (rows >= Math.max(3, total * 0.002) || family.shapes.length === 0) family.shapes.push(shape);
    family.rows += rows;
    families.set(key, family);
  }
  const sorted = [...families.entries()].sort((a, b) => b[1].rows - a[1].rows).slice(0, 3);
  const chosen: string[] = [];
  let covered = 0;
  for (const [key, family] of sorted) {
    if (covered >= share * total || family.rows < Math.max(5, 0.02 * total)) break;
    if (!/9/.test(key) && !/[^AaL9 '.-]/.test(key)) return null;
    if (key.length > 40) return null;
    covered += family.rows;
    chosen.push(patternOf(family.shapes));
  }
  return chosen.length > 0 && covered >= share * total ? chosen.join('|') : null;
}
