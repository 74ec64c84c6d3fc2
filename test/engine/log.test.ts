import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileLog } from '../../src/engine/process/log';

describe('engine log', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'plumbline-log-')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const now = (): Date => new Date('2026-01-01T00:00:00.000Z');

  it('writes one entry a line, with control characters spelled out and secrets left out', () => {
    const file = path.join(folder, 'engine.log');
    fileLog(file, ['s3cret'], now)('warn', 'a\u001b[31m\rred \u202etxt\nnext s3cret line');
    assert.equal(readFileSync(file, 'utf8'), '2026-01-01T00:00:00.000Z warn a\\u001b[31m\\u000dred \\u202etxt\n  next *** line\n');
  });

  it('never grows over its bound', () => {
    const file = path.join(folder, 'engine.log');
    const log = fileLog(file, [], now, 1000);
    for (let n = 0; n < 200; n++) log('info', `entry ${n}`);
    assert.ok(statSync(file).size <= 1000);
    assert.ok(statSync(`${file}.1`).size <= 1000);
    assert.match(readFileSync(file, 'utf8'), /entry 199\n$/);
  });

  it('cuts an entry of any length', () => {
    const file = path.join(folder, 'engine.log');
    fileLog(file, [], now)('info', 'x'.repeat(10_000_000));
    assert.ok(statSync(file).size < 10_000);
  });
});
