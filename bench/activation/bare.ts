import { build } from 'esbuild';
import path from 'node:path';
import { root } from '../../scripts/lib/bundles';
import { runCommand } from '../../scripts/lib/commands';
import { percentile, type Figure } from '../lib/report';
import type { BareActivation } from './bare-host';

const runs = 30;

/** Loads and activates in `runs` fresh processes of plain Node; the first two only warm the disk cache. */
export async function bareActivation(): Promise<Record<string, Figure>> {
  const program = path.join(root, 'out', 'run', 'bare-host.cjs');
  await build({ entryPoints: [path.join(root, 'bench', 'activation', 'bare-host.ts')], outfile: program, bundle: true, platform: 'node', format: 'cjs', target: 'node20' });
  const results: BareActivation[] = [];
  for (let run = -2; run < runs; run += 1) {
    const result = JSON.parse(await runCommand(process.execPath, [program, root], { timeout: 60_000 })) as BareActivation;
    if (run >= 0) results.push(result);
  }
  const touched = new Set(results.flatMap((result) => result.touched));
  if (touched.size > 0) console.error(`activate used: ${[...touched].join(', ')}`);
  const total = results.map((result) => result.load + result.activate);
  return {
    bare_load_and_activate_p95: { value: percentile(total, 0.95), bar: 60, better: 'lower', unit: 'ms' },
    bare_load_p50: { value: percentile(results.map((result) => result.load), 0.5), better: 'lower', unit: 'ms' },
    bare_activate_p50: { value: percentile(results.map((result) => result.activate), 0.5), better: 'lower', unit: 'ms' },
    calls_of_files_network_processes_in_activate: { value: touched.size, bar: 0, better: 'lower', unit: 'kinds' },
  };
}
