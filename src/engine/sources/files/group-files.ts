import { column, type FileColumn, type FileShape } from './file-shape';
import type { DataFile } from './list-files';

/** Files read as one container, and the name and columns of that container. */
export interface FileGroup {
  readonly name: string;
  readonly shapes: readonly FileShape[];
  readonly columns: readonly FileColumn[];
}

/** What remains of a base name without the date, number or part that tells it from its siblings; null where nothing does. */
export function commonStem(base: string): string | null {
  const match = /^(.*?[^-_. ])[-_. ]*(?:\d{4}[-_.]\d{2}(?:[-_.]\d{2})?|\d{1,8})(?:-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:-c\d+)?)?(?:\.snappy)?$/i.exec(base);
  return match?.[1] && /\p{L}/u.test(match[1]) ? match[1] : null;
}

/** The type that holds the values of two, where one does; the cells of both are then held against it as they are read. */
function widerType(a: string, b: string): string | null {
  const [first, second] = [a, b].sort() as [string, string];
  const scale = (type: string): number | null => (/^DECIMAL\(38,\d+\)$/.test(type) ? Number(type.slice(11, -1)) : type === 'BIGINT' ? 0 : null);
  const [one, two] = [scale(first), scale(second)];
  if (one !== null && two !== null) return `DECIMAL(38,${Math.max(one, two)})`;
  if (first === 'BIGINT' && second === 'DOUBLE') return 'DOUBLE';
  const moments = ['DATE', 'TIMESTAMP', 'TIMESTAMP WITH TIME ZONE'];
  if (moments.includes(first) && (moments.includes(second) || second === 'TIMESTAMP_NS' && first !== 'TIMESTAMP WITH TIME ZONE')) return second;
  return null;
}

/** One type for a column that two files type differently: the wider of two numbers or times, text otherwise. */
function common(a: FileColumn, b: FileColumn): FileColumn {
  const reading = a.reading || b.reading ? { ...a.reading, ...b.reading } : null;
  if (a.nativeType === b.nativeType) return column(a.name, a.nativeType, reading);
  const type = widerType(a.nativeType, b.nativeType);
  return type === null ? column(a.name, 'VARCHAR', reading?.nulls ? { nulls: reading.nulls } : null) : column(a.name, type, { ...reading, checked: true });
}

/** Columns of files that are read together; null when they are not of one shape. */
export function commonColumns(shapes: readonly FileShape[]): FileColumn[] | null {
  const [first, ...rest] = shapes;
  if (!first) return null;
  let columns = [...first.columns];
  for (const shape of rest) {
    if (shape.writtenAs !== first.writtenAs || shape.columns.length !== columns.length) return null;
    if (shape.columns.some((c, at) => c.name !== columns[at]?.name)) return null;
    // Parquet declares its types: another type is another shape, not a matter of what the rows happened to hold.
    if (shape.writtenAs === 'parquet' && shape.columns.some((c, at) => c.nativeType !== columns[at]?.nativeType)) return null;
    columns = columns.map((c, at) => common(c, shape.columns[at] ?? c));
  }
  return columns;
}

const folderOf = (relative: string): string => relative.slice(0, relative.lastIndexOf('/') + 1);

/** The series that a file's name says it belongs to: same folder, stem and format; null where it stands alone. */
export function seriesOf(file: DataFile): { readonly key: string; readonly name: string } | null {
  const stem = commonStem(file.kind.base);
  if (stem === null) return null;
  const name = folderOf(file.relative) + stem;
  return { name, key: `${file.kind.format} ${name}` };
}

/** Whether a file belongs to the series that `members` (several) are. */
export function sameSeries(members: readonly DataFile[], file: DataFile): boolean {
  const series = members[0] && members.length > 1 ? seriesOf(members[0]) : null;
  return series !== null && series.key === seriesOf(file)?.key;
}

const stemName = (shape: FileShape): string | null => seriesOf(shape.file)?.name ?? null;
const plainName = (shape: FileShape): string => folderOf(shape.file.relative) + shape.file.kind.base;

/**
 * Puts files of one shape together: same folder, same name but for a trailing date, number or part, same way of writing and
 * same columns. Names are relative paths without extension; where two would be equal, files carry their extension and
 * groups a `_*`.
 */
export function groupFiles(shapes: readonly FileShape[]): FileGroup[] {
  const families = new Map<string, FileShape[]>();
  for (const shape of shapes) {
    const stem = stemName(shape);
    const key = stem === null ? `file ${shape.file.relative}` : JSON.stringify([stem, shape.file.kind.format, shape.writtenAs, shape.columns.map((c) => c.name)]);
    families.set(key, [...(families.get(key) ?? []), shape]);
  }
  const groups: { shapes: FileShape[]; columns: FileColumn[] }[] = [];
  for (const family of families.values()) {
    const columns = commonColumns(family);
    if (columns) groups.push({ shapes: family, columns });
    else for (const shape of family) groups.push({ shapes: [shape], columns: [...shape.columns] });
  }
  const shortName = (members: readonly FileShape[]): string => {
    const [first] = members;
    if (!first) return '';
    return members.length > 1 ? stemName(first) ?? plainName(first) : plainName(first);
  };
  const uses = new Map<string, number>();
  for (const group of groups) uses.set(shortName(group.shapes).toLowerCase(), (uses.get(shortName(group.shapes).toLowerCase()) ?? 0) + 1);
  const taken = new Set<string>();
  return groups.map(({ shapes: members, columns }) => {
    const short = shortName(members);
    const first = members[0]?.file;
    let name = short;
    if ((uses.get(short.toLowerCase()) ?? 0) > 1) name = members.length > 1 ? `${short}_*${first?.kind.extension ?? ''}` : first?.relative ?? short;
    for (let n = 2; taken.has(name); n++) name = `${short} (${n})`;
    taken.add(name);
    return { name, shapes: members, columns };
  });
}
