import assert from 'node:assert/strict';
import { scanContainer } from '../../src/engine/scan/scan-container';
import { openSource } from '../../src/engine/sources/open-source';
import { noPostgres, startPostgres, type TestServer } from '../support/postgres';
import { testSessions } from '../support/sessions';
import { fixedText, type Cell, type Kind } from './oracle/cells';
import type { RuleOracle } from './oracle/oracle';
import type { World } from './oracle/world';
import { expectedOf, now, seed, testEachRule, type Trial } from './trials';

/** What the kinds of the oracles are called there. */
const types: Readonly<Record<Kind, string>> = {
  tinyint: 'smallint', bigint: 'bigint', ubigint: 'numeric(20,0)', hugeint: 'numeric(39,0)', money: 'numeric(10,2)', precise: 'numeric(38,10)', float: 'real',
  double: 'double precision', text: 'text', formatted: 'text', written: 'varchar(400)', address: 'text', entity: 'text', bool: 'boolean', date: 'date', timestamp: 'timestamp',
  nanos: 'timestamp', zoned: 'timestamptz', list: 'integer[]',
};
/** Rules that a PostgreSQL server cannot compute as they are meant: they say so, and are run on files. */
const refused = new Set(['isAddress', 'containsCreditCard', 'entityResolution', 'notMisspelled']);

const quote = (text: string): string => `'${text.replace(/'/g, "''")}'`;
const identifier = (name: string): string => `"${name.replace(/"/g, '""')}"`;

function cellSql(cell: Cell, kind: Kind): string {
  const cast = (text: string): string => `CAST(${quote(text)} AS ${types[kind]})`;
  if (cell === null) return `CAST(NULL AS ${types[kind]})`;
  if (typeof cell === 'boolean' || typeof cell === 'bigint') return cast(String(cell));
  if (typeof cell === 'string') return quote(cell);
  if (typeof cell === 'number') return cast(Object.is(cell, -0) ? '-0' : String(cell));
  if ('units' in cell) return cast(fixedText(cell));
  if (!('nanos' in cell)) return cast(`{${cell.map(String).join(',')}}`);
  if (typeof cell.nanos === 'number') return cast(cell.nanos > 0 ? 'infinity' : '-infinity');
  const micros = cell.nanos / 1000n;
  const seconds = micros / 1_000_000n;
  return `CAST((timestamp '1970-01-01' + ${seconds} * interval '1 second' + ${micros - seconds * 1_000_000n} * interval '1 microsecond')${kind === 'zoned' ? " AT TIME ZONE 'UTC'" : ''} AS ${types[kind]})`;
}

/** The server knows no nanoseconds: the world is that of microseconds. */
function inMicros(world: World): World {
  const floor = (cell: Cell): Cell => {
    if (cell === null || typeof cell !== 'object' || !('nanos' in cell) || typeof cell.nanos !== 'bigint') return cell;
    const left = ((cell.nanos % 1000n) + 1000n) % 1000n;
    return { nanos: cell.nanos - left };
  };
  return {
    columns: world.columns.map((column) => (column.kind === 'nanos' ? { ...column, kind: 'timestamp', nativeType: 'TIMESTAMP' } : column)),
    rows: world.rows.map((row) => row.map(floor)),
  };
}

function worldSql(world: World, table: string): string {
  const columns = world.columns.map((column) => `${identifier(column.name)} ${types[column.kind]}`).concat('id integer PRIMARY KEY');
  const rows = world.rows.map((cells, index) => `(${[...cells.map((cell, at) => cellSql(cell, world.columns[at]!.kind)), String(index + 1)].join(', ')})`);
  return `DROP TABLE IF EXISTS ${table}; CREATE TABLE ${table} (${columns.join(', ')});${rows.length > 0 ? ` INSERT INTO ${table} VALUES ${rows.join(', ')};` : ''}`;
}

(noPostgres ? describe.skip : describe)(`a scan of a PostgreSQL server finds exactly the rows that the oracle of each rule names${noPostgres ? ` (${noPostgres})` : ''}`, () => {
  let server: TestServer;
  before(async function start() {
    this.timeout(120_000);
    server = await startPostgres();
  });
  after(() => server?.stop());

  async function compare(oracle: RuleOracle, drawn: Trial): Promise<void> {
    const trial: Trial = { ...drawn, world: inMicros(drawn.world), reference: inMicros(drawn.reference) };
    await server.sql(worldSql(trial.world, 'world') + worldSql(trial.reference, 'reference').replace('id integer PRIMARY KEY', 'id integer'));
    const source = await openSource({ type: 'postgresql', host: server.host, port: server.port, username: 'plumb' }, { id: 1, database: 'postgres', schema: null }, { sessions: testSessions() });
    try {
      const relation = await source.relation({ name: 'world', files: null, key_field_names: [] });
      const scan = await scanContainer({
        session: source.session, relation: { ...relation, modified: trial.modified }, rowLimit: 1000, bound: null, maxRecords: -1, now, variables: {},
        checks: trial.checks.map(({ check, filter }, index) => ({ id: index + 1, rule: oracle.rule, ...check, filter: filter.sql, coverage: null })),
        reference: () => source.relation({ name: 'reference', files: null, key_field_names: [] }), history: async () => trial.history,
        signal: new AbortController().signal, onProgress: () => undefined,
      });
      for (const [at, { check, filter }] of trial.checks.entries()) {
        const outcome = scan.outcomes.find((one) => one.checkId === at + 1);
        const expected = expectedOf(oracle, trial, at, null);
        const about = `${JSON.stringify(check)} with filter ${filter.sql}`;
        // Types have other names there; and a number too large for its type ends the statement, where files give null.
        if (oracle.rule === 'expectedSchema' && /"type":"[a-z]/.test(JSON.stringify(check))) continue;
        if (/out of range/.test(outcome?.problem?.reason ?? '')) continue;
        if (outcome?.problem && (outcome.problem.code === 'unsupported' || /cannot be computed by a PostgreSQL server/.test(outcome.problem.reason))) {
          told.set(oracle.rule, (told.get(oracle.rule) ?? 0) + 1);
          continue;
        }
        assert.equal(outcome?.result, expected.holds ? 'passed' : 'failed', `${about} is ${outcome?.result} ${JSON.stringify(outcome?.problem ?? '')}`);
        if (expected.count !== null) assert.equal(outcome.failing, expected.count, `count of failing rows: ${about}`);
        if (expected.ids === null || expected.holds) continue;
        const shown = scan.failingRows.filter((row) => row.failed_checks.includes(at + 1)).map((row) => Number(row.values.id)).sort((a, b) => a - b);
        assert.deepEqual(shown, expected.ids, `failing rows: ${about}`);
      }
    } finally {
      await source.close();
    }
  }
  const told = new Map<string, number>();
  // The same cases each time, unless others are asked for: a server has limits of its own that files have not.
  testEachRule(Number(process.env.PLUMBLINE_CASES ?? 12), compare, process.env.PLUMBLINE_SEED === undefined ? 4711 : seed);
  it('says of no other rule that it cannot be computed', () => {
    assert.deepEqual([...told.keys()].filter((rule) => !refused.has(rule)), []);
  });
});
