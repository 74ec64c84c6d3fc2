import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fail } from '../../src/core/errors';
import { containerReading } from '../../src/engine/http/container-reading';
import { handlers } from '../../src/engine/http/handlers/all';
import { ruleBook } from '../../src/engine/http/rule-book';
import type { EngineParts } from '../../src/engine/http/parts';
import { serve, type Server } from '../../src/engine/http/server';
import { makeToken } from '../../src/engine/http/token';
import type { OperationContext, OperationOutcome } from '../../src/engine/operations/runner';
import { operationQueue } from '../../src/engine/queue/queue';
import type { EngineStore } from '../../src/engine/store/engine-store';
import { openStore } from '../../src/engine/store/store';
import { secretsInMemory } from '../../src/engine/sql/secrets';
import { testSessions } from '../support/sessions';
import { oneRunner } from '../support/one-runner';

export type TestRunner = (context: OperationContext) => Promise<OperationOutcome>;
export interface Answer { status: number; body: any; headers: Headers } // eslint-disable-line @typescript-eslint/no-explicit-any

/** A server on a store of its own, with a queue whose operations do what the test says. */
export interface Rig {
  readonly store: EngineStore;
  readonly parts: EngineParts;
  readonly server: Server;
  readonly token: string;
  readonly calls: { open: number; total: number };
  run: TestRunner;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** `realRules`: checks are looked at with the real rule catalogue. */
export async function startRig({ realRules = false } = {}): Promise<Rig> {
  const folder = await mkdtemp(path.join(tmpdir(), 'plumbline-http-'));
  const now = (): Date => new Date();
  const store = await openStore({ file: path.join(folder, 'state.duckdb'), now });
  const token = makeToken('ann', now());
  const calls = { open: 0, total: 0 };
  const each = (context: OperationContext): Promise<OperationOutcome> => rig.run(context);
  const queue = operationQueue({ store, now, sessions: testSessions(), log: () => undefined, runners: oneRunner(each) });
  const parts: EngineParts = {
    store, queue, now, secrets: secretsInMemory(), version: '1.2.3', baseFolder: folder, prove: async (nonce) => `proof of ${nonce}`,
    probe: { test: async (connection) => ({ connected: connection.path === folder, message: connection.path === folder ? null : 'There is no such folder.' }) },
    rules: realRules ? ruleBook(store) : {
      specs: () => [{ rule: 'notNull', rule_description: 'No nulls', author: true, fields: 'multi', properties: [] }],
      check: async (definition) => {
        if (definition.properties.min === 'x') fail('bad-request', 'min is not a number.', { place: { path: 'properties.min' } });
        return definition;
      },
    },
    reading: containerReading(store, testSessions(), now),
    trial: {
      validate: async (definition, container) => ({ valid: true, rows: 4, failing_rows: 1, violation: `${definition.rule} of ${container.name}` }),
      explain: async () => ({ checks: [], statements: [{ name: 'a', purpose: 'b', sql: 'SELECT 1' }] }),
    },
  };
  const server = await serve({
    handlers: handlers(parts), token, caller: { name: 'ann' }, port: 0, checkReplies: true, log: () => undefined,
    onCall: (change) => {
      calls.open += change;
      if (change > 0) calls.total++;
    },
  });
  const rig: Rig = {
    store, parts, server, token, calls,
    run: async () => ({ result: 'success', message: null, status: {}, commit: async () => undefined }),
    call: async (method, target, body, headers = {}) => {
      const response = await fetch(`${server.url}/api${target}`, {
        method, headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) as unknown, headers: response.headers };
    },
    settled: async () => {
      while (queue.busy()) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    close: async () => {
      await server.close();
      await queue.stop();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return rig;
}
