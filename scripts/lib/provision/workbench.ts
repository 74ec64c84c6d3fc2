import path from 'node:path';
import { runNpm } from '../commands';
import { once, type Say } from './folder';
import { provisionNode } from './node';

const version = '4.139.1';

export interface Workbench {
  /** The Node that runs it. */
  readonly node: string;
  /** Folder with out/server-main.js. */
  readonly folder: string;
  readonly version: string;
}

/**
 * Gives VS Code as a server for a browser: the same workbench, extension host and webviews as on the desktop. It comes
 * from npm (package code-server, of which only the VS Code inside is used) and needs no compiler: install scripts are
 * left out, and what native parts are missing costs log lines only.
 */
export async function provisionWorkbench(say: Say): Promise<Workbench> {
  const node = await provisionNode(say);
  const inside = ['node_modules', 'code-server', 'lib', 'vscode'];
  const folder = await once(`workbench-${version}`, async (making) => {
    say(`fetching VS Code for the browser from npm (package code-server ${version}), about 650 MB unpacked`);
    await runNpm(['install', '--ignore-scripts', '--engine-strict=false', `code-server@${version}`], { cwd: making, timeout: 900_000 });
    say('fetching the modules that this VS Code needs from npm');
    await runNpm(['install', '--omit=dev', '--ignore-scripts', '--engine-strict=false'], { cwd: path.join(making, ...inside), timeout: 900_000 });
  });
  return { node, folder: path.join(folder, ...inside), version };
}
