import assert from 'node:assert/strict';
import { PlumblineError } from '../../src/core/errors';
import { aggregateFunctions, castTypes, rowFunctions } from '../../src/core/sql-guard/functions';
import { guardExpression, type ExpressionMode } from '../../src/core/sql-guard/guard';
import { openSession } from '../../src/engine/duckdb/open-session';
import type { Session } from '../../src/engine/sql/session';
import { duckdbDialect } from '../../src/engine/sql/duckdb-dialect';

const columns = [
  { name: 'a', type: 'Integral' }, { name: 'b', type: 'Fractional' }, { name: 'Name', type: 'String' }, { name: 'ok', type: 'Boolean' }, { name: 'at', type: 'Timestamp' },
  { name: 's', type: 'Struct' }, { name: 'l', type: 'Array' }, { name: 'q"uote', type: 'String' }, { name: 'Ünï 😀', type: 'String' }, { name: 'select', type: 'Integral' },
] as const;
const guard = (sql: string, mode: ExpressionMode = 'condition') =>
  guardExpression(sql, { columns, mode, variables: { n: 3, t: "x' OR 1=1 --" }, now: new Date('2024-05-01T10:00:00Z'), name: 'filter', path: 'filter', dialect: duckdbDialect });
const refusal = (sql: string, mode: ExpressionMode = 'condition'): string => {
  try {
    return `taken: ${guard(sql, mode).sql}`;
  } catch (error) {
    assert.ok(PlumblineError.is(error, 'bad-request'), String(error));
    return error.problem.reason;
  }
};

/** SQL that must never run, and the column (1-based) at which it is refused. */
const hostile: readonly (readonly [sql: string, column: number])[] = [
  ['a > 1; DROP TABLE t', 6], ['a > 1 /* x', 7], ['a > 1 /* x */ */', 16], ["a > 1 /* ' */ ; '", 15], ['a = (SELECT 1)', 6], ['a IN (SELECT 1)', 7], ['a IN (WITH x AS (SELECT 1) FROM x)', 7], ['EXISTS (SELECT 1)', 1], ['a > 1 UNION SELECT 1', 7],
  ["read_csv('/etc/passwd') = 1", 1], ["getenv('HOME') = 'x'", 1], ["current_setting('x') = 'y'", 1], ["glob('*') = 1", 1], ["read_text('x') = 'y'", 1],
  ["a::regclass = 1", 4], ["CAST(a AS regclass) = 1", 11], ['$$x$$ = Name', 1], ['$1 = a', 1], ['a = ?', 5], ['a = :x', 5], ["E'\\n' = Name", 1], ["x'00' = Name", 1],
  ['(a', 3], ['a)', 2], ["Name = 'x", 8], ['"a', 1], ['a >', 4], ['', 1], ['   ', 1], ['a a', 3], ['a > 1 2', 7], ['1x = a', 2], ['sum(a) > 1', 1], ['row_number() OVER () > 1', 1],
  ['abs(a) OVER () > 1', 8], ['nope > 1', 1], ['"nope" > 1', 1], ['"abs"(a) > 1', 1], ['main.t.a > 1', 1], ["INSTALL 'x'", 1], ['PRAGMA x', 1], ["SET x = 1", 1], ['COPY t', 1],
  ['a COLLATE nocase = 1', 3], ['list_transform(l, x -> 1) = l', 1], ['a > 1\u0000', 6], ['a\u00a0> 1', 2], ['a @> 1', 3], ['{} = a', 1], ["repeat(Name, 1000000000) = 'x'", 14], ["repeat(Name, 10000) = 'x'", 1], ["lpad(Name, 9999999) = 'x'", 1], ["lpad(Name, a) = 'x'", 12],
  ['a = ANY (SELECT 1)', 10], ['a > ANY (l)', 5], ['count(*) > 1', 1], ["nextval('s') > 1", 1], ["query('drop table t') = 1", 1], ['* = 1', 1], ['INTERVAL (a) DAY > 1', 1], ["read_blob(Name) = 'x'", 1], ['a IN ()', 6],
  ['CASE WHEN a > 1 END', 17], ['abs(a, b) > 1', 1], ['lower() = Name', 1], ['{{unknown}} = a', 1], ["Name = '{{unknown}}'", 8], ["random() > 1", 1], ["now('x') = at", 5],
];

