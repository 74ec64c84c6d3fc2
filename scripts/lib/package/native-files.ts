import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../bundles';
import { runNpm } from '../commands';
import { once, type Say } from '../provision/folder';
import { thinLibrary } from './mach-o';
import { bindingOf, type Target } from './targets';

/** The version of DuckDB's Node package that is installed here; every platform's native files must be of the same. */
async function installedVersion(): Promise<string> {
  const text = await readFile(path.join(root, 'node_modules', '@duckdb', 'node-bindings', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** The folder of a target's native package: the one that npm installed for this machine, another platform's fetched from npm. */
async function bindingFolder(target: Target, say: Say): Promise<string> {
  const name = bindingOf(target);
  const installed = path.join(root, 'node_modules', ...name.split('/'));
  if (existsSync(installed)) return installed;
  const version = await installedVersion();
  const folder = await once(`${name.slice(name.indexOf('/') + 1)}-${version}`, async (making) => {
    say(`fetching ${name}@${version} from npm, about 25 MB`);
    await runNpm(['install', '--ignore-scripts', '--no-save', '--force', `--os=${target.os}`, `--cpu=${target.cpu}`,
      ...(target.libc ? [`--libc=${target.libc}`] : []), `${name}@${version}`], { cwd: making, timeout: 600_000 });
  });
  return path.join(folder, 'node_modules', ...name.split('/'));
}

/** Copies what DuckDB needs on `target` into `folder`: its Node module, its library and its licence. */
export async function copyNativeFiles(target: Target, folder: string, say: Say): Promise<void> {
  const from = await bindingFolder(target, say);
  await mkdir(folder, { recursive: true });
  for (const file of await readdir(from)) {
    if (!/\.(node|so|dylib|dll)$|^LICENSE/.test(file)) continue;
    const bytes = await readFile(path.join(from, file));
    // DuckDB's libraries for macOS are for both processors; a package needs one.
    await writeFile(path.join(folder, file), target.os === 'darwin' && !file.startsWith('LICENSE') ? thinLibrary(bytes, target.cpu) : bytes);
  }
}
