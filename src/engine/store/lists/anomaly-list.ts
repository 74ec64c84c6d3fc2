import { isArchived } from '../tables';
import type { StoredAnomaly } from '../model';
import { flagsOf, match, type Match } from './matching';
import { namesSeen, type Names } from './names-seen';
import { numberLists, type NumberLists } from './number-lists';
import { tally, type Width } from './numbers';
import { rowTable, type RowTable } from './row-table';

const widths = {
  datastore: 'int', container: 'int', operation: 'int', created: 'double', weight: 'double', records: 'double', status: 'byte',
  archived: 'byte', shape: 'byte', rows: 'byte', comments: 'byte', checksAt: 'int', checks: 'int', tagsAt: 'int', tags: 'int',
} as const satisfies Record<string, Width>;
export type AnomalyColumn = keyof typeof widths;

/** What the list keeps of an anomaly. */
export type ListedAnomaly = Pick<StoredAnomaly, 'id' | 'datastore_id' | 'container_id' | 'operation_id' | 'type' | 'status' | 'weight'> & {
  readonly created: number;
  readonly records: number | null;
};

export interface OpenAndAll { readonly all: number; readonly open: number }

/** All anomalies of the store as rows of numbers, with the counts that other lists show. */
export interface AnomalyList {
  readonly table: RowTable<AnomalyColumn>;
  readonly statuses: Names;
  readonly tags: Names;
  readonly checkLists: NumberLists;
  readonly tagLists: NumberLists;
  /** Counts every row, after the table was filled from the file. */
  countAll(): void;
  /** Adds or replaces one. */
  put(anomaly: ListedAnomaly, checks: readonly number[], tags: readonly string[]): void;
  setStatus(id: number, status: string): void;
  setRows(id: number): void;
  setComments(id: number): void;
  remove(id: number): void;
  match(): Match<AnomalyColumn>;
  withStatus(found: Match<AnomalyColumn>, statuses: readonly string[]): void;
  withTag(found: Match<AnomalyColumn>, tags: readonly string[]): void;
  withCheck(found: Match<AnomalyColumn>, checks: Iterable<number>): void;
  statusOf(id: number): string | undefined;
  hasRows(id: number): boolean;
  hasComments(id: number): boolean;
  idsOf(found: Match<AnomalyColumn>): number[];
  checksOf(id: number): number[];
  openOfDatastore(id: number): number;
  ofContainer(id: number): OpenAndAll;
  ofCheck(id: number): OpenAndAll;
}

export function anomalyList(capacity: number): AnomalyList {
  const table = rowTable(widths, capacity);
  const checkLists = numberLists();
  const tagLists = numberLists();
  const statuses = namesSeen();
  const tags = namesSeen();
  const openOfDatastore = tally();
  const ofContainer = { all: tally(), open: tally() };
  const ofCheck = { all: tally(), open: tally() };

  const checksAt = (at: number): Uint32Array => {
    const start = table.column('checksAt')[at]!;
    return checkLists.values().subarray(start, start + table.column('checks')[at]!);
  };
  /** Adds a row's share to the counts, or takes it away. */
  const countChecks = (at: number, change: 1 | -1): void => {
    const open = table.column('archived')[at] === 0;
    for (const check of checksAt(at)) {
      ofCheck.all.add(check, change);
      if (open) ofCheck.open.add(check, change);
    }
  };
  const count = (at: number, change: 1 | -1): void => {
    const container = table.column('container')[at]!;
    ofContainer.all.add(container, change);
    if (table.column('archived')[at] === 0) {
      ofContainer.open.add(container, change);
      openOfDatastore.add(table.column('datastore')[at]!, change);
    }
    countChecks(at, change);
  };
  const changed = (id: number, change: (at: number) => void): void => {
    const at = table.place(id);
    if (at < 0) return;
    count(at, -1);
    change(at);
    count(at, 1);
  };
  const writeChecks = (at: number, checks: readonly number[]): void => {
    const own = checksAt(at);
    if (own.length === checks.length && checks.every((check, i) => own[i] === check)) return;
    table.set(at, 'checksAt', checkLists.add(checks));
    table.set(at, 'checks', checks.length);
  };
  const writeTags = (at: number, names: readonly string[]): void => {
    if (names.length > 0) table.set(at, 'tagsAt', tagLists.add(names.map(tags.of)));
    table.set(at, 'tags', names.length);
  };
  const flag = (id: number, name: 'rows' | 'comments'): void => {
    const at = table.place(id);
    if (at >= 0) table.set(at, name, 1);
  };
  const isFlagged = (id: number, name: 'rows' | 'comments'): boolean => {
    const at = table.place(id);
    return at >= 0 && table.column(name)[at] === 1;
  };
  const self: AnomalyList = {
    table, statuses, tags, checkLists, tagLists,
    countAll: () => {
      for (let at = 0; at < table.size; at++) if (table.alive()[at] === 1) count(at, 1);
    },
    put: (anomaly, checks, names) => {
      const known = table.place(anomaly.id);
      if (known >= 0) count(known, -1);
      const kept = (name: 'rows' | 'comments' | 'checksAt' | 'checks' | 'tagsAt' | 'tags'): number => (known < 0 ? 0 : table.column(name)[known]!);
      const at = table.put(anomaly.id, {
        datastore: anomaly.datastore_id, container: anomaly.container_id, operation: anomaly.operation_id, created: anomaly.created,
        weight: anomaly.weight, records: anomaly.records ?? Number.NaN, status: statuses.of(anomaly.status),
        archived: isArchived(anomaly.status) ? 1 : 0, shape: anomaly.type === 'shape' ? 1 : 0, rows: kept('rows'), comments: kept('comments'),
        checksAt: kept('checksAt'), checks: kept('checks'), tagsAt: kept('tagsAt'), tags: kept('tags'),
      });
      writeChecks(at, checks);
      writeTags(at, names);
      count(at, 1);
    },
    setStatus: (id, status) => changed(id, (at) => {
      table.set(at, 'status', statuses.of(status));
      table.set(at, 'archived', isArchived(status) ? 1 : 0);
    }),
    setRows: (id) => flag(id, 'rows'),
    setComments: (id) => flag(id, 'comments'),
    remove: (id) => {
      const at = table.place(id);
      if (at < 0) return;
      count(at, -1);
      table.remove(at);
    },
    match: () => match(table),
    withStatus: (found, names) => void found.oneOf('status', statuses.known(names)),
    withTag: (found, names) => void found.anyOf('tagsAt', 'tags', tagLists.values(), flagsOf(tags.known(names), tags.all().length)),
    withCheck: (found, checks) => void found.anyOf('checksAt', 'checks', checkLists.values(), flagsOf(checks, checkLists.top())),
    statusOf: (id) => {
      const at = table.place(id);
      return at < 0 ? undefined : statuses.name(table.column('status')[at]!);
    },
    hasRows: (id) => isFlagged(id, 'rows'),
    hasComments: (id) => isFlagged(id, 'comments'),
    idsOf: (found) => {
      const ids = table.column('id');
      return Array.from(found.positions(), (at) => ids[at]!);
    },
    checksOf: (id) => {
      const at = table.place(id);
      return at < 0 ? [] : [...checksAt(at)];
    },
    openOfDatastore: openOfDatastore.of,
    ofContainer: (id) => ({ all: ofContainer.all.of(id), open: ofContainer.open.of(id) }),
    ofCheck: (id) => ({ all: ofCheck.all.of(id), open: ofCheck.open.of(id) }),
  };
  return self;
}
