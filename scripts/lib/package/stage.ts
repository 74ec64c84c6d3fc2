import type { Plugin } from 'esbuild';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, root } from '../bundles';
import type { Say } from '../provision/folder';
import { publishedManifest, type Manifest } from './manifest';
import { copyNativeFiles } from './native-files';
import { bundledPackages, thirdPartyNotices } from './notices';
import type { Target } from './targets';

/** Beside the engine's bundle, so that nothing has to be looked for at run time. */
const native = './native/duckdb.node';

/** DuckDB's own loader looks for a package of the platform; here the platform is known. */
const ownNativeFiles: Plugin = {
  name: 'own-native-files',
  setup(build) {
    build.onResolve({ filter: /^@duckdb\/node-bindings$/ }, () => ({ path: 'node-bindings', namespace: 'own-native-files' }));
    build.onLoad({ filter: /.*/, namespace: 'own-native-files' }, () => ({ contents: `module.exports = require('${native}');`, loader: 'js' }));
  },
};

const copied = ['README.md', 'LICENSE', 'CHANGELOG.md', 'l10n', path.join('media', 'icon.png'), path.join('media', 'plumbline.svg'), path.join('media', 'panels'), path.join('media', 'walkthrough')];

/** Lays everything that the VSIX of a target holds into a folder of its own under `out/package`, and gives that folder. */
export async function stage(target: Target, say: Say): Promise<string> {
  const folder = path.join(root, 'out', 'package', target.name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const dist = path.join(folder, 'dist');
  const metafiles = await build({ minify: true, out: dist, engine: { external: [native], plugins: [ownNativeFiles] } });
  await copyNativeFiles(target, path.join(dist, 'native'), say);
  const packages = [...new Set([...bundledPackages(metafiles), '@duckdb/node-bindings'])].sort();
  await writeFile(path.join(folder, 'THIRD-PARTY-NOTICES.md'), await thirdPartyNotices(packages));
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as Manifest;
  await writeFile(path.join(folder, 'package.json'), `${JSON.stringify(publishedManifest(manifest), null, 2)}\n`);
  for (const name of [...copied, 'package.nls.json']) await cp(path.join(root, name), path.join(folder, name), { recursive: true });
  return folder;
}
