import { isFiltered } from './anomaly-filter';
import type { AnomalyList } from './anomaly-list';
import type { Catalogue } from './catalogue';

/**
 * How many anomalies are open on the active server; null while that is not known. The list counts them exactly as long as
 * it shows all of them; while it is filtered, the datastores' own counts are taken.
 */
export function openAnomalies(anomalies: Pick<AnomalyList, 'filter' | 'total'>, catalogue: Pick<Catalogue, 'datastores'>): number | null {
  if (!isFiltered(anomalies.filter) && anomalies.total !== null) return anomalies.total;
  const stores = catalogue.datastores.all();
  return stores.length === 0 ? null : stores.reduce((sum, d) => sum + (d.metrics?.active_anomalies ?? 0), 0);
}
