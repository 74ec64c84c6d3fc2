import type { RouteArguments } from '../../../core/api/route';
import type { Routes } from '../../../core/api/table';

/** The parsed query of a route. */
export type QueryOf<N extends keyof Routes> = RouteArguments<Routes[N]>['query'];

type Paging = 'page' | 'size' | 'after' | `sort_${string}`;

/**
 * What each parameter of a list does to `Into`. Its keys are those of the route's query, so that a parameter that the
 * contract takes and nobody handles does not compile.
 */
export type FilterTable<Q, Into> = { readonly [P in Exclude<keyof Q & string, Paging>]-?: (into: Into, value: NonNullable<Q[P]>, query: Q) => unknown };

/** The columns (or SQL) that the `sort_…` parameters of a list sort by. */
export type SortTable<Q, By> = { readonly [P in Extract<keyof Q & string, `sort_${string}`>]-?: By };

/** Applies the filters that the query gives. */
export function applyFilters<Q extends object, Into>(table: FilterTable<Q, Into>, into: Into, query: Q): Into {
  for (const [name, apply] of Object.entries(table) as [keyof Q, (into: Into, value: unknown, query: Q) => unknown][]) {
    const value = query[name];
    if (value !== undefined && value !== null) apply(into, value, query);
  }
  return into;
}

/** The first sort that the query asks for, with its direction; undefined for none. */
export function sortOf<Q extends object, By>(table: SortTable<Q, By>, query: Q): { by: By; direction: 'asc' | 'desc' } | undefined {
  for (const [name, by] of Object.entries(table) as [keyof Q, By][]) {
    const direction: unknown = query[name];
    if (direction === 'asc' || direction === 'desc') return { by, direction };
  }
  return undefined;
}
