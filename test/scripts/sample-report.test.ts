import assert from 'node:assert/strict';
import { sampleChecks } from '../../scripts/sample/checks';
import { textTable } from '../../scripts/sample/report';
import { sampleFiles } from '../../scripts/sample/workspace';

describe('what npm start prints', () => {
  it('lines up columns, numbers to the right', () => {
    assert.equal(textTable(['ID', 'Name'], [['7', 'cars'], ['12', 'movies']]), 'ID  Name\n--  ------\n 7  cars\n12  movies');
  });

  it('lets no data steer the terminal', () => {
    const table = textTable(['Value'], [['\u001b[31mred\u0007\u202e']]);
    assert.doesNotMatch(table.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u);
  });

  it('checks files that are in the sample', () => {
    for (const check of sampleChecks) assert.ok((sampleFiles as readonly string[]).includes(check.file), check.file);
  });
});
