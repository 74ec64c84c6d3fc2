import { isFiltered, serverFilter } from './anomaly-filter';
import type { AnomalyList } from './anomaly-list';
import type { Catalogue } from './catalogue';

/** How many anomalies the view shows, and how many are open; they differ while it is filtered. */
export interface AnomalyCounts {
  readonly shown: number;
  readonly open: number;
  readonly filtered: boolean;
  /** What is shown is a part of the open ones: no archived ones are among it. */
  readonly part: boolean;
}

/**
 * What badge, view and status bar say of the active server; null while nothing is known. Before the list was loaded, the
 * datastores' own counts are taken.
 */
export function anomalyCounts(anomalies: Pick<AnomalyList, 'filter' | 'total' | 'open'>, catalogue: Pick<Catalogue, 'datastores'>): AnomalyCounts | null {
  const { total, open, filter } = anomalies;
  if (total !== null && open !== null) return { shown: total, open, filtered: isFiltered(filter), part: serverFilter(filter).archived === undefined };
  const stores = catalogue.datastores.all();
  if (stores.length === 0) return null;
  const known = stores.reduce((sum, d) => sum + (d.metrics?.active_anomalies ?? 0), 0);
  return { shown: known, open: known, filtered: false, part: true };
}
