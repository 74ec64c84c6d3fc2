import fc from 'fast-check';

/** Table that the expressions of this file read, with values at the edges of their types. */
export const subject = `CREATE TABLE t (a BIGINT, b DOUBLE, d DECIMAL(10, 2), n VARCHAR, ok BOOLEAN, moment TIMESTAMP, born DATE, l INTEGER[], s STRUCT(x INTEGER, "y z" VARCHAR));
  INSERT INTO t VALUES
    (5, 2.5, 1.25, 'Ann', true, '2024-05-01 09:00:00', '2024-02-29', [7, 8], {'x': 1, 'y z': 'w'}),
    (-3, -0.5, -12.50, ' it''s %_ ', false, '1969-12-31 23:59:59.999999', '1900-01-01', [], {'x': NULL, 'y z': ''}),
    (0, 0, 0, '', true, '2000-01-01', '2000-12-31', [NULL], NULL),
    (9223372036854775807, 'nan', 99999999.99, 'Ünï 😀', NULL, '9999-12-31 23:59:59', '9999-12-31', [1, 2, 3], {'x': 2147483647, 'y z': 'Ä'}),
    (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)`;
export const subjectColumns = [
  { name: 'a', type: 'Integral', nativeType: 'BIGINT' }, { name: 'b', type: 'Fractional', nativeType: 'DOUBLE' }, { name: 'd', type: 'Fractional', nativeType: 'DECIMAL(10,2)' },
  { name: 'n', type: 'String', nativeType: 'VARCHAR' }, { name: 'ok', type: 'Boolean', nativeType: 'BOOLEAN' }, { name: 'moment', type: 'Timestamp', nativeType: 'TIMESTAMP' },
  { name: 'born', type: 'Date', nativeType: 'DATE' }, { name: 'l', type: 'Array', nativeType: 'INTEGER[]' }, { name: 's', type: 'Struct', nativeType: 'STRUCT' },
] as const;

type Kind = 'number' | 'text' | 'truth' | 'moment';

const leaves: Readonly<Record<Kind, readonly string[]>> = {
  number: ['a', 'b', 'd', '0', '1', '7', '2.5', '.5', '1e3', 's.x', 'l[1]', 's."x"'],
  text: ['n', "'x'", "''", "'it''s'", "'A%'", "'Ünï'", 's."y z"', 'CAST(a AS VARCHAR)'],
  truth: ['ok', 'TRUE', 'FALSE', 'a > 1', 'n IS NULL', 'NULL'],
  moment: ['moment', 'born', "DATE '2024-02-29'", "TIMESTAMP '2024-02-29 12:00:00'", 'CAST(born AS TIMESTAMP)'],
};

/** Makes of parts in the order in which they are named; `?` marks the places where a part goes. Brackets only where they are written. */
const patterns: Readonly<Record<Kind, readonly (readonly [pattern: string, ...parts: Kind[]])[]>> = {
  number: [
    ['? + ?', 'number', 'number'], ['? - ?', 'number', 'number'], ['? * ?', 'number', 'number'], ['? / ?', 'number', 'number'], ['? % ?', 'number', 'number'], ['? // ?', 'number', 'number'],
    ['- ?', 'number'], ['(?)', 'number'], ['abs(?)', 'number'], ['coalesce(?, ?)', 'number', 'number'], ['CASE WHEN ? THEN ? ELSE ? END', 'truth', 'number', 'number'], ['length(?)', 'text'],
    ['CASE ? WHEN ? THEN ? END', 'number', 'number', 'number'], ['EXTRACT(day FROM ?)', 'moment'], ['TRY_CAST(? AS BIGINT)', 'text'], ['round(?, 1)', 'number'], ['greatest(?, ?)', 'number', 'number'],
    ['nullif(?, ?)', 'number', 'number'], ['strpos(?, ?)', 'text', 'text'], ["date_diff('day', ?, ?)", 'moment', 'moment'], ['floor(?)', 'number'],
  ],
  text: [
    ['? || ?', 'text', 'text'], ['(?)', 'text'], ['upper(?)', 'text'], ['substring(?, 1, 2)', 'text'], ['trim(?)', 'text'], ["replace(?, 'n', 'mm')", 'text'], ["coalesce(?, ?)", 'text', 'text'],
    ['CASE WHEN ? THEN ? END', 'truth', 'text'], ["strftime(?, '%Y-%m')", 'moment'], ['concat(?, ?)', 'text', 'text'], ["split_part(?, 't', 1)", 'text'], ['left(?, 2)', 'text'],
  ],
  truth: [
    ['? AND ?', 'truth', 'truth'], ['? OR ?', 'truth', 'truth'], ['NOT ?', 'truth'], ['(?)', 'truth'], ['? = ?', 'number', 'number'], ['? < ?', 'number', 'number'], ['? >= ?', 'text', 'text'], ['? <> ?', 'text', 'text'],
    ['? BETWEEN ? AND ?', 'number', 'number', 'number'], ['? NOT BETWEEN ? AND ?', 'moment', 'moment', 'moment'], ['? IN (?, ?)', 'number', 'number', 'number'], ['? NOT IN (?, ?)', 'text', 'text', 'text'],
    ['? LIKE ?', 'text', 'text'], ['? NOT ILIKE ?', 'text', 'text'], ["? LIKE ? ESCAPE '!'", 'text', 'text'], ['? IS NULL', 'text'], ['? IS NOT NULL', 'number'], ['(?) IS TRUE', 'truth'], ['? IS DISTINCT FROM ?', 'number', 'number'],
    ["regexp_matches(?, '^[A-Z]')", 'text'], ['? <= ?', 'moment', 'moment'], ['starts_with(?, ?)', 'text', 'text'], ['list_contains(l, 7) = ?', 'truth'],
  ],
  moment: [["date_trunc('month', ?)", 'moment'], ["? + INTERVAL '1 day'", 'moment'], ["? - INTERVAL '1' MONTH", 'moment'], ['? + INTERVAL 2 HOURS', 'moment'], ['coalesce(?, ?)', 'moment', 'moment'], ['(?)', 'moment']],
};

/** Everyday expressions as a person writes them, in which precedence decides what belongs together. */
export const writtenExpressions: fc.Arbitrary<string> = fc.letrec<Record<Kind, string>>((tie) => {
  const of = (kind: Kind): fc.Arbitrary<string> => fc.oneof(
    { maxDepth: 4, depthIdentifier: 'expression' }, fc.constantFrom(...leaves[kind]),
    ...patterns[kind].map(([pattern, ...parts]) => fc.tuple(...parts.map((part) => tie(part))).map((made) => {
      let at = 0;
      return pattern.replace(/\?/g, () => made[at++]!);
    })),
  );
  return { number: of('number'), text: of('text'), truth: of('truth'), moment: of('moment') };
}).truth;
