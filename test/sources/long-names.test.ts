import assert from 'node:assert/strict';
import { workspace, type Workspace } from './open-workspace';

describe('files with a column name too long for any list', () => {
  let ws: Workspace;
  beforeEach(() => { ws = workspace(); ws.write('good.csv', 'a,b\n1,2\n'); });
  afterEach(() => ws.close());
  const name = (length: number): string => 'n'.repeat(length);
  const contents: readonly (readonly [string, (length: number) => string])[] = [
    ['bad.csv', (length) => `id,${name(length)}\n1,2\n`],
    ['bad.json', (length) => `[{"id":1,"${name(length)}":2}]`],
    ['bad.ndjson', (length) => `{"id":1,"${name(length)}":2}\n`],
  ];

  for (const [file, content] of contents) {
    it(`are told in a short sentence, and the others are read: ${file}`, async () => {
      for (const length of [4001, 256 * 1024]) {
        ws.write(file, content(length));
        const found = await ws.list();
        assert.equal(found.get('good')?.rows, 1);
        const problem = found.get('bad')?.problem;
        assert.match(problem?.reason ?? '', /has \d+ characters|longer than 256 kB/);
        assert.ok(JSON.stringify(problem).length < 1000);
      }
    });
    it(`are read up to the limit: ${file}`, async () => {
      ws.write(file, content(4000));
      assert.equal((await ws.list()).get('bad')?.rows, 1);
    });
  }
});
