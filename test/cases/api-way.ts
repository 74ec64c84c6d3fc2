import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineProcess } from '../engine/engine-process';
import { type Ended, everyRowBreaks, keepAllRows, type SeenContainer, type Way } from './way';

const namesOf = (containers: readonly SeenContainer[]): string[] => containers.map(({ name }) => name);

/** The API, spoken without any of the product's own client. */
export function apiWay(engine: EngineProcess): Way {
  const call = async (method: string, target: string, body?: unknown): Promise<any> => { // eslint-disable-line @typescript-eslint/no-explicit-any
    const answer = await engine.call(method, target, body);
    if (answer.status >= 400) throw new Error(`${method} ${target}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const run = async (body: object): Promise<Ended> => {
    const { id } = await call('POST', '/operations/run', body);
    for (let pause = 5; ; pause = Math.min(100, pause * 1.5)) {
      const operation = await call('GET', `/operations/${id}`);
      if (operation.end_time) return { result: operation.result, message: operation.message ?? '' };
      await sleep(pause);
    }
  };
  return {
    add: async (name, target, database, header) => {
      const { status, body } = await engine.call('POST', '/datastores', { name, connection: { type: database ? 'duckdb' : 'files', path: target }, ...(header === undefined ? {} : { read_options: { header } }) });
      if (status >= 500) throw new Error(JSON.stringify(body));
      if (status >= 400) return { refused: JSON.stringify(body) };
      const test = await call('POST', `/datastores/${body.id}/connection`);
      return test.connected === false ? { refused: String(test.message) } : { id: body.id };
    },
    sync: (datastore_id) => run({ type: 'sync', datastore_id }),
    profile: (datastore_id, containers) => run({ type: 'profile', datastore_id, container_names: namesOf(containers), ai_effort: 'off' }),
    containers: async (datastore) => {
      const { items } = await call('GET', `/containers?datastore=${datastore}&size=100`);
      return items.map((item: { id: number; name: string; last_error: string | null; notes?: string[] }) => ({ id: item.id, name: item.name, error: item.last_error ?? null, notes: item.notes ?? [] }));
    },
    breakEveryRow: async (_, container) => { await call('POST', '/quality-checks', { container_id: container.id, ...everyRowBreaks, status: 'Active' }); },
    scan: (datastore_id, containers) => run({
      type: 'scan', datastore_id, container_names: namesOf(containers), enrichment_source_record_limit: keepAllRows.limit, high_count_rollup_threshold: keepAllRows.threshold,
    }),
    rows: async (container) => {
      const { items } = await call('GET', `/anomalies?container=${container}`);
      const all = [];
      for (const { id } of items) all.push(...(await call('GET', `/anomalies/${id}/source-record?limit=1000`)).records);
      return all;
    },
    canSay: () => true,
    tryCheck: (_, container, { rule, fields, filter, coverage }, properties) =>
      call('POST', '/quality-checks/validate', { container_id: container.id, rule, fields, properties, filter, coverage }),
    types: async (container) =>
      Object.fromEntries((await call('GET', `/containers/${container}/fields`)).map((one: { name: string; native_type: string }) => [one.name, one.native_type])),
  };
}
