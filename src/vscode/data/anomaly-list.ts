import type { AnomalyFilter, QualityBackend } from '../../backend/port';
import type { Anomaly, AnomalyGroup } from '../../core/api/schemas/anomaly';
import { createSignal, type Subscription } from '../../core/stores/events';
import { createKeyedStore, type KeyedStore } from '../../core/stores/keyed-store';
import { isFiltered, noFilter, serverFilter, type AnomalyViewFilter } from './anomaly-filter';
import { createListWindow, type ListWindow } from './list-window';
import { createLoader, type Loader } from './loader';

export type AnomalyGrouping = 'container' | 'check';
export type AnomalySort = 'newest' | 'severity' | 'rows';

/** How the view arranges what its filter lets through. */
export interface Arrangement {
  readonly grouping: AnomalyGrouping;
  readonly sort: AnomalySort;
}

/** Groups of a page; so many more come with each "Load More". */
export const groupPage = 500;
/** Open groups that are brought up to date together with the list; others when they are looked at. */
const mostTogether = 10;

/** The anomalies of the active server: every one seen, and the view's groups of what its filter lets through. */
export interface AnomalyList {
  /** Every anomaly seen, listed or not; panels render from it. */
  readonly store: KeyedStore<number, Anomaly>;
  readonly loader: Loader;
  readonly filter: AnomalyViewFilter;
  readonly arrangement: Arrangement;
  /** The server's groups, the largest first, as many as were loaded. */
  readonly groups: readonly AnomalyGroup[];
  /** How many groups there are on the server. */
  readonly groupTotal: number;
  /** How many anomalies match on the server; null before the first load. */
  readonly total: number | null;
  /** How many are open on the server, whatever the filter says; null before the first load. */
  readonly open: number | null;
  /** The anomalies of a group, as far as they were asked for. */
  members(group: string): ListWindow<number>;
  /** Fetches the anomalies of a group unless they are there. Throws PlumblineError. */
  unfold(group: string): Promise<void>;
  move(group: string, way: 'earlier' | 'later'): Promise<void>;
  moreGroups(): Promise<void>;
  setFilter(filter: AnomalyViewFilter): Promise<void>;
  arrange(arrangement: Arrangement): Promise<void>;
  /** The filter of the view, narrowed to a group; what a server is asked for. */
  filterOf(group: string | null): AnomalyFilter;
  /** Loads the list again; what was under way is dropped, since it may be older than the cause. */
  refresh(): Promise<void>;
  /** Fetches one anomaly into the store. Throws PlumblineError. */
  load(id: number): Promise<Anomaly>;
  /** These were changed on the server: fetches them, and the list, again. Throws PlumblineError. */
  changed(ids: readonly number[]): Promise<void>;
  /** Groups, their numbers or members, the arrangement or the filter differ. */
  onDidChangeList(listener: () => void): Subscription;
  reset(): void;
}

/** What a group is called: `c3` for container 3, `q7` for check 7. */
export function groupKey(group: AnomalyGroup): string {
  return group.quality_check ? `q${group.quality_check.id}` : `c${group.container?.id ?? 0}`;
}

export function createAnomalyList(backend: () => Promise<QualityBackend>, now?: () => number): AnomalyList {
  const store = createKeyedStore<number, Anomaly>((anomaly) => anomaly.id);
  const changes = createSignal<void>();
  const windows = new Map<string, ListWindow<number>>();
  let filter = noFilter;
  let arrangement: Arrangement = { grouping: 'container', sort: 'newest' };
  let groups: AnomalyGroup[] = [];
  let groupTotal = 0;
  let total: number | null = null;
  let open: number | null = null;
  let wanted = 1;

  function filterOf(group: string | null): AnomalyFilter {
    const of = group === null ? {} : group.startsWith('q') ? { checks: [Number(group.slice(1))] } : { containers: [Number(group.slice(1))] };
    return { ...serverFilter(filter), ...of, ...(arrangement.sort === 'newest' ? {} : { sort: arrangement.sort }) };
  }
  function members(group: string): ListWindow<number> {
    const held = windows.get(group) ?? createListWindow<Anomaly, number>(
      async (page, size) => (await backend()).anomalies({ ...filterOf(group), page, size }), (anomaly) => anomaly.id, (items) => void store.put(items),
    );
    windows.set(group, held);
    return held;
  }

  const loader = createLoader(async (current) => {
    const server = await backend();
    const asked = serverFilter(filter);
    const by = arrangement.grouping === 'check' ? 'quality_check' as const : 'container' as const;
    const [pages, all] = await Promise.all([
      Promise.all(Array.from({ length: wanted }, (_, i) => server.anomalyGroups({ ...asked, page: i + 1, size: groupPage }, by))),
      isFiltered(filter) ? server.anomalies({ page: 1, size: 1 }) : null,
    ]);
    if (!current()) return;
    const found = pages.flatMap((page) => page.items);
    const keys = new Set(found.map(groupKey));
    const unfolded = [...windows].filter(([, window]) => window.total !== null);
    for (const [key, window] of unfolded.filter(([key], i) => !keys.has(key) || i >= mostTogether)) {
      window.reset();
      if (!keys.has(key)) windows.delete(key);
    }
    await Promise.all(unfolded.map(([, window]) => (window.total === null ? undefined : window.load())));
    if (!current()) return;
    groups = found;
    groupTotal = pages.at(-1)!.total;
    total = pages.at(-1)!.anomalies;
    open = all?.total ?? total;
    changes.fire();
  }, now);

  async function reload(): Promise<void> {
    loader.reset();
    await loader.run();
  }
  async function anew(): Promise<void> {
    windows.clear();
    wanted = 1;
    changes.fire();
    await reload();
  }

  return {
    store, loader, members, filterOf,
    get filter() { return filter; },
    get arrangement() { return arrangement; },
    get groups() { return groups; },
    get groupTotal() { return groupTotal; },
    get total() { return total; },
    get open() { return open; },
    async unfold(group) {
      const window = members(group);
      if (window.total === null) await window.load();
    },
    async move(group, way) {
      await members(group).move(way);
      changes.fire();
    },
    async moreGroups() {
      wanted += 1;
      await reload();
    },
    async setFilter(next) {
      filter = next;
      await anew();
    },
    async arrange(next) {
      arrangement = next;
      await anew();
    },
    refresh: reload,
    async load(id) {
      const anomaly = await (await backend()).anomaly(id);
      store.put([anomaly]);
      return anomaly;
    },
    async changed(touched) {
      // Those that nobody looks at are fetched when somebody does.
      const seen = touched.filter((id) => store.get(id)).slice(0, 1000);
      if (seen.length > 0) store.put((await (await backend()).anomalies({ ids: seen, archived: 'include', page: 1, size: seen.length })).items);
      await reload();
    },
    onDidChangeList: (listener) => changes.on(listener),
    reset() {
      loader.reset();
      store.replace([]);
      windows.clear();
      groups = [];
      groupTotal = 0;
      total = null;
      open = null;
      wanted = 1;
      filter = noFilter;
      changes.fire();
    },
  };
}
