import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningEngine } from './running-engine';

/** A CSV file of so many rows, 1 in 500 of which breaks a check. */
export async function writeOrders(folder: string, rows: number): Promise<string> {
  await mkdir(folder, { recursive: true });
  const lines = Array.from({ length: rows }, (_, i) => `${i},${i % 500 === 7 ? '' : `customer ${i % 977}`},${i % 500 === 11 ? -5 : (i * 37) % 900},${['open', 'paid', 'sent'][i % 3]}`);
  await writeFile(path.join(folder, 'orders.csv'), `id,customer,amount,state\n${lines.join('\n')}\n`);
  return folder;
}

interface Operation { id: number; result: string; message: string | null; start_time: string; end_time: string }

async function run(engine: RunningEngine, body: Record<string, unknown>): Promise<number> {
  const started = performance.now();
  const { id } = await engine.call<Operation>('POST', '/operations/run', body);
  for (;;) {
    const operation = await engine.call<Operation>('GET', `/operations/${id}`);
    if (operation.result === 'failure') throw new Error(operation.message ?? 'failed');
    if (operation.result === 'success') return performance.now() - started;
    await sleep(5);
  }
}

/** Catalogues the folder in the engine's store and gives a function that scans it with ten checks, in milliseconds. */
export async function scanOfOrders(engine: RunningEngine, folder: string): Promise<() => Promise<number>> {
  const { id } = await engine.call<{ id: number }>('POST', '/datastores', { name: 'orders of the bench', connection: { type: 'files', path: folder } });
  await run(engine, { type: 'sync', datastore_id: id });
  const { items: [container] } = await engine.call<{ items: { id: number }[] }>('GET', `/containers?datastore=${id}`);
  for (const definition of [
    { rule: 'notNull', fields: ['customer'] }, { rule: 'notNull', fields: ['id'] }, { rule: 'unique', fields: ['id'] }, { rule: 'notNegative', fields: ['amount'] },
    { rule: 'notNull', fields: ['amount'] }, { rule: 'notNull', fields: ['state'] }, { rule: 'maxValue', fields: ['amount'], properties: { value: 900 } },
    { rule: 'minLength', fields: ['state'], properties: { value: 2 } }, { rule: 'maxLength', fields: ['state'], properties: { value: 9 } },
    { rule: 'expectedValues', fields: ['state'], properties: { list: ['open', 'paid', 'sent'] } },
  ]) await engine.call('POST', '/quality-checks', { container_id: container!.id, description: '', properties: {}, ...definition });
  return () => run(engine, { type: 'scan', datastore_id: id });
}
