import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { localBackend } from '../../src/backend/engine-process/local-backend';
import { undiciTransport } from '../../src/backend/transport/http';
import { engineFile, engineFileName, storeFolderName } from '../../src/core/api/engine-file';
import { root } from '../../scripts/lib/bundles';
import { runOperation } from '../../scripts/sample/run-operation';
import { openEditor } from '../../test/support/editor';
import { openExplorer, openPlumbline, row } from '../../test/support/side-bar';
import { makeWorkspace, writeOrders } from '../../test/support/workspace';
import type { Figure } from '../lib/report';
import { countingProxy } from './counting-proxy';

const minute = 60_000;

/** Waits until `count` has not changed for five seconds. */
async function settled(count: () => number): Promise<void> {
  for (let last = -1; last !== count();) {
    last = count();
    await sleep(5000);
  }
}

/**
 * Requests that a real window sends in one minute in which nothing runs: with Plumbline's views behind another one, and
 * with them in sight. The window speaks to a real engine through a server that counts.
 */
export async function idleRequests(): Promise<Record<string, Figure>> {
  const workspace = await makeWorkspace();
  try {
    await writeOrders(workspace.data);
    const store = path.join(workspace.folder, storeFolderName);
    const backend = localBackend({ storeFolder: store, enginePath: path.join(root, 'dist', 'engine.js'), transport: undiciTransport() });
    const datastore = await backend.createDatastore({ name: 'orders', connection: { type: 'files', path: workspace.data } });
    await runOperation(backend, { type: 'sync', datastore_id: datastore.id });
    const file = path.join(store, engineFileName);
    const running = engineFile.parse(JSON.parse(await readFile(file, 'utf8')));
    const proxy = await countingProxy(running.url);
    await writeFile(`${file}.new`, JSON.stringify({ ...running, url: proxy.url }), { mode: 0o600 });
    await rename(`${file}.new`, file);
    try {
      const editor = await openEditor({ folder: workspace.folder });
      try {
        await openPlumbline(editor.page);
        await row(editor.page, 'Datastores', 'orders').first().waitFor();
        // Without a request up to here, the counting itself would be broken.
        if (proxy.requests.length === 0) throw new Error('The window shows the datastore without having asked the counting server for it.');
        await settled(() => proxy.requests.length);
        const before = proxy.requests.length;
        await sleep(minute);
        const visible = proxy.requests.slice(before);
        await openExplorer(editor.page);
        await settled(() => proxy.requests.length);
        const hiddenBefore = proxy.requests.length;
        await sleep(minute);
        const hidden = proxy.requests.slice(hiddenBefore);
        for (const request of new Set([...visible, ...hidden])) console.error(`while idle: ${request}`);
        return {
          requests_in_an_idle_minute: { value: hidden.length, bar: 0, better: 'lower', unit: 'requests' },
          requests_in_an_idle_minute_views_in_sight: { value: visible.length, better: 'lower', unit: 'requests' },
          requests_to_fill_the_views: { value: before, better: 'lower', unit: 'requests' },
        };
      } finally {
        await editor.close();
      }
    } finally {
      await proxy.close();
    }
  } finally {
    await workspace.remove();
  }
}
