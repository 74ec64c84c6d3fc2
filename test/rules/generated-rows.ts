import fc from 'fast-check';

/** A row of the table that written-expressions.ts reads, as far as PostgreSQL has its types too; null where a cell is null. */
interface Row {
  readonly a: number | null;
  readonly b: number | null;
  readonly d: number | null;
  readonly n: string | null;
  readonly ok: boolean | null;
  readonly moment: string | null;
  readonly born: string | null;
  readonly l: readonly (number | null)[] | null;
}

const day = fc.date({ min: new Date('1890-01-01'), max: new Date('2150-12-31'), noInvalidDate: true });
const some = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values, { freq: 6 });
const rows: fc.Arbitrary<Row> = fc.record({
  a: some(fc.oneof(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -2_000_000, max: 2_000_000 }))),
  b: some(fc.oneof(fc.constantFrom(0, -0, 0.5, 2.5, -2.5, 1e9, NaN, Infinity, -Infinity), fc.integer({ min: -1e8, max: 1e8 }).map((many) => many / 1000))),
  d: some(fc.integer({ min: -9_999_999, max: 9_999_999 }).map((cents) => cents / 100)),
  n: some(fc.oneof(fc.constantFrom('', ' ', 'Ann', 'A%', 'a_b', "it's", 'Ünï', 'ünï', 'x\\y', '10%', '\tz', '😀', '12', 'tt'), fc.string({ unit: fc.constantFrom(...'abnxtAZ019 %_-!éÄж字\'"\\.'), maxLength: 8 }))),
  ok: some(fc.boolean()), moment: some(day.map((date) => date.toISOString().slice(0, 23).replace('T', ' '))), born: some(day.map((date) => date.toISOString().slice(0, 10))),
  l: some(fc.array(some(fc.integer({ min: 0, max: 9 })), { maxLength: 3 })),
});

const quoted = (text: string): string => `'${text.replace(/'/g, "''")}'`;

/** Statements that make the table `t` and fill it with the same rows in DuckDB and in PostgreSQL. `k` numbers the rows. */
export function generatedRows(seed: number, count: number): { readonly duckdb: readonly string[]; readonly postgres: readonly string[] } {
  const made = fc.sample(rows, { seed, numRuns: count });
  const values = (list: (items: string) => string): string => made.map((row, index) => {
    const cell = (value: unknown, type: string): string => (value === null ? 'NULL' : `CAST(${quoted(String(Object.is(value, -0) ? '-0' : value))} AS ${type})`);
    return `(${[index, cell(row.a, 'BIGINT'), cell(row.b, 'DOUBLE PRECISION'), row.d ?? 'NULL', row.n === null ? 'NULL' : quoted(row.n), row.ok ?? 'NULL', cell(row.moment, 'TIMESTAMP'),
      cell(row.born, 'DATE'), row.l === null ? 'NULL' : list(row.l.map((item) => item ?? 'NULL').join(', '))].join(', ')})`;
  }).join(', ');
  const table = (array: string): string => `CREATE TABLE t (k INTEGER, a BIGINT, b DOUBLE PRECISION, d DECIMAL(10, 2), n ${array}, ok BOOLEAN, moment TIMESTAMP, born DATE, l INTEGER[])`;
  return {
    duckdb: [table('VARCHAR'), `INSERT INTO t VALUES ${values((items) => `CAST([${items}] AS INTEGER[])`)}`],
    postgres: [table('text'), `INSERT INTO t VALUES ${values((items) => `CAST(ARRAY[${items}] AS INTEGER[])`)}`],
  };
}
