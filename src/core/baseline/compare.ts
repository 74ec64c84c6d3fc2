import { subjectOf, type BaselineEntry } from './entry';

/** How a check that fails, or failed, stands to a baseline. */
export type Standing = 'new' | 'worse' | 'known' | 'fixed';

export interface Standings {
  /** Checks that fail now, each with how it stands and what was known of it. */
  readonly failing: readonly { readonly entry: BaselineEntry; readonly standing: Exclude<Standing, 'fixed'>; readonly known: BaselineEntry | null }[];
  /** Checks that were known to fail and do not any more. */
  readonly fixed: readonly BaselineEntry[];
}

/** `today` as 2026-12-31. An entry whose last day is over is as if it were not there. */
export function standingOf(entry: BaselineEntry, known: BaselineEntry | undefined, today: string): Exclude<Standing, 'fixed'> {
  if (!known || (known.until !== undefined && known.until < today)) return 'new';
  return known.rows !== null && entry.rows !== null && entry.rows > known.rows ? 'worse' : 'known';
}

/** What fails now against what is known. `looked`: whether a container was looked at, so that what is not there is fixed. */
export function compareWithBaseline(
  now: readonly BaselineEntry[], baseline: readonly BaselineEntry[], today: string, looked: (of: BaselineEntry) => boolean,
): Standings {
  const known = new Map(baseline.map((entry) => [subjectOf(entry), entry]));
  const failing = new Set(now.map(subjectOf));
  return {
    failing: now.map((entry) => {
      const held = known.get(subjectOf(entry));
      return { entry, standing: standingOf(entry, held, today), known: held ?? null };
    }),
    fixed: baseline.filter((entry) => !failing.has(subjectOf(entry)) && looked(entry)),
  };
}

/** What fails now as a new baseline: last days that were given stay; what was not looked at stays as it is. `until` is for those that come. */
export function nextBaseline(
  now: readonly BaselineEntry[], baseline: readonly BaselineEntry[], looked: (of: BaselineEntry) => boolean, until: string | undefined,
): BaselineEntry[] {
  const known = new Map(baseline.map((entry) => [subjectOf(entry), entry]));
  const last = (entry: BaselineEntry): string | undefined => {
    const held = known.get(subjectOf(entry));
    return held ? until ?? held.until : until;
  };
  return [
    ...baseline.filter((entry) => !looked(entry)),
    ...now.map((entry) => ({ ...entry, ...(last(entry) === undefined ? {} : { until: last(entry) }) })),
  ];
}
