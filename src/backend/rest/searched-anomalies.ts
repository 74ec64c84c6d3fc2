import type { Page } from '../../core/api/schemas/common';
import type { Anomaly, AnomalyGroup } from '../../core/api/schemas/anomaly';
import type { AnomalyFilter, AnomalyGroups } from '../port';
import { readAll } from './paging';

/** So many anomalies are read from a server that neither searches nor counts by itself. */
const most = 1000;

type List = (filter: AnomalyFilter) => Promise<Page<Anomaly>>;

/** Each word must be found somewhere in an anomaly, in any case. */
export function matchesText(anomaly: Anomaly, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return true;
  const hay = [
    anomaly.message, anomaly.description, anomaly.status, anomaly.type, anomaly.container?.name, anomaly.datastore?.name,
    ...(anomaly.failed_checks ?? []).flatMap((f) => [f.message, f.quality_check.rule_type, ...(f.quality_check.fields ?? []).map((x) => x.name)]),
  ].filter((part) => typeof part === 'string').join('\n').toLowerCase();
  return words.every((word) => hay.includes(word) || word === String(anomaly.id) || word === `#${anomaly.id}`);
}

async function matching(list: List, { search, ...filter }: AnomalyFilter): Promise<Anomaly[]> {
  const read = await readAll((page, size) => list({ ...filter, page, size }), most);
  return search ? read.filter((anomaly) => matchesText(anomaly, search)) : read;
}

/** One page of what a text is found in, among the first thousand that the rest of the filter lets through. */
export async function searchedPage(list: List, filter: AnomalyFilter): Promise<Page<Anomaly>> {
  const { page = 1, size = 50 } = filter;
  const found = await matching(list, filter);
  return { items: found.slice((page - 1) * size, page * size), total: found.length, page, size };
}

/** The groups of the first thousand anomalies; `anomalies` is the server's own number where no text is searched. */
export async function countedGroups(list: List, filter: AnomalyFilter, by: 'container' | 'quality_check'): Promise<AnomalyGroups> {
  const found = await matching(list, filter);
  const groups = new Map<number, AnomalyGroup>();
  const add = (id: number, anomaly: Anomaly, check: AnomalyGroup['quality_check']): void => {
    const held = groups.get(id);
    groups.set(id, {
      datastore: anomaly.datastore ?? null, container: anomaly.container ?? null, quality_check: check,
      anomalies: (held?.anomalies ?? 0) + 1, weight: Math.max(held?.weight ?? 0, anomaly.weight ?? 0),
    });
  };
  for (const anomaly of found) {
    if (by === 'container') add(anomaly.container?.id ?? 0, anomaly, undefined);
    else for (const { quality_check: { id, rule_type, fields } } of anomaly.failed_checks ?? []) add(id, anomaly, { id, rule_type, fields: (fields ?? []).map((f) => f.name) });
  }
  const all = [...groups.values()].sort((a, b) => b.anomalies - a.anomalies);
  const { page = 1, size = 50 } = filter;
  const anomalies = found.length < most || filter.search ? found.length : (await list({ ...filter, page: 1, size: 1 })).total;
  return { items: all.slice((page - 1) * size, page * size), total: all.length, page, size, anomalies };
}
