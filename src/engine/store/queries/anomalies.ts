import type { Page } from '../../../core/api/schemas/common';
import { conditions, pageOf, type Conditions } from '../conditions';
import { entities, inOrder } from '../entities';
import type { AnomalyColumn, AnomalyList } from '../lists/anomaly-list';
import { listPage } from '../lists/list-page';
import { countGroups, type CountedGroup } from '../lists/group-counts';
import type { Match } from '../lists/matching';
import { keepHits, type WordHits } from '../lists/word-hits';
import type { LoadedLists } from '../lists/load-lists';
import type { StoredAnomaly } from '../model';
import { momentMs } from '../moments';
import type { RowSource } from '../source';
import type { StoredChange, StoredComment } from '../tables';
import { findWords } from './find-words';
import { applyFilters, sortOf, type FilterTable, type QueryOf, type SortTable } from './filter-table';

export type AnomalyQuery = QueryOf<'listAnomalies'>;
export type AnomalyGroupQuery = QueryOf<'groupAnomalies'>;
/** What narrows the list, and the groups of it. */
type Filter = Omit<AnomalyGroupQuery, 'by'>;

interface Narrowing {
  readonly list: AnomalyList;
  readonly found: Match<AnomalyColumn>;
  readonly now: Date;
  readonly facts: Facts;
}

interface Run { readonly operation: number; readonly container: number }

/** What a filter needs that is not in the list itself. */
interface Facts {
  readonly checksOfRules: readonly number[];
  readonly checksOfFields: readonly number[];
  readonly containerRun: Run | null;
  readonly partitionRun: Run | null;
  /** What each searched word is found in. */
  readonly words: readonly WordHits[];
}

export interface CountedGroups { readonly groups: readonly CountedGroup[]; readonly total: number; readonly anomalies: number }

const day = 86_400_000;

const filters: FilterTable<Filter, Narrowing> = {
  id: ({ found }, ids) => found.ids(ids),
  status: ({ list, found }, names) => list.withStatus(found, names),
  anomaly_type: ({ found }, type) => found.oneOf('shape', type === 'shape' ? [1] : type === 'record' ? [0] : []),
  datastore: ({ found }, ids) => found.oneOf('datastore', ids),
  datastore_id: ({ found }, ids) => found.oneOf('datastore', ids),
  container: ({ found }, ids) => found.oneOf('container', ids),
  field: ({ list, found, facts }) => list.withCheck(found, facts.checksOfFields),
  operation: ({ found }, ids) => found.oneOf('operation', ids),
  container_scan: ({ found, facts: { containerRun: run } }) => found.oneOf('operation', run ? [run.operation] : []).oneOf('container', run ? [run.container] : []),
  // A container is one partition here, scanned once by its scan.
  partition_scan: ({ found, facts: { partitionRun: run } }) => found.oneOf('operation', run ? [run.operation] : []).oneOf('container', run ? [run.container] : []),
  rule_type: ({ list, found, facts }) => list.withCheck(found, facts.checksOfRules),
  quality_check: ({ list, found }, ids) => list.withCheck(found, ids),
  tag: ({ list, found }, names) => (names.length > 0 ? list.withTag(found, names) : undefined),
  created_date: ({ found }, date, { start_date, end_date }) =>
    found.between('created', start_date === undefined ? momentMs(date, 'start') : 0, end_date === undefined ? momentMs(date, 'end') : Infinity),
  start_date: ({ found }, date) => found.between('created', momentMs(date, 'start'), Infinity),
  end_date: ({ found }, date) => found.between('created', -Infinity, momentMs(date, 'end')),
  timeframe: ({ found, now }, days) => found.between('created', now.getTime() - days * day, Infinity),
  archived: ({ found }, wanted) => (wanted === 'only' ? found.oneOf('archived', [1]) : found),
  // Rows are kept with the anomaly here; there is no other place that they could be enriched in.
  source_enriched: ({ found }, enriched) => found.oneOf('rows', [enriched ? 1 : 0]),
  search: ({ list, found, facts }) => facts.words.forEach((hits) => keepHits(list, found, hits)),
};

