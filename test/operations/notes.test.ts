import assert from 'node:assert/strict';
import { planSync } from '../../src/engine/operations/sync/plan-sync';
import { writeStep } from '../../src/engine/operations/sync/write-catalogue';
import type { SourceContainer } from '../../src/engine/sources/source';
import { renderContainers } from '../../src/engine/http/render/container';
import { connectionOf, datastoreOf } from '../engine/entities';
import { openStore } from '../../src/engine/store/store';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

describe('notes of a container', () => {
  it('go from the source through a sync to the API, and go away with the next sync that has none', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'plumbline-notes-'));
    const store = await openStore({ file: path.join(folder, 'state.duckdb'), now: () => new Date() });
    try {
      const found: SourceContainer = { name: 't', containerType: 'file', tableType: null, files: ['t.parquet'], fileFormat: 'parquet', columns: [], rows: 1, problem: null, notes: ['at is read to the microsecond.'] };
      const ids = await store.transaction(async (tx) => {
        const datastore = await tx.createDatastore(datastoreOf({ connection_id: (await tx.saveConnection(connectionOf())).id }));
        const [step] = planSync([], [found]);
        return { datastore: datastore.id, container: await writeStep(tx, datastore.id, step!, false, '2026-01-01T00:00:00Z') };
      });
      const shown = async (): Promise<unknown> => (await renderContainers(store, [(await store.container(ids.container!))!]))[0]?.notes;
      assert.deepEqual(await shown(), ['at is read to the microsecond.']);
      await store.transaction(async (tx) => {
        const container = (await tx.container(ids.container!))!;
        const [step] = planSync([{ container, fields: [] }], [{ ...found, notes: [] }]);
        await writeStep(tx, ids.datastore, step!, false, '2026-01-02T00:00:00Z');
      });
      assert.deepEqual(await shown(), []);
    } finally {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
