import path from 'node:path';
import { build, root } from '../scripts/lib/bundles';
import { bareActivation } from './activation/bare';
import { bundleSizes } from './activation/bundle-sizes';
import { realHostActivation } from './activation/real-host';
import { idleRequests } from './activation/idle';
import { report } from './lib/report';

/** npm run bench -- activation: how much the extension costs somebody who does not use it right now. */
export async function main(): Promise<void> {
  await build({ minify: true });
  const sizes = await bundleSizes(path.join(root, 'dist'));
  console.error('activating in plain Node');
  const bare = await bareActivation();
  console.error('activating in a real VS Code');
  const host = await realHostActivation();
  console.error('watching an idle window for a minute');
  const idle = await idleRequests();
  report('activation', { ...bare, ...host, ...sizes, ...idle });
}
