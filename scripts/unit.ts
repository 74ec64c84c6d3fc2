// Runs chosen tests in plain Node: node scripts/run.mjs unit test/core/query.test.ts [more...] [--grep TEXT]
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root, transpileAll } from './lib/bundles';

await transpileAll();
const args = process.argv.slice(2).map((a) => (a.startsWith('test/') ? path.join('out', a.replace(/\.tsx?$/, '.js')) : a));
const run = spawnSync(process.execPath, [path.join(root, 'node_modules', 'mocha', 'bin', 'mocha.js'), '--timeout', '60000', ...args], { stdio: 'inherit' });
process.exit(run.status ?? 1);
