import path from 'node:path';
import { parseArgs } from 'node:util';
import { percentile, report, type Figure } from './lib/report';
import { largeState, storeFolder } from './store/large-store';
import { runEngine, type RunningEngine } from './store/running-engine';
import { scanOfOrders, writeOrders } from './store/scan-of-orders';

const ms = (value: number, bar?: number): Figure => ({ value, ...(bar === undefined ? {} : { bar }), better: 'lower', unit: 'ms' });

/** The 95th percentile of calls by the clock, with the processor time that the engine took for one. */
async function timed(engine: RunningEngine, count: number, work: (round: number) => Promise<unknown>, bar?: number): Promise<Figure> {
  const taken: number[] = [];
  const cpu = engine.cpu();
  for (let round = 0; round < count; round++) {
    const started = performance.now();
    await work(round);
    taken.push(performance.now() - started);
  }
  const used = (engine.cpu() - cpu) / count;
  return { ...ms(percentile(taken, 0.95), bar), ...(Number.isNaN(used) ? {} : { cpu: used }) };
}

/** Lists by the name of their figure; `%` stands for a number that changes from call to call. */
function lists(anomalies: number): Record<string, string> {
  const pages = Math.floor(anomalies * 0.5 / 50);
  return {
    anomalies: '/anomalies', status: '/anomalies?status=Active&size=100', type: '/anomalies?anomaly_type=shape', container: '/anomalies?container=%',
    datastore: '/anomalies?datastore=7', rule_type: '/anomalies?rule_type=between', check: '/anomalies?quality_check=%&archived=include', tag: '/anomalies?tag=pii',
    field: '/anomalies?field=f3', month: '/anomalies?start_date=2025-01-01&end_date=2025-01-31', enriched: '/anomalies?source_enriched=true',
    by_weight: '/anomalies?sort_weight=desc', by_records: '/anomalies?sort_anomalous_records=asc&archived=include', oldest: '/anomalies?sort_created=asc',
    many_filters: '/anomalies?tag=gold&status=Resolved,Active&datastore=1,2,3&rule_type=notNull&sort_weight=asc',
    last_page: `/anomalies?page=${pages}`, middle_page: `/anomalies?page=${Math.floor(pages / 2)}`, page_10000: `/anomalies?page=${Math.min(10_000, Math.floor(anomalies / 50))}&archived=include`,
    operations: '/operations', operations_last_page: `/operations?page=${Math.floor(anomalies / 10 / 50)}`, operations_of_container: '/operations?container=%&sort_duration=desc',
    operations_50_ids: `/operations?${Array.from({ length: 50 }, (_, i) => `id=${1 + Math.floor(i * (anomalies / 10) / 50)}`).join('&')}`, operation: '/operations/%',
    datastores: '/datastores', datastore_get: '/datastores/3', containers: '/containers?datastore=5', containers_search: '/containers?search=9', checks: '/quality-checks',
    checks_of_rule: '/quality-checks?rule_type=between&page=20', field_profiles: '/field-profiles?container=%', status_of_server: '/status',
  };
}

async function measureLists(engine: RunningEngine, anomalies: number, rounds: number): Promise<Record<string, Figure>> {
  const figures: Record<string, Figure> = {};
  for (const [name, target] of Object.entries(lists(anomalies))) {
    figures[`list_${name}`] = await timed(engine, rounds, (round) => engine.call('GET', target.replace('%', String(1 + (round * 37) % 900))), 50);
  }
  let after: string | null = null;
  figures.list_by_cursor = await timed(engine, rounds, async () => {
    ({ next: after } = await engine.call<{ next: string | null }>('GET', `/anomalies?size=100${after ? `&after=${after}` : ''}`));
  }, 50);
  const anomaly = (round: number): string => `/anomalies/${1 + (round * 7919) % anomalies}`;
  figures.get = await timed(engine, rounds * 2, (round) => engine.call('GET', anomaly(round)), 10);
  figures.source_record = await timed(engine, rounds, (round) => engine.call('GET', `${anomaly(round)}/source-record`), 10);
  return figures;
}

