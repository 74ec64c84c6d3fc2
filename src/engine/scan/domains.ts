import type { CompiledCheck } from '../../core/rules/compiled';
import { identifier } from '../sql/quote';
import type { Column, Relation } from '../sources/relation';

/** Rows looked at to guess how many distinct values a column has; the guess decides the way, never a result. */
const sampleRows = 20_480;
/** Up to so many distinct values in the sample a column counts as small. */
const smallUpTo = 1_000;

/** Types of which equal values are the same in every respect; 0 and -0, or 1 month and 30 days, are equal but not the same. */
function equalIsSame(column: Column): boolean {
  switch (column.type) {
    case 'String': case 'Integral': case 'Boolean': case 'Date': case 'Timestamp': return true;
    case 'Fractional': return /^DECIMAL/i.test(column.nativeType);
    case 'Time': case 'Binary': case 'Array': case 'Struct': case 'MapType': case 'Unknown': return false;
  }
}

/**
 * Columns for which counting the distinct values first would pay: one of the checks that each column alone decides is costly
 * (text, regular expression), and has no filter on other columns.
 */
export function domainCandidates(checks: readonly CompiledCheck[], relation: Relation): string[] {
  const same = new Set(relation.columns.filter(equalIsSame).map((column) => column.name));
  const columns = new Set<string>();
  for (const check of checks) {
    const column = domainOf(check);
    if (column !== null && same.has(column) && (check.meaning.kind === 'set' || check.meaning.kind === 'row' && check.meaning.cost !== 'cheap')) columns.add(column);
  }
  return [...columns];
}

/** The one column whose distinct values settle a check, filter included; null where there is none. */
export function domainOf(check: CompiledCheck): string | null {
  const { meaning } = check;
  const column = meaning.kind === 'row' || meaning.kind === 'set' ? meaning.domain : null;
  if (column === null || meaning.captures && Object.keys(meaning.captures).length > 0) return null;
  return check.filter === null || check.filterColumns.every((name) => name === column) ? column : null;
}

/** One row with the number of distinct values of each column in the first rows. */
export function sampleStatement(columns: readonly string[], from: string): string {
  const names = columns.map(identifier);
  const counts = names.map((name, i) => `count(DISTINCT ${name}) AS d${i}`);
  return `SELECT ${counts.join(', ')} FROM (SELECT ${names.join(', ')} FROM ${from} AS scanned LIMIT ${sampleRows}) AS sampled`;
}

/** The columns that looked small in the sample. */
export function smallColumns(columns: readonly string[], distinct: readonly number[]): ReadonlySet<string> {
  return new Set(columns.filter((_, i) => (distinct[i] ?? Infinity) <= smallUpTo));
}
