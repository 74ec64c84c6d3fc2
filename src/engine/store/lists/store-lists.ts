import { createdMs, type EntityOf, type StoredComment, type TableName } from '../tables';
import type { StoredAnomaly, StoredOperation } from '../model';
import type { LoadedLists } from './load-lists';

/** What a transaction has done to something that is listed or cached. */
export type ListChange =
  | { readonly kind: 'put'; readonly table: TableName; readonly entity: EntityOf<TableName> }
  | { readonly kind: 'remove'; readonly table: TableName; readonly ids: readonly number[] }
  /** Rows by another condition than their ids; not of tables that are listed. */
  | { readonly kind: 'some'; readonly table: TableName }
  | { readonly kind: 'status'; readonly ids: readonly number[]; readonly status: string };

/** The lists in memory, kept in step with what is committed. */
export interface StoreLists {
  /** Settles when the lists are read, which begins with the first call; rejects when they cannot be. */
  loaded(): Promise<LoadedLists>;
  /** Takes over what was committed. Changes of one transaction are seen together. */
  apply(changes: readonly ListChange[]): void;
}

function applyOne({ anomalies, operations }: LoadedLists, change: ListChange): void {
  if (change.kind === 'status') {
    for (const id of change.ids) anomalies.setStatus(id, change.status);
  } else if (change.kind === 'some') return;
  else if (change.kind === 'remove') {
    if (change.table === 'anomalies') for (const id of change.ids) anomalies.remove(id);
    if (change.table === 'operations') for (const id of change.ids) operations.remove(id);
  } else if (change.table === 'anomalies') {
    const anomaly = change.entity as StoredAnomaly;
    anomalies.put({ ...anomaly, created: createdMs(anomaly), records: anomaly.anomalous_records_count }, anomaly.failed_checks.map((f) => f.check_id), anomaly.tags);
  } else if (change.table === 'operations') {
    const operation = change.entity as StoredOperation;
    const { start_time: start, end_time: end } = operation;
    operations.put({
      ...operation, created: createdMs(operation), logs: operation.message !== null,
      duration: start && end ? Date.parse(end) - Date.parse(start) : null,
    });
  } else if (change.table === 'records') anomalies.setRows((change.entity as { id: number }).id);
  else if (change.table === 'comments') anomalies.setComments((change.entity as StoredComment).anomaly_id);
}

/**
 * Lists that are read while the engine already answers other calls. What is committed meanwhile waits and is applied when
 * they are there: a change says the whole new state of its rows, so it does no harm where the reading has seen it already.
 */
export function storeLists(load: () => Promise<LoadedLists>): StoreLists {
  let lists: LoadedLists | undefined;
  let loading: Promise<LoadedLists> | undefined;
  const waiting: ListChange[] = [];
  return {
    loaded: () => loading ??= load().then((read) => {
      for (const change of waiting.splice(0)) applyOne(read, change);
      lists = read;
      return read;
    }),
    apply: (changes) => {
      if (lists) for (const change of changes) applyOne(lists, change);
      // What was committed before the reading begins is read.
      else if (loading) waiting.push(...changes);
    },
  };
}