describe('SQL of users', () => {
  let session: Session;
  before(async () => {
    session = await openSession({ threads: 1 });
    await session.query(`CREATE TABLE t (a BIGINT, b DOUBLE, "Name" VARCHAR, ok BOOLEAN, "at" TIMESTAMP, s STRUCT(x INTEGER, "y z" VARCHAR), l INTEGER[], "q""uote" VARCHAR, "Ünï 😀" VARCHAR, "select" BIGINT);
      INSERT INTO t VALUES (5, 2.5, 'Ann', true, '2024-05-01 09:00:00', {'x': 1, 'y z': 'w'}, [7, 8], 'q', 'u', 3), (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)`);
  });
  after(() => session.close());

  for (const [sql, column] of hostile) {
    it(`refuses ${JSON.stringify(sql)} at column ${column}`, () => {
      const reason = refusal(sql);
      assert.match(reason, /^The filter cannot be used: /);
      assert.ok(reason.endsWith(`(line 1, column ${sql.trim() === '' ? 1 : column}).`), reason);
    });
  }

  it('refuses what is nested too deeply or too long, and says the line', () => {
    assert.match(refusal(`${'('.repeat(150)}1${')'.repeat(150)} = a`), /nested deeper than 100/);
    assert.match(refusal(`a > ${'1'.repeat(21_000)}`), /longer than 20000/);
    assert.match(refusal('a > 1\n  AND nope = 2'), /\(line 2, column 7\)/);
  });

  it('refuses functions that together make texts without bound, at the one that goes too far, and takes those that do not', () => {
    const nested = (call: (inner: string) => string, times: number): string => (times === 0 ? 'Name' : call(nested(call, times - 1)));
    const bombs: readonly ((inner: string) => string)[] = [
      (inner) => `replace(${inner}, 'a', 'aaaaaaaaaa')`, (inner) => `regexp_replace(${inner}, '.', '\\0\\0\\0\\0\\0', 'g')`,
      (inner) => `replace(concat(${inner}, 'x'), '', 'aaaaaaaaaa')`, (inner) => `CASE WHEN ok THEN replace(${inner}, Name, 'aaaaaaaaaa') END`,
      (inner) => `coalesce(upper(CAST(replace(${inner}, 'b', 'bbbbbbbbbb') AS VARCHAR)) || 'c', 'd')`, (inner) => `replace(${inner}, Name, Name)`,
    ];
    for (const bomb of bombs) assert.match(refusal(`${nested(bomb, 6)} = 'x'`), /could make a text of more than a million characters .*\(line 1, column \d+\)/);
    assert.match(refusal(`${nested((inner) => `replace(${inner}, 'a', 'aaaaaaaaaa')`, 4)} = 'x'`), /\(line 1, column 1\)/);
    assert.match(refusal(`max(${nested((inner) => `replace(${inner}, 'a', 'aaaaaaaaaa')`, 6)}) = 'x'`, 'aggregate'), /more than a million/);
    const usual = ["replace(replace(replace(replace(Name, ' ', ''), '-', '_'), 'ä', 'ae'), 'ß', 'ss') = 'x'", "length(replace(Name, Name, Name)) > 0", "concat(Name, ' ', Name, ' ', Name) = 'x'",
      "regexp_replace(regexp_replace(Name, '[^0-9]', '', 'g'), '^0+', '') = '1'", nested((inner) => `replace(${inner}, 'a', 'b')`, 60) + " = 'x'"];
    for (const sql of usual) assert.match(refusal(sql), /^taken/);
  });

  it('refuses a condition that is none, and a field outside an aggregate', () => {
    assert.match(refusal('a + 1'), /not a condition/);
    assert.match(refusal("'x'"), /not a condition/);
    assert.match(refusal('sum(a) > b', 'aggregate'), /"b" must stand inside an aggregate/);
    assert.match(refusal('sum(max(a))', 'aggregate'), /stands inside another/);
  });

  const values: readonly (readonly [sql: string, wanted: string | null, mode?: ExpressionMode])[] = [
    ['a > 1 AND NOT ok OR b = 2.5', 'true'], ['NOT a = 4', 'true'], ['1 + 2 * 3 - 4 / 2', '5.0', 'value'], ['-2 ^ 2', '4.0', 'value'], ['2 ^ 3 ^ 2', '64.0', 'value'], ['10 // 3 % 2', '1', 'value'],
    ["Name || '-' || a", 'Ann-5', 'value'], ["name LIKE 'A%' AND Name NOT LIKE 'B%'", 'true'], ["Name ILIKE 'a_n'", 'true'], ["Name RLIKE '^A'", 'true'], ['a BETWEEN 1 AND 5 AND ok', 'true'],
    ['a NOT BETWEEN 6 AND 7', 'true'], ['a IN (1, 5)', 'true'], ['a NOT IN (1, 2)', 'true'], ['a IS NOT NULL', 'true'], ['ok IS TRUE', 'true'], ['a IS DISTINCT FROM 5', 'false'], ['a <=> 5', 'true'], ['a == 5 and a != 6', 'true'],
    ["CASE WHEN a > 3 THEN 'big' ELSE 'small' END", 'big', 'value'], ["CASE a WHEN 5 THEN 1 END", '1', 'value'], ["CAST('x' AS INTEGER)", null, 'value'], ["'12'::DECIMAL(4, 1)", '12.0', 'value'], ['a::double precision', '5.0', 'value'],
    ["at >= TIMESTAMP '2024-05-01 00:00:00'", 'true'], ["at < now()", 'true'], ['CAST(at AS DATE) = current_date', 'true'], ["at + INTERVAL '1 hour' = TIMESTAMP '2024-05-01 10:00:00'", 'true'], ['at + INTERVAL 2 DAYS > at', 'true'],
    ['EXTRACT(year FROM at)', '2024', 'value'], ["date_trunc('month', at) = DATE '2024-05-01'", 'true'], ['coalesce(a, 0) + length(Name)', '8', 'value'], ['if(ok, 1, 2)', '1', 'value'], ['s.x', '1', 'value'], ['s."y z"', 'w', 'value'],
    ['l[2]', '8', 'value'], ['"q""uote" = \'q\' AND `Ünï 😀` = \'u\'', 'true'], ['"select" + select', '6', 'value'], ['{{n}} + a', '8', 'value'], ['Name <> {{t}}', 'true'], ["'{{t}}'", "x' OR 1=1 --", 'value'], ["Name = 'it''s'", 'false'],
    ["Name ~ 'n+' AND Name !~ 'z'", 'true'], ['a = 5 IS TRUE', 'true'], ['sum(a) + count(*) FILTER (WHERE a > 1)', '6', 'aggregate'], ['count(DISTINCT a) / count(*)', '0.5', 'aggregate'], ['max(at) > min(at)', 'false', 'aggregate'],
    ['quantile_cont(b, 0.5)', '2.5', 'aggregate'], ['a NOTNULL', 'true'], ['a ISNULL', 'false'], ['- - a', '5', 'value'], ['+a', '5', 'value'],
  ];
  for (const [sql, wanted, mode = 'condition'] of values) {
    it(`takes ${sql} and means the same`, async () => {
      const guarded = guard(sql, mode);
      const [row] = await session.query(`SELECT CAST(${guarded.sql} AS VARCHAR) AS v FROM t${mode === 'aggregate' ? '' : ' WHERE a = 5'}`);
      assert.equal(row!.v, wanted);
    });
  }

  it('lists the columns it reads as the container spells them', () => {
    assert.deepEqual(guard('NAME = name AND A > 1 AND s.x = 1').columns, ['Name', 'a', 's']);
  });

  it('allows only functions that the source has, none of which reads files or settings', async () => {
    const known = new Map((await session.query('SELECT function_name AS name, string_agg(DISTINCT function_type) AS types, bool_or(coalesce(has_side_effects, false)) AS effects FROM duckdb_functions() GROUP BY 1'))
      .map((row) => [String(row.name), row]));
    const written = ['coalesce', 'nullif'];
    const gone = [...rowFunctions.keys(), ...aggregateFunctions.keys()].filter((name) => !known.has(name) && !written.includes(name));
    assert.deepEqual(gone, []);
    const effects = [...rowFunctions.keys()].filter((name) => known.get(name)?.effects === true || !/scalar|macro/.test(String(known.get(name)?.types ?? 'scalar')));
    assert.deepEqual(effects, []);
    for (const type of castTypes.values()) await session.query(`SELECT CAST(NULL AS ${type})`);
  });
});
