import assert from 'node:assert/strict';
import { csvDialect } from '../../src/engine/sources/files/csv-dialect';
import { uniqueNames } from '../../src/engine/sources/files/csv-header';

const dialect = (text: string, format: 'csv' | 'tsv' = 'csv') => {
  const { delimiter, header, skip, names } = csvDialect(text, format, true);
  return { delimiter, header, skip, names };
};

describe('csv dialect', () => {
  it('finds each usual delimiter', () => {
    for (const delimiter of [',', ';', '\t', '|']) {
      assert.deepEqual(dialect(`id${delimiter}name\n1${delimiter}x\n2${delimiter}y\n`), { delimiter, header: true, skip: 0, names: ['id', 'name'] });
    }
  });
  it('does not take a ragged comma file for one column', () => {
    assert.deepEqual(dialect('a,b,c\n1,2,3\n4,5\n6,7,8\n').names, ['a', 'b', 'c']);
  });
  it('keeps delimiters and line ends inside quotes', () => {
    assert.deepEqual(dialect('"last, first",note\n"x, y","two\nlines"\n"z, ""q""",b\n').names, ['last, first', 'note']);
  });
  it('reads one column, with and without header', () => {
    assert.deepEqual(dialect('name\nanna\nbert\n'), { delimiter: ',', header: true, skip: 0, names: ['name'] });
    assert.deepEqual(dialect('1\n2\n3\n'), { delimiter: ',', header: false, skip: 0, names: ['column0'] });
  });
  it('sees that there is no header when typed values lie on top of typed values', () => {
    assert.equal(dialect('1,anna,2024-01-01\n2,bert,2024-01-02\n').header, false);
    assert.equal(dialect('id,name,day\n1,anna,2024-01-01\n').header, true);
    assert.equal(dialect('country,2019,2020\nfr,1.5,2\nde,3,4\n').header, true);
    assert.equal(dialect('first,second\na,b\nc,d\n').header, true);
  });
  it('skips titles and comments above the table, but no ragged header', () => {
    assert.deepEqual(dialect('Sales 2024\n\n# made by hand\r\nid;name\n1;x\n2;y\n'), { delimiter: ';', header: true, skip: 3, names: ['id', 'name'] });
    assert.deepEqual(dialect('sep=;\nid;name\n1;x\n').names, ['id', 'name']);
    assert.deepEqual(dialect('a,b\n1,2,3\n4,5,6\n').names, ['a', 'b']);
  });
  it('gives every column a name of its own', () => {
    assert.deepEqual(uniqueNames(['a', 'A', '', 'a', ' b ']), ['a', 'A_1', 'column2', 'a_2', 'b']);
  });
});
