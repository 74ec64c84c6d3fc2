// Makes the store that a released version leaves behind, for the tests: node scripts/run.mjs store-fixture COMMIT VERSION
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './lib/bundles';

const [commit, version] = process.argv.slice(2);
if (!commit || !version) throw new Error('Usage: node scripts/run.mjs store-fixture COMMIT VERSION');
const work = mkdtempSync(path.join(os.tmpdir(), 'plumbline-fixture-'));
const tree = path.join(work, 'tree');
const run = (file: string, args: string[], cwd: string): string => execFileSync(file, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
run('git', ['worktree', 'add', '--detach', tree, commit], root);
try {
  symlinkSync(path.join(root, 'node_modules'), path.join(tree, 'node_modules'), 'junction');
  run(process.execPath, ['scripts/run.mjs', 'build'], tree);
  // A path that is the same on every machine; nothing is read from it later.
  const folder = path.join(work, 'shop');
  mkdirSync(path.join(folder, 'data'), { recursive: true });
  const rows = Array.from({ length: 60 }, (_, i) => `${i + 1},${i % 20 === 0 ? '' : `c${i % 7}`},${i === 9 ? -5 : i * 2}`);
  writeFileSync(path.join(folder, 'data', 'orders.csv'), `id,customer,amount\n${rows.join('\n')}\n`);
  const cli = (...args: string[]): string => run(process.execPath, [path.join(tree, 'dist', 'cli.js'), ...args], folder);
  cli('datastores', 'add', 'data', '--name', 'shop');
  cli('operations', 'sync', '--datastore', 'shop');
  const engine = JSON.parse(readFileSync(path.join(folder, '.plumbline', 'engine.json'), 'utf8')) as { url: string; token: string; pid: number };
  const call = async (method: string, target: string, body: unknown): Promise<unknown> => {
    const response = await fetch(`${engine.url}/api${target}`, {
      method, headers: { authorization: `Bearer ${engine.token}`, 'content-type': 'application/json' }, body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${target}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  for (const [fields, rule, properties] of [[['customer'], 'notNull', {}], [['amount'], 'between', { min: 0, max: 1000 }]] as const) {
    await call('POST', '/quality-checks', { container_id: 1, fields, rule, properties, description: `${rule} of ${fields[0]}` });
  }
  await call('POST', '/connections', { name: 'kept', type: 'files', path: folder, parameters: { token: 'canary-parameter' } });
  cli('operations', 'scan', '--datastore', 'shop');
  await call('PUT', '/anomalies/1', { status: 'Acknowledged', description: 'known since May', tags: ['may'] });
  await call('POST', '/comments', { anomaly_id: 1, message: 'asked the shop' });
  process.kill(engine.pid, 'SIGTERM');
  await new Promise((resolve) => { setTimeout(resolve, 3000); });
  const target = path.join(root, 'test', 'safety', 'stores', `${version}.duckdb`);
  mkdirSync(path.dirname(target), { recursive: true });
  copyFileSync(path.join(folder, '.plumbline', 'state.duckdb'), target);
  const packed = gzipSync(readFileSync(target), { level: 9 });
  writeFileSync(`${target}.gz`, packed);
  rmSync(target);
  console.log(`${target}.gz: ${packed.length} bytes`);
} finally {
  run('git', ['worktree', 'remove', '--force', tree], root);
  rmSync(work, { recursive: true, force: true });
}
