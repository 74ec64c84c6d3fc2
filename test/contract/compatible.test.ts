import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openApiDocument } from '../../src/core/api/openapi';
import { contractLines } from './contract-lines';

const file = path.resolve('test', 'contract', 'contract.txt');

describe('the contract', () => {
  /** Programs of others speak it. More may be added; what is there stays, unless somebody means it: PLUMBLINE_CONTRACT=write. */
  it('still has every route, parameter, limit, default and property that it had', () => {
    const now = contractLines(openApiDocument('1'));
    if (process.env.PLUMBLINE_CONTRACT === 'write') writeFileSync(file, `${now.join('\n')}\n`);
    const has = new Set(now);
    const lost = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/).filter((line) => !has.has(line));
    assert.deepEqual(lost, [], 'programs that rely on these break');
  });

  it('says of every route what it does and where it belongs', () => {
    const { paths } = openApiDocument('1') as { paths: Record<string, Record<string, { summary: string; tags: string[] }>> };
    for (const [at, methods] of Object.entries(paths)) {
      for (const { summary, tags } of Object.values(methods)) {
        assert.match(summary, /^[A-Z].{5,}/, at);
        assert.match(tags.join(), /^[a-z][a-z-]+$/, at);
      }
    }
  });
});
