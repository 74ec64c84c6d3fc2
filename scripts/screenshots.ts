// npm run screenshots: pictures of each view and panel from the real editor, on the sample workspace, light and dark.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { localBackend } from '../src/backend/engine-process/local-backend';
import { newStoreFolder } from '../src/backend/engine-process/store-folder';
import { undiciTransport } from '../src/backend/transport/http';
import { endEngine } from '../test/support/engines';
import { build, root } from './lib/bundles';
import { takePictures } from './pictures/take-pictures';
import { runSamplePipeline } from './sample/pipeline';
import { makeSampleWorkspace } from './sample/workspace';

const themes = { light: 'Light Modern', dark: 'Dark Modern' } as const;
const into = path.join(root, 'media', 'screenshots');

await build({ minify: true });
await mkdir(into, { recursive: true });
for (const theme of ['light', 'dark'] as const) {
  // A workspace of its own for each, so that no picture shows the traces of another.
  const temp = await mkdtemp(path.join(os.tmpdir(), 'plumbline-pictures-'));
  const folder = path.join(temp, 'public-data');
  try {
    const { data } = await makeSampleWorkspace(folder);
    const backend = localBackend({ storeFolder: newStoreFolder(folder), enginePath: path.join(root, 'dist', 'engine.js'), transport: undiciTransport() });
    await runSamplePipeline(backend, data);
    await takePictures({ folder, theme: themes[theme], file: (picture) => path.join(into, `${picture}-${theme}.png`) });
    console.log(`pictures in ${theme} are in ${into}`);
  } finally {
    await endEngine(folder);
    await rm(temp, { recursive: true, force: true, maxRetries: 5 });
  }
}
