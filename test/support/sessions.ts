import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sqlSessions } from '../../src/engine/duckdb/sessions';
import type { Sessions } from '../../src/engine/sql/session';

let shared: Sessions | undefined;

/** Sessions in processes of their own for all tests of this process, which are not held up by those that wait. */
export function testSessions(): Sessions {
  if (!shared) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-spill-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    shared = sqlSessions({ tempDirectory: folder });
  }
  return shared;
}
