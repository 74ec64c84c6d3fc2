import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { leave, realEngine, startEngine, until, type EngineProcess } from './engine-process';
import { nextRequest, operationsOf, type FuzzRequest } from './fuzz-requests';
import type { Random } from './fuzz-values';
import { randomFrom } from '../../scripts/lib/random';
import { pipeline, writeFiles } from './kill-scene';

/** No answer within this many milliseconds is a hang: far more than a busy machine needs for the slowest, which is printed. */
const patience = 60_000;
/** Requests that are sent together, and then looked at. */
const batch = 375;
/** Requests that one store takes before a fresh one is used: what they make would slow down the comparing. */
const storeful = 3000;

/** What came of requests: how many by status, and the milliseconds of the slowest. */
interface Seen { readonly tally: Map<number, number>; slowest: number; slow: string }
const newSeen = (): Seen => ({ tally: new Map(), slowest: 0, slow: '' });

interface Answer { readonly status: number; readonly text: string }

const describeRequest = ({ method, path: target, headers, body }: FuzzRequest): string =>
  `${method} ${target.slice(0, 300)} ${JSON.stringify({ ...headers, authorization: headers.authorization?.slice(0, 12) }).slice(0, 300)} ${body === null ? '' : body.toString().slice(0, 400)}`;

const fresh = new http.Agent();

function send(agent: http.Agent, url: string, request: FuzzRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const started = http.request(`${url}/`, { agent, method: request.method, path: request.path, headers: request.headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => { clearTimeout(timer); resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }); });
      response.on('error', reject);
    });
    const timer = setTimeout(() => started.destroy(new Error(`no answer within ${patience} ms`)), patience);
    started.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      // The engine had closed an idle connection when the request came to it: whoever keeps connections sends it again on a new one.
      if (started.reusedSocket && error.code === 'ECONNRESET') resolve(send(fresh, url, request));
      else reject(error);
    });
    started.end(request.body ?? undefined);
  });
}

/** Anomalies whose comments and history are compared: those that requests name, of more than a thousand. */
const named = new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 100, 1000]);

/** Everything that the lists of a store hold, as text, list by list. */
async function contents(engine: EngineProcess): Promise<Map<string, string>> {
  const lists = ['/datastores', '/connections', '/containers', '/fields', '/field-profiles?latest_only=false', '/quality-checks?archived=include', '/anomalies?archived=include', '/operations'];
  const found = new Map<string, string>();
  const anomalies: number[] = [];
  for (const list of lists) {
    const items: { id: number }[] = [];
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const { status, body } = await engine.call('GET', `${list}${list.includes('?') ? '&' : '?'}size=1000&page=${page}`);
      assert.equal(status, 200, list);
      items.push(...body.items as { id: number }[]);
      pages = (body.pages as number | undefined) ?? 1;
    }
    if (list.startsWith('/anomalies')) anomalies.push(...items.map((item) => item.id));
    found.set(list, JSON.stringify(items));
  }
  for (const id of anomalies.filter((one) => named.has(one))) {
    for (const list of [`/comments?anomaly_id=${id}`, `/anomalies/${id}/history`]) found.set(list, JSON.stringify((await engine.call('GET', list)).body));
  }
  return found;
}

function differences(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((list) => before.get(list) !== after.get(list));
}

async function quiet(engine: EngineProcess): Promise<void> {
  await until('running operations to end', async () => (await engine.call('GET', '/operations?finished=false&size=1')).body.total === 0, 60_000);
}

/**
 * Sends `count` requests made from the engine's own `/api/openapi.json`: good, nearly good and odd ones. None may be answered by a
 * 5xx or not at all, and one that is refused may not have changed anything. PLUMBLINE_SEED repeats a run.
 */
