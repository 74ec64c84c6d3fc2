import type { QualityBackend } from '../../backend/port';
import type { Anomaly } from '../../core/api/schemas/anomaly';
import { createSignal, type Subscription } from '../../core/stores/events';
import { createKeyedStore, type KeyedStore } from '../../core/stores/keyed-store';
import { matchesText, noFilter, serverFilter, type AnomalyViewFilter } from './anomaly-filter';
import { everyPage } from './every-page';
import { createLoader, type Loader } from './loader';

/** How many anomalies one "Show More" brings. */
export const anomalyPage = 100;

/** The anomalies of the active server: every one seen, and the filtered list of the view. */
export interface AnomalyList {
  /** Every anomaly seen, listed or not; panels render from it. */
  readonly store: KeyedStore<number, Anomaly>;
  readonly loader: Loader;
  readonly filter: AnomalyViewFilter;
  /** What the view shows, in the server's order. */
  listed(): readonly Anomaly[];
  /** How many match on the server, loaded or not; null before the first load. */
  readonly total: number | null;
  /** How many of those are loaded; less than `total` when there is more to show. */
  readonly loaded: number;
  setFilter(filter: AnomalyViewFilter): Promise<void>;
  /** Loads the list again, as far as it was loaded; what was under way is dropped, since it may be older than the cause. */
  refresh(): Promise<void>;
  /** Loads one page more. */
  more(): Promise<void>;
  /** Fetches one anomaly into the store. Throws PlumblineError. */
  load(id: number): Promise<Anomaly>;
  /** These were changed on the server: fetches them, and the list, again. Throws PlumblineError. */
  changed(ids: readonly number[]): Promise<void>;
  /** Which anomalies are listed, their number, or the filter differs. */
  onDidChangeList(listener: () => void): Subscription;
  reset(): void;
}

export function createAnomalyList(backend: () => Promise<QualityBackend>, now?: () => number): AnomalyList {
  const store = createKeyedStore<number, Anomaly>((anomaly) => anomaly.id);
  const changes = createSignal<void>();
  let filter = noFilter;
  let ids: number[] = [];
  let total: number | null = null;
  let wanted = anomalyPage;

  const loader = createLoader(async (current) => {
    const server = await backend();
    const asked = filter;
    const got = await everyPage((page, size) => server.anomalies({ ...serverFilter(asked), page, size }), wanted, anomalyPage);
    if (!current()) return;
    store.put(got.items);
    ids = got.items.map((anomaly) => anomaly.id);
    total = got.total;
    changes.fire();
  }, now);

  async function reload(): Promise<void> {
    loader.reset();
    await loader.run();
  }

  return {
    store, loader,
    get filter() { return filter; },
    get total() { return total; },
    get loaded() { return ids.length; },
    listed: () => ids.flatMap((id) => store.get(id) ?? []).filter((anomaly) => matchesText(anomaly, filter.text)),
    async setFilter(next) {
      filter = next;
      wanted = anomalyPage;
      changes.fire();
      await reload();
    },
    refresh: reload,
    async more() {
      wanted = ids.length + anomalyPage;
      await reload();
    },
    async load(id) {
      const anomaly = await (await backend()).anomaly(id);
      store.put([anomaly]);
      return anomaly;
    },
    async changed(touched) {
      const page = await (await backend()).anomalies({ ids: [...touched], archived: 'include', page: 1, size: Math.max(1, touched.length) });
      store.put(page.items);
      await reload();
    },
    onDidChangeList: (listener) => changes.on(listener),
    reset() {
      loader.reset();
      store.replace([]);
      ids = [];
      total = null;
      wanted = anomalyPage;
      filter = noFilter;
      changes.fire();
    },
  };
}
