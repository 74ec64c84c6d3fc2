import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { toProblem, type Problem } from '../../src/core/errors';
import { openRegular } from '../../src/engine/sources/files/open-regular';
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

  /** Read or refused, it costs nobody else anything. Sync looks at the first rows alone, so all of it is read as well. */
  async function harmless(name: string, content: Uint8Array): Promise<void> {
    ws.write(name, content);
    const { result, silence } = await longestSilence(async () => {
      const found = await ws.list();
      assert.deepEqual([found.get('good')?.rows, found.get('zoo')?.rows], [1, 1]);
      const { problem = null, name: container = '' } = [...found.values()].find((one) => one.files?.includes(name)) ?? {};
      return problem ?? ws.rows(container).then(() => null, (error: unknown) => toProblem(error));
    });
    assert.ok(result === null || ['source-malformed', 'out-of-memory'].includes(result.code), `${name}: ${JSON.stringify(result)}`);
    assert.ok(silence < 500, `silent for ${silence} ms`);
  }
  const line = Buffer.alloc(300e6, 0x61);
  line.write('a,b\n1,2\n3,');

  it('a small gzip archive of one endless line costs itself alone, and nobody waits for it', () => harmless('bomb.csv.gz', gzipSync(line)));
  it('a line of 300 MB', () => harmless('line.csv', line));
  it('a long JSON text that breaks at its end is looked through without a pause', async () => {
    assert.equal((await problemOf('end.json', `[${'{"a": [1, 2, "x"]},\n'.repeat(400_000)}{"a" 1}]`)).place?.line, 400_001);
  });
  if (process.platform === 'win32') it.skip('a pipe in the place of a file (Windows has no such files)');
  else {
    it('a pipe in the place of a file is not opened', async () => {
      const pipe = path.join(ws.folder, 'pipe.csv');
      execFileSync('mkfifo', [pipe]);
      await assert.rejects(openRegular(pipe), /no regular file/);
    });
  }
});