async function measureWrites(engine: RunningEngine, anomalies: number): Promise<Record<string, Figure>> {
  const spread = (count: number, salt: number): number[] => Array.from({ length: count }, (_, i) => 1 + ((i * Math.floor(anomalies / count)) + salt) % anomalies);
  return {
    change_100: await timed(engine, 10, (round) => engine.call('PATCH', '/anomalies', spread(100, round * 13)
      .map((id) => ({ id, status: round % 2 ? 'Active' : 'Acknowledged', tags: ['gold', `round ${round}`] }))), 100),
    change_1: await timed(engine, 10, (round) => engine.call('PUT', `/anomalies/${1 + (round * 7919) % anomalies}`, { status: round % 2 ? 'Active' : 'Acknowledged' })),
    archive_10000: await timed(engine, 3, (round) => engine.call('DELETE', '/anomalies', spread(10_000, round)
      .map((id) => ({ id, archive: true, status: round % 2 ? 'Invalid' : 'Resolved' }))), 1000),
  };
}

/**
 * npm run bench -- store [--anomalies N] [--rounds N]: the built engine on a store of a million anomalies, a tenth of it
 * operations, four times as many container runs and 10,000 checks. The store is made once and kept in .bench/.
 */
export async function main(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(3), options: { anomalies: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '20' } },
  });
  const anomalies = Number(values.anomalies);
  const folder = path.resolve('.bench');
  const state = await largeState(folder, anomalies);
  const orders = await writeOrders(path.join(folder, 'store-orders'), 10_000);
  const figures: Record<string, Figure> = {};
  const engine = await runEngine(await storeFolder(path.join(folder, 'store-large'), state));
  const empty = await runEngine(await storeFolder(path.join(folder, 'store-empty')));
  try {
    figures.start = { ...ms(engine.startMs, 2000), cpu: engine.cpu() };
    figures.first_list_after_start = await timed(engine, 1, () => engine.call('GET', '/anomalies'));
    const loaded = engine.memory();
    if (loaded) figures.memory_peak_of_start = { value: loaded.peak, better: 'lower', unit: 'MB' };
    Object.assign(figures, await measureLists(engine, anomalies, Number(values.rounds)));
    const listed = engine.memory();
    if (listed) figures.memory_peak_of_lists = { value: listed.peak, better: 'lower', unit: 'MB' };
    Object.assign(figures, await measureWrites(engine, anomalies));
    const written = engine.memory();
    if (written) figures.memory_peak_of_writes = { value: written.peak, better: 'lower', unit: 'MB' };
    const [large, small] = [await scanOfOrders(engine, orders), await scanOfOrders(empty, orders)];
    // By turns, so that what else the machine does falls on both.
    const scans: { large: number[]; small: number[] } = { large: [], small: [] };
    for (let round = 0; round < 7; round++) {
      scans.small.push(await small());
      scans.large.push(await large());
    }
    figures.scan_on_large = ms(percentile(scans.large, 0.5));
    figures.scan_on_empty = ms(percentile(scans.small, 0.5));
    figures.scan_large_to_empty = { value: figures.scan_on_large.value / figures.scan_on_empty.value, bar: 1.3, better: 'lower', unit: 'x' };
    const memory = engine.memory();
    if (memory) Object.assign(figures, { memory_peak: { value: memory.peak, bar: 512, better: 'lower', unit: 'MB' }, memory: { value: memory.now, better: 'lower', unit: 'MB' } });
  } finally {
    await Promise.all([engine.stop(), empty.stop()]);
  }
  const again = await runEngine(path.join(folder, 'store-large'));
  figures.start_again = ms(again.startMs, 2000);
  await again.stop();
  report('store', figures);
}