export function fuzzSuite(count: number): void {
  const seed = Number(process.env.PLUMBLINE_SEED ?? Date.now() % 1_000_000);

  describe(`${count} requests made from the contract (seed ${seed})`, function () {
    this.timeout(120_000 + count * 40);
    let base: string;
    const open = new Set<EngineProcess>();
    const start = (store: string): EngineProcess => {
      const engine = startEngine(realEngine, path.join(base, store));
      open.add(engine);
      void engine.ended.then(() => open.delete(engine));
      return engine;
    };
    before(async () => {
      base = await mkdtemp(path.join(tmpdir(), 'plumbline-fuzz-'));
      writeFiles(path.join(base, 'data'), 300);
      const engine = start('first');
      await pipeline(engine, path.join(base, 'data'));
      await leave(engine);
    });
    after(async () => {
      for (const engine of open) engine.child.kill('SIGKILL');
      await Promise.all([...open].map((engine) => engine.ended));
      await rm(base, { recursive: true, force: true, maxRetries: 5 });
    });

    /** Sends requests, eight at a time; gives those that were refused. */
    async function sendAll(engine: EngineProcess, url: string, agent: http.Agent, requests: readonly FuzzRequest[], seen: Seen): Promise<FuzzRequest[]> {
      const refused: FuzzRequest[] = [];
      const waiting = [...requests];
      await Promise.all(Array.from({ length: 8 }, async () => {
        for (let request = waiting.shift(); request; request = waiting.shift()) {
          const since = performance.now();
          const answer = await send(agent, url, request).catch((error: unknown) => {
            // A body that nobody wants is not read to its end: the engine may close the connection on it.
            if (/ECONNRESET|EPIPE|hang up/.test(String(error)) && (request?.body?.length ?? 0) > 1_000_000) return null;
            assert.fail(`${String(error)}: ${describeRequest(request!)}\n${engine.stderr().slice(-2000)}`);
          });
          const took = performance.now() - since;
          if (took > seen.slowest) Object.assign(seen, { slowest: took, slow: describeRequest(request).slice(0, 400) });
          const status = answer?.status ?? 413;
          seen.tally.set(status, (seen.tally.get(status) ?? 0) + 1);
          assert.ok(status < 500, `${status}: ${describeRequest(request)}\n${answer?.text.slice(0, 1000)}`);
          if (status < 400) continue;
          refused.push(request);
          // Node itself refuses an expectation, without a word.
          if (answer && request.method !== 'HEAD' && status !== 417) {
            const said = JSON.parse(answer.text) as { detail?: unknown };
            assert.ok(said.detail !== undefined && said.detail !== '', `a refusal that does not say why: ${status} ${describeRequest(request)} ${answer.text}`);
          }
        }
      }));
      return refused;
    }

    /** Of refused requests that together changed something, those that it needs. */
    async function guilty(engine: EngineProcess, again: (requests: readonly FuzzRequest[]) => Promise<FuzzRequest[]>, requests: readonly FuzzRequest[]): Promise<string> {
      let some = requests;
      while (some.length > 1) {
        const half = some.slice(0, some.length / 2);
        const before = await contents(engine);
        await again(half);
        some = differences(before, await contents(engine)).length > 0 ? half : some.slice(some.length / 2);
      }
      return some.map(describeRequest).join('\n');
    }

    it('are answered, none by a failure of the engine, and change nothing where they are refused', async () => {
      const seen = newSeen();
      let [sent, checked] = [0, 0];
      const begin = performance.now();
      let asking = 0;
      for (let round = 0; sent < count; round += 1) {
        const random: Random = randomFrom(seed + round * 7919);
        cpSync(path.join(base, 'first'), path.join(base, `store-${round}`), { recursive: true });
        const engine = start(`store-${round}`);
        const { url, token } = await engine.found();
        const operations = operationsOf((await engine.call('GET', '/openapi.json')).body as Parameters<typeof operationsOf>[0]);
        assert.ok(operations.length > 40);
        const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
        const again = (requests: readonly FuzzRequest[]): Promise<FuzzRequest[]> => sendAll(engine, url, agent, requests, newSeen());
        for (let here = 0; here < storeful && sent < count; here += batch) {
          const requests = Array.from({ length: Math.min(batch, count - sent) }, () => nextRequest(operations, token, random));
          const since = performance.now();
          let refused = await sendAll(engine, url, agent, requests, seen);
          asking += performance.now() - since;
          sent += requests.length;
          await quiet(engine);
          let before = await contents(engine);
          let still = await again(refused);
          if (still.length < refused.length) {
            // What the others did made some of them good: those are left out of the proof.
            await quiet(engine);
            [before, refused] = [await contents(engine), still];
            still = await again(refused);
            if (still.length < refused.length) continue;
          }
          checked += still.length;
          const changed = differences(before, await contents(engine));
          if (changed.length > 0) assert.fail(`refused requests changed ${changed.join(', ')}; round ${round}:\n${await guilty(engine, again, still)}`);
        }
        agent.destroy();
        await leave(engine);
        await rm(path.join(base, `store-${round}`), { recursive: true, force: true, maxRetries: 5 });
      }
      const statuses = [...seen.tally].sort(([a], [b]) => a - b).map(([status, times]) => `${times} x ${status}`).join(', ');
      console.log(`      ${sent} requests: ${statuses}; ${Math.round(sent / (asking / 1000))} a second, slowest ${Math.round(seen.slowest)} ms (${seen.slow}), ${checked} refused ones sent again changed nothing; ${Math.round((performance.now() - begin) / 1000)} s`);
      assert.ok(checked > count * 0.2, `only ${checked} refusals were proved to change nothing`);
      assert.ok((seen.tally.get(200) ?? 0) > count * 0.1, 'enough of them are good');
    });
  });
}
