import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { rulesPage } from '../../scripts/lib/rules-page';

describe('docs/rules.md', () => {
  it('is what the catalogue says (else run "npm run docs")', async () => {
    const written = await readFile(path.join(process.cwd(), 'docs', 'rules.md'), 'utf8');
    assert.equal(written.replace(/\r\n/g, '\n'), rulesPage());
  });
});
