// Runs a TypeScript program of this project (scripts/NAME.ts or bench/main.ts) with plain Node 20:
// esbuild turns it into one module under out/, which is then imported.
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const name = process.argv[2] ?? '';
const entry = [path.join(root, 'scripts', `${name}.ts`), path.join(root, name, 'main.ts')].find(existsSync);
if (!entry) {
  console.error(`No program "${name}": expected scripts/${name}.ts or ${name}/main.ts`);
  process.exit(2);
}
const outfile = path.join(root, 'out', 'run', `${name}.mjs`);
await build({
  entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20',
  packages: 'external', sourcemap: 'inline', logLevel: 'warning',
});
process.argv.splice(2, 1);
await import(pathToFileURL(outfile).href);
