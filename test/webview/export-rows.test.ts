import '../vscode-unit/vscode-stub';
import assert from 'node:assert/strict';
import { rowsText } from '../../src/vscode/panels/export-rows';

describe('failing rows in a file', () => {
  const rows = {
    columns: ['a', 'b "x"'],
    records: [
      { row_id: '7', values: { a: null, 'b "x"': '' }, failed_checks: [1], fields: ['a'] },
      { row_id: '8', values: { a: ' 1,5\n', 'b "x"': 2 }, failed_checks: [1, 2], fields: ['a', 'b "x"'] },
    ],
  };

  it('as CSV keep no value and an empty text apart, and need no guessing', () => {
    assert.equal(rowsText(rows, 'x.CSV'), 'row,failing,a,"b ""x"""\n7,a,,""\n8,"a b ""x"""," 1,5\n",2\n');
  });
  it('as JSON keep what each breaks', () => {
    assert.deepEqual(JSON.parse(rowsText(rows, 'x.json')), [
      { row: '7', failing: ['a'], values: { a: null, 'b "x"': '' } }, { row: '8', failing: ['a', 'b "x"'], values: { a: ' 1,5\n', 'b "x"': 2 } }]);
  });
});
