import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { workspace, type Workspace } from './open-workspace';
import { canonical, columnKinds, pick, random, whole, type Random } from './written-values';

interface Dialect { delimiter: string; end: string; encoding: 'utf-8' | 'bom' | 'utf-16le' | 'utf-16be'; quoteAll: boolean; last: boolean; gzip: boolean }

function dialectOf(r: Random): Dialect {
  return {
    delimiter: pick(r, [',', ';', '\t', '|']), end: pick(r, ['\n', '\r\n', 'mixed']), encoding: pick(r, ['utf-8', 'utf-8', 'bom', 'utf-16le', 'utf-16be'] as const),
    quoteAll: r() < 0.3, last: r() < 0.8, gzip: r() < 0.2,
  };
}

function encoded(text: string, { encoding, gzip }: Dialect): Buffer {
  const little = Buffer.from(`\uFEFF${text}`, 'utf16le');
  const bytes = encoding === 'utf-8' ? Buffer.from(text) : encoding === 'bom' ? Buffer.from(`\uFEFF${text}`) : encoding === 'utf-16le' ? little : little.swap16();
  return gzip ? gzipSync(bytes) : bytes;
}

/** A table as a program of RFC 4180 writes it: nothing for null, quotes where they are needed (or everywhere). */
function written(r: Random, header: readonly string[], rows: readonly (readonly (string | null)[])[], dialect: Dialect): string {
  const cell = (value: string | null): string => (value === null ? ''
    : dialect.quoteAll || value === '' || /[\r\n"]|^ | $|^#/.test(value) || value.includes(dialect.delimiter) ? `"${value.replaceAll('"', '""')}"` : value);
  const lines = [header, ...rows].map((row) => row.map(cell).join(dialect.delimiter));
  return lines.map((line, at) => line + (at === lines.length - 1 && !dialect.last ? '' : dialect.end === 'mixed' ? pick(r, ['\n', '\r\n']) : dialect.end)).join('');
}

describe('values of delimited files', function () {
  this.timeout(120_000);
  let ws: Workspace;
  before(() => { ws = workspace(); });
  after(() => ws.close());

  it('are those that were written, in every dialect and encoding', async () => {
    const tables = new Map<string, { file: string; kinds: string[]; rows: (string | null)[][]; dialect: Dialect }>();
    const names = Object.keys(columnKinds);
    for (let seed = 1; seed <= 60; seed++) {
      const r = random(seed);
      const dialect = dialectOf(r);
      const kinds = ['integer', ...Array.from({ length: whole(r, 1, 6) }, () => pick(r, names))];
      const rows = Array.from({ length: whole(r, 1, 40) }, (_, at) => kinds.map((kind, column) =>
        (column === 0 ? String(at) : r() < 0.1 ? null : columnKinds[kind]!(r))));
      const file = `t${seed}x.${dialect.delimiter === '\t' ? pick(r, ['csv', 'tsv']) : 'csv'}${dialect.gzip ? '.gz' : ''}`;
      ws.write(file, encoded(written(r, kinds.map((kind, at) => `${kind}_${at}`), rows, dialect), dialect));
      tables.set(file, { file, kinds, rows, dialect });
    }
    const source = await ws.open();
    try {
      const containers = await source.containers();
      assert.equal(containers.length, tables.size);
      for (const { name, files, columns, problem } of containers) {
        const { kinds, rows, dialect } = tables.get(files![0]!)!;
        const where = `${name}: ${JSON.stringify(dialect)}`;
        assert.equal(problem, null, where);
        assert.deepEqual(columns.map((column) => column.name), kinds.map((kind, at) => `${kind}_${at}`), where);
        const { from } = await source.relation({ name, files, key_field_names: null });
        const read = await source.session.table(`SELECT ${columns.map((column) => `CAST("${column.name}" AS VARCHAR)`).join(', ')} FROM ${from}`);
        assert.equal(read.rows.length, rows.length, where);
        for (const [at, column] of columns.entries()) {
          const type = column.nativeType;
          // Where there are no texts a quoted empty text is nothing; no kind but words writes one.
          assert.deepEqual(read.rows.map((row) => canonical(row[at] as string | null, type)), rows.map((row) => canonical(row[at] ?? null, type)), `${where} ${column.name} ${type}`);
        }
      }
    } finally {
      await source.close();
    }
  });
});
