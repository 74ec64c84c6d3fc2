import { literal, literalList } from '../sql/quote';

/**
 * A path as DuckDB's readers take it. They take every path for a glob, so `data[1].csv` would read `data1.csv`: each sign of a
 * glob is put into brackets, where it means itself.
 */
export function pathPattern(path: string): string {
  return path.replace(/[[*?]/g, '[$&]');
}

/** One path for a table function of DuckDB. */
export const pathLiteral = (path: string): string => literal(pathPattern(path));

/** `['a', 'b']` for a table function of DuckDB. */
export const pathLiterals = (paths: readonly string[]): string => literalList(paths.map(pathPattern));

/** What a session must be allowed to open so that it can read `path`: the file, and the pattern that names it. */
export function allowedFor(path: string): string[] {
  const pattern = pathPattern(path);
  return pattern === path ? [path] : [path, pattern];
}
