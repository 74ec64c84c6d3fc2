import assert from 'node:assert/strict';
import type { Problem } from '../../src/core/errors';
import { workspace, type Workspace } from './open-workspace';

/** Longest time, in milliseconds, for which this process could not answer anybody while `work` ran. */
async function longestSilence<T>(work: () => Promise<T>): Promise<{ result: T; silence: number }> {
  let last = performance.now();
  let silence = 0;
  const look = (): void => {
    silence = Math.max(silence, performance.now() - last);
    last = performance.now();
  };
  const timer = setInterval(look, 5);
  try {
    return { result: await work(), get silence() { look(); return silence; } };
  } finally {
    clearInterval(timer);
  }
}

describe('dangerous files', () => {
  let ws: Workspace;
  beforeEach(() => { ws = workspace(); ws.write('good.csv', 'a,b\n1,2\n'); ws.write('zoo.csv', 'a,b\n1,2\n'); });
  afterEach(() => ws.close());

  /** The problem of one bad file; those before and behind it must be read all the same, and the engine answers meanwhile. */
  async function problemOf(name: string, content: string | Uint8Array): Promise<Problem> {
    ws.write(name, content);
    const { result: found, silence } = await longestSilence(() => ws.list());
    assert.deepEqual([found.get('good')?.rows, found.get('zoo')?.rows], [1, 1]);
    const bad = [...found.values()].find((container) => container.files?.includes(name));
    assert.ok(bad?.problem?.remedy, `${name} is read without complaint`);
    assert.equal(bad.problem.place?.path, name);
    assert.ok(silence < 500, `silent for ${silence} ms`);
    return bad.problem;
  }

  it('JSON nested a hundred thousand deep, which crashes the parser, costs itself alone', async () => {
    const problem = await problemOf('nested.json', `[{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}]`);
    assert.equal(problem.code, 'source-malformed');
    assert.match(problem.reason, /nested\.json makes the process that reads it crash/);
  });
});
