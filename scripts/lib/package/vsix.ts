import { mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../bundles';
import { runCommand, runNpm } from '../commands';
import { once, type Say } from '../provision/folder';
import { repositoryPage, type Manifest } from './manifest';
import { stage } from './stage';
import type { Target } from './targets';

/** The last line of vsce that runs on Node 20. It is fetched when it is first needed: `npm ci` need not bring its 200 packages. */
const vsceVersion = '3.9.2';

/** No package may be larger, in bytes: DuckDB's library is some 22 MB of it, everything of ours under 2 MB. */
export const largestVsix = 26 * 1024 * 1024;

async function vsce(say: Say): Promise<string> {
  const folder = await once(`vsce-${vsceVersion}`, async (making) => {
    say(`fetching @vscode/vsce ${vsceVersion} from npm`);
    await runNpm(['install', '--ignore-scripts', '--omit=optional', `@vscode/vsce@${vsceVersion}`], { cwd: making, timeout: 600_000 });
  });
  return path.join(folder, 'node_modules', '@vscode', 'vsce', 'vsce');
}

export interface Vsix {
  readonly file: string;
  readonly bytes: number;
}

/** Makes the VSIX of one target into `folder`. Throws when it is larger than {@link largestVsix}. */
export async function makeVsix(target: Target, folder: string, say: Say): Promise<Vsix> {
  const program = await vsce(say);
  const staged = await stage(target, say);
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as Manifest;
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${manifest.name}-${target.name}-${manifest.version}.vsix`);
  // Pictures of the README are shown from the repository, not carried along.
  const pictures = `${repositoryPage(manifest)}/raw/v${manifest.version}/`;
  await runCommand(process.execPath, [program, 'package', '--no-dependencies', '--target', target.name, '--out', file,
    '--baseContentUrl', `${repositoryPage(manifest)}/blob/v${manifest.version}/`, '--baseImagesUrl', pictures], { cwd: staged, timeout: 300_000 });
  const { size } = await stat(file);
  if (size > largestVsix) throw new Error(`${path.basename(file)} is ${(size / 2 ** 20).toFixed(1)} MB, over ${largestVsix / 2 ** 20} MB`);
  return { file, bytes: size };
}
