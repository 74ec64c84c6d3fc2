// npm run package [-- TARGET ...]: one VSIX a platform into out/vsix; all platforms when none is named.
import path from 'node:path';
import { root } from './lib/bundles';
import { targets } from './lib/package/targets';
import { makeVsix } from './lib/package/vsix';

const named = process.argv.slice(2);
const unknown = named.find((name) => targets.every((target) => target.name !== name));
if (unknown !== undefined) {
  console.error(`Unknown platform "${unknown}": ${targets.map((target) => target.name).join(', ')}.`);
  process.exit(2);
}
for (const target of targets.filter(({ name }) => named.length === 0 || named.includes(name))) {
  const { file, bytes } = await makeVsix(target, path.join(root, 'out', 'vsix'), (line) => console.log(`  ${line}`));
  console.log(`${path.relative(root, file)}  ${(bytes / 2 ** 20).toFixed(1)} MB`);
}
