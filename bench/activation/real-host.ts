import { build } from 'esbuild';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/lib/bundles';
import { runInHost } from '../../scripts/lib/host-tests';
import { percentile, type Figure } from '../lib/report';

// Enough that one run in which the machine was busy elsewhere does not decide the 95th percentile.
const runs = 21;

/**
 * Activates in the extension host of a real VS Code, a new window each time. Measured from the call of activate() to its
 * end as another extension sees it, so the loading of the bundle is in it, once the window has become quiet.
 */
export async function realHostActivation(): Promise<Record<string, Figure>> {
  const entry = path.join(root, 'out', 'run', 'host-entry.cjs');
  await build({ entryPoints: [path.join(root, 'test', 'vscode', 'activation-time.ts')], outfile: entry, bundle: true, platform: 'node', format: 'cjs', external: ['vscode'] });
  const folder = await mkdtemp(path.join(os.tmpdir(), 'plumbline-activation-'));
  const workspace = path.join(folder, 'workspace');
  await mkdir(workspace);
  const results = path.join(folder, 'results.ndjson');
  try {
    for (let run = 0; run < runs; run += 1) {
      const trouble = await runInHost({ entry, workspace, env: { PLUMBLINE_ACTIVATION: results }, limit: 120_000 }, run === 0 ? console.error : () => undefined);
      if (trouble) throw new Error(trouble);
    }
    const times = (await readFile(results, 'utf8')).trim().split('\n').map((line) => (JSON.parse(line) as { milliseconds: number }).milliseconds);
    return {
      host_load_and_activate_p95: { value: percentile(times, 0.95), bar: 120, better: 'lower', unit: 'ms' },
      host_load_and_activate_p50: { value: percentile(times, 0.5), better: 'lower', unit: 'ms' },
    };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