const sorts: SortTable<AnomalyQuery, AnomalyColumn> = { sort_created: 'created', sort_weight: 'weight', sort_anomalous_records: 'records' };

async function idsOf(source: RowSource, table: string, where: Conditions): Promise<number[]> {
  return (await source.rows(`SELECT id FROM ${table}${where.where()}`, where.values)).map((row) => Number(row[0]));
}

async function factsFor(source: RowSource, list: AnomalyList, query: Filter): Promise<Facts> {
  const runOf = async (id: number | undefined): Promise<Run | null> => {
    const run = id === undefined ? undefined : (await source.rows('SELECT operation_id, container_id FROM container_runs WHERE id = ?', [id]))[0];
    return run ? { operation: Number(run[0]), container: Number(run[1]) } : null;
  };
  return {
    checksOfRules: query.rule_type ? await idsOf(source, 'checks', conditions().oneOf('rule_type', query.rule_type)) : [],
    checksOfFields: query.field ? await idsOf(source, 'checks', conditions().hasAny('fields', query.field)) : [],
    containerRun: await runOf(query.container_scan), partitionRun: await runOf(query.partition_scan),
    words: await findWords(source, list, query.search ?? ''),
  };
}

/** The anomalies that a filter lets through; open ones unless it says that archived ones are meant too. */
async function narrowed(source: RowSource, list: AnomalyList, query: Filter, now: Date): Promise<Match<AnomalyColumn>> {
  const facts = await factsFor(source, list, query);
  const found = list.match();
  // A wanted status says by itself whether archived ones are meant, and so does a wanted id.
  if (query.archived === undefined && query.status === undefined && query.id === undefined) found.oneOf('archived', [0]);
  applyFilters(filters, { list, found, now, facts }, query);
  return found;
}

/** Newest first unless sorted otherwise. */
export async function listAnomalies(source: RowSource, { anomalies: list }: LoadedLists, query: AnomalyQuery, now: Date): Promise<Page<StoredAnomaly>> {
  const found = await narrowed(source, list, query, now);
  const { by, direction } = sortOf(sorts, query) ?? { by: 'created', direction: 'desc' };
  const { ids, total, next } = listPage(list.table, found, by, direction, query);
  return { items: await inOrder(source, 'anomalies', ids), total, page: query.page, size: query.size, pages: Math.ceil(total / query.size), next };
}

/** How many anomalies of each container, or check, there are: the largest groups first. */
export async function groupAnomalies(source: RowSource, { anomalies: list }: LoadedLists, query: AnomalyGroupQuery, now: Date): Promise<CountedGroups> {
  const { by, ...filter } = query;
  const found = await narrowed(source, list, filter, now);
  const groups = countGroups(list, found, by);
  return { groups: groups.slice((query.page - 1) * query.size, query.page * query.size), total: groups.length, anomalies: found.count() };
}

/** Anomalies that name a check, open or not, by id. */
export function idsOfCheck({ anomalies }: LoadedLists, checkId: number): number[] {
  const found = anomalies.match();
  anomalies.withCheck(found, [checkId]);
  return anomalies.idsOf(found);
}

/** Changes of an anomaly, oldest first. */
export function changesOfAnomaly(source: RowSource, anomalyId: number): Promise<StoredChange[]> {
  return entities(source, 'changes', 'WHERE anomaly_id = ? ORDER BY id', [anomalyId]);
}

/** The first thousand comments of an anomaly, oldest first. */
export function commentsOf(source: RowSource, anomalyId: number): Promise<StoredComment[]> {
  return entities(source, 'comments', 'WHERE anomaly_id = ? ORDER BY id LIMIT 1000', [anomalyId]);
}

/** Comments, oldest first. */
export function listComments(source: RowSource, query: QueryOf<'listComments'>): Promise<Page<StoredComment>> {
  const table: FilterTable<QueryOf<'listComments'>, Conditions> = { anomaly_id: (where, id) => where.add('anomaly_id = ?', id) };
  return pageOf(source, 'comments', applyFilters(table, conditions(), query), 'id', query);
}
