import type { Problem } from '../../../core/errors';
import type { SourceContainer } from '../source';
import { listIn, seriesOf, type FileGroup } from './group-files';
import type { DataFile } from './list-files';

export interface BrokenFile { readonly file: DataFile; readonly problem: Problem }

const nameOf = (file: DataFile): string => file.relative.slice(0, file.relative.length - file.kind.extension.length);

/**
 * Containers of readable groups and of files that cannot be read. A broken file of a series breaks the series: its container
 * has the problem and keeps its name, since to read the other files alone would pass off a part as the whole.
 */
export function containersOfGroups(groups: readonly FileGroup[], broken: readonly BrokenFile[]): SourceContainer[] {
  const bySeries = new Map<string, BrokenFile[]>();
  for (const item of broken) {
    const key = seriesOf(item.file)?.key ?? `file ${item.file.relative}`;
    listIn(bySeries, key).push(item);
  }
  const names = new Set(groups.map((group) => group.name));
  const free = (name: string, otherwise: string): string => {
    const chosen = names.has(name) ? otherwise : name;
    names.add(chosen);
    return chosen;
  };
  const containers = groups.map(({ name, shapes, columns }): SourceContainer => {
    const files = shapes.map((shape) => shape.file);
    const series = files[0] ? seriesOf(files[0]) : null;
    const lost = series ? bySeries.get(series.key) ?? [] : [];
    if (series) bySeries.delete(series.key);
    const base = { containerType: 'file', tableType: null, fileFormat: files[0]?.kind.format ?? null } as const;
    if (lost[0] && series) {
      const all = [...files, ...lost.map(({ file }) => file)].map((file) => file.relative).sort();
      return { ...base, name: files.length > 1 ? name : free(series.name, name), files: all, columns: [], rows: null, problem: lost[0].problem, notes: [] };
    }
    return {
      ...base, name, files: files.map((file) => file.relative), problem: null, columns: columns.map(({ name: of, type, nativeType }) => ({ name: of, type, nativeType, nullable: null })),
      notes: [...new Set(shapes.flatMap((shape) => shape.notes))],
      rows: shapes.every((shape) => shape.rows !== null) ? shapes.reduce((sum, shape) => sum + (shape.rows ?? 0), 0) : null,
    };
  });
  for (const items of bySeries.values()) {
    const [{ file, problem }, ...more] = items as [BrokenFile, ...BrokenFile[]];
    const series = more.length > 0 ? seriesOf(file) : null;
    containers.push({
      name: free(series?.name ?? nameOf(file), file.relative), containerType: 'file', tableType: null, fileFormat: file.kind.format,
      files: items.map((item) => item.file.relative), columns: [], rows: null, problem, notes: [],
    });
  }
  return containers.sort((a, b) => (a.name < b.name ? -1 : 1));
}
