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

/** `columns`, those of files like `first`, with one file more; null when it is not of their shape. */
function columnsWith(first: FileShape, columns: readonly FileColumn[], shape: FileShape): FileColumn[] | null {
  if (shape.writtenAs !== first.writtenAs || shape.columns.length !== columns.length) return null;
  if (shape.columns.some((c, at) => c.name !== columns[at]?.name)) return null;
  // Parquet declares its types: another type is another shape, not a matter of what the rows happened to hold.
  if (shape.writtenAs === 'parquet' && shape.columns.some((c, at) => c.nativeType !== columns[at]?.nativeType)) return null;
  return columns.map((c, at) => common(c, shape.columns[at] ?? c));
}

/** Columns of files that are read together; null when they are not of one shape. */
function commonColumns(shapes: readonly FileShape[]): FileColumn[] | null {
  const [first, ...rest] = shapes;
  let columns: FileColumn[] | null = first ? [...first.columns] : null;
  for (const shape of rest) if (first && columns) columns = columnsWith(first, columns, shape);
  return columns;
}

/** `own` files, those of the `others` that are of their shape, and the columns of all; null when `own` are not of one shape. */
export function joinSiblings(own: readonly FileShape[], others: readonly FileShape[]): { readonly found: readonly FileShape[]; readonly columns: readonly FileColumn[] | null } {
  const found = [...own];
  let columns = commonColumns(own);
  for (const shape of others) {
    const more: FileColumn[] | null = own[0] && columns ? columnsWith(own[0], columns, shape) : null;
    if (!more) continue;
    columns = more;
    found.push(shape);
  }
  return { found, columns };
}

/** The list at `key`, made where there is none. */
export function listIn<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

const folderOf = (relative: string): string => relative.slice(0, relative.lastIndexOf('/') + 1);

/** The series that a file's name says it belongs to: same folder, stem and format; null where it stands alone. */
export function seriesOf(file: DataFile): { readonly key: string; readonly name: string } | null {
  const stem = commonStem(file.kind.base);
  if (stem === null) return null;
  const name = folderOf(file.relative) + stem;
  return { name, key: `${file.kind.format} ${name}` };
}

/** Files that belong to series, by the series' key. */
export function filesBySeries(files: readonly DataFile[]): ReadonlyMap<string, readonly DataFile[]> {
  const found = new Map<string, DataFile[]>();
  for (const file of files) {
    const key = seriesOf(file)?.key;
    if (key !== undefined) listIn(found, key).push(file);
  }
  return found;
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
    listIn(families, key).push(shape);
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
