// npm run bench -- NAME [options]: measures one thing and ends with one line of JSON (bench/lib/report.ts).
const benches: Record<string, () => Promise<{ main: () => Promise<void> }>> = {
  activation: () => import('./activation'),
  inference: () => import('./inference'),
  profile: () => import('./profile'),
  metrics: () => import('./metrics'),
  scan: () => import('./scan'),
  store: () => import('./store'),
  tags: () => import('./tags'),
  'scan-worker': () => import('./scan/worker'),
  'summarize-worker': () => import('./profile/summarize-worker'),
};

const wanted = process.argv[2] ?? '';
const load = benches[wanted];
if (!load) {
  console.error(`No bench "${wanted}". There are: ${Object.keys(benches).filter((key) => !key.endsWith('-worker')).join(', ')}`);
  process.exit(2);
}
void load().then((bench) => bench.main());

export {};
