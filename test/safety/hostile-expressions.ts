import { pick, type Random } from '../engine/fuzz-values';

/** An expression that wants more of the machine than it should, over a container with the fields `id`, `n`, `day` and `word`. */
export interface Hostile { readonly kind: string; readonly sql: string }

const nest = (levels: number, inner: string, around: (inside: string) => string): string => {
  let sql = inner;
  for (let n = 0; n < levels; n += 1) sql = around(sql);
  return sql;
};
const many = (count: number, one: (n: number) => string, between: string): string => Array.from({ length: count }, (_, n) => one(n)).join(between);
const between = (random: Random, least: number, most: number): number => least + Math.floor(random() * (most - least + 1));
const powers = [1, 10, 1000, 100_000, 1_000_000, 2_147_483_647, 9_007_199_254_740_993, -1];
const size = (random: Random): string => String(pick(random, powers));
const text = (random: Random): string => pick(random, ['word', "'a'", "concat(word, word)", 'reverse(word)', 'id::VARCHAR', "upper(word)", 'md5(word)', "''", 'NULL']);

/** One family each; how deep, long and large it is comes from `random`. */
const families: Readonly<Record<string, (random: Random) => string>> = {
  'texts that grow': (random) => {
    const by = 'x'.repeat(between(random, 1, 40));
    const step = pick<(inside: string) => string>(random, [
      (inside) => `replace(${inside}, 'x', '${by}')`, (inside) => `regexp_replace(${inside}, '.', '${by}', 'g')`, (inside) => `concat(${inside}, ${inside})`,
      (inside) => `(${inside} || ${inside})`, (inside) => `concat_ws(${inside}, ${inside}, ${inside})`, (inside) => `translate(${inside}, 'x', '${by}')`,
      (inside) => `repeat(${inside}, ${between(random, 2, 100)})`, (inside) => `regexp_replace(${inside}, '(.*)', '\\1\\1\\1\\1', 'g')`, (inside) => `hex(${inside})`,
    ]);
    return `length(${nest(between(random, 2, 12), text(random), step)}) >= 0`;
  },
  'texts of any length': (random) => {
    const made = pick(random, [
      `repeat(${text(random)}, ${size(random)})`, `lpad(${text(random)}, ${size(random)}, ${text(random)})`, `rpad(${text(random)}, ${size(random)}, ' ')`, `repeat(word, n * ${size(random)})`,
      `format('{:${size(random)}}', word)`, `printf('%${size(random)}s', word)`, `bar(n, 0, 1, ${size(random)})`, `strftime(day, '${'%A'.repeat(between(random, 1, 20_000))}')`,
      `list_aggregate(string_split(word, ''), 'string_agg', ${text(random)})`, `array_to_string(string_split(word, ''), ${text(random)})`, `string_agg(word, '${'x'.repeat(5000)}')`, `to_base64(word::BLOB)`,
    ]);
    return `${pick(random, ['length', 'hash', 'md5'])}(${made}) IS NOT NULL`;
  },
  'lists': (random) => pick(random, [
    `list_count(range(${size(random)})) > 0`, `len(generate_series(1, ${size(random)})) > 0`, `len(list_transform(range(1000000), x -> repeat('a', x))) > 0`,
    `list_count(list_distinct(list_sort(string_split(${text(random)}, '')))) > 0`, `len(regexp_extract_all(word, '.')) > 0`, `length(array_to_string(list_reverse(regexp_split_to_array(word, '')), ${text(random)})) > 0`,
    `list_contains([${many(between(random, 10, 20_000), String, ', ')}], id)`, `len(list_slice(string_split(word, 'w'), 1, ${size(random)})) > 0`, `unnest(string_split(word, '')) = 'a'`, `list_has_all(string_split(word, ''), string_split(word, ''))`,
  ]),
  'regular expressions': (random) => {
    const pattern = pick(random, [
      `(${'a|'.repeat(between(random, 10, 30_000))}b)+$`, '(a+)+$', `${'(a?)'.repeat(between(random, 10, 2000))}${'a'.repeat(500)}`, nest(between(random, 1, 5), 'a', (inside) => `(${inside}){1,${between(random, 5, 1000)}}`),
      `${'('.repeat(between(random, 10, 2000))}a${')'.repeat(1000)}`, '[\\p{L}\\p{N}]{1000}', '(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)x', `\\\\d{${between(random, 1, 2000)}}`, '(?:(?:a*)*)*$', '[', '(?<=a)b', '\\x{10FFFF}*',
    ]);
    const call = pick(random, ["regexp_matches(word, '?')", "regexp_full_match(word, '?')", "regexp_extract(word, '?', 0) IS NULL", "length(regexp_replace(word, '?', 'yy', 'g')) > 0", "word SIMILAR TO '?'", "len(regexp_extract_all(word, '?')) >= 0"]);
    return call.replace('?', () => pattern);
  },
  'deep nests': (random) => {
    const deep = pick(random, [20, 90, 110, 1000, 30_000]);
    return pick<() => string>(random, [
      () => `${'('.repeat(deep)}n${')'.repeat(deep)} > 0`, () => `${'NOT '.repeat(deep)}n > 0`, () => `${'- '.repeat(deep)}n < 0`, () => nest(deep, 'n > 0', (inside) => `CASE WHEN ${inside} THEN true ELSE false END`),
      () => `${nest(deep, 'n', (inside) => `abs(${inside})`)} > 0`, () => `${nest(Math.min(deep, 90), 'word', (inside) => `coalesce(${inside}, ${inside})`.slice(0, 200_000))} = ''`, () => `${'['.repeat(deep)}1${']'.repeat(deep)} IS NULL`,
      () => `${nest(deep, 'n', (inside) => `CAST(${inside} AS BIGINT)`)} > 0`, () => `length(${nest(Math.min(deep, 14), 'word', (inside) => `CASE WHEN ${inside} = '' THEN ${inside} ELSE ${inside} END`.slice(0, 400_000))}) > 0`,
    ])();
  },
  'long chains': (random) => {
    const long = pick(random, [100, 2000, 20_000, 100_000]);
    return pick<() => string>(random, [
      () => `${many(long, (n) => `n + ${n}`, ' + ')} > 0`, () => many(long, (n) => `id <> ${n}`, ' AND '), () => many(long, (n) => `word = 'w${n}'`, ' OR '), () => `id IN (${many(long, String, ', ')})`,
      () => `CASE ${many(long, (n) => `WHEN id = ${n} THEN ${n}`, ' ')} END > 0`, () => `${many(long, () => 'word', ' || ')} = ''`, () => `concat(${many(long, () => 'word', ', ')}) = ''`, () => many(long, (n) => `word LIKE '%${n}%'`, ' OR '),
      () => many(Math.min(long, 2000), (n) => `regexp_matches(word, '(a|b)*${n}$')`, ' OR '),
    ])();
  },
  'large literals': (random) => pick<() => string>(random, [
    () => `word = '${'a'.repeat(between(random, 1000, 3_000_000))}'`, () => `n > ${'9'.repeat(between(random, 30, 200_000))}`, () => `n > 1e${between(random, 300, 100_000)}`, () => `word LIKE '${'%a'.repeat(between(random, 10, 20_000))}'`,
    () => `word ILIKE '${'%_'.repeat(between(random, 10, 5000))}x'`, () => `day > INTERVAL '${'9'.repeat(60)} years' + day`, () => `"${'q'.repeat(100_000)}" = 1`, () => `levenshtein(word, '${'ab'.repeat(50_000)}') > 0`, () => `json_valid('${'['.repeat(100_000)}')`,
  ])(),
  'slow comparisons': (random) => `${pick(random, ['levenshtein', 'damerau_levenshtein', 'jaro_similarity', 'jaro_winkler_similarity'])}(${text(random)}, ${text(random)}) >= 0`,
  'casts and numbers': (random) => pick(random, [
    'word::DECIMAL(38, 37) > 0', 'CAST(word AS JSON) IS NULL', "(repeat('9', 400))::DOUBLE > 0", `${many(30, () => 'n', ' * ')} > 0`, `pow(10, ${size(random)}) * pow(10, ${size(random)}) > 0`, `round(n, ${size(random)}) > 0`,
    `${nest(between(random, 5, 40), 'n::HUGEINT', (inside) => `(${inside} * 1000000)`)} > 0`, `day + INTERVAL ${size(random)} DAY > day`, `make_date(${size(random)}, ${size(random)}, 1) > day`, `to_timestamp(${size(random)}) > day`, `chr(${size(random)}) = ''`,
    `json_extract(word, '$${'.a'.repeat(between(random, 1, 5000))}') IS NULL`, `exp(exp(${size(random)})) > 0`, `n % 0 = 0`, `n // 0 = 0`, 'word::BIT IS NULL', 'word::BLOB IS NULL', `substring(word, ${size(random)}, ${size(random)}) = ''`, `word[${size(random)}] = 'a'`,
    `date_trunc(word, day) > day`, `gcd(${size(random)}, ${size(random)}) > 0`, `try_strptime(word, '${'%Y'.repeat(5000)}') IS NULL`, `list_extract(string_split(word, ''), ${size(random)}) = 'a'`, `split_part(word, '', ${size(random)}) = ''`,
  ]),
  'what is no expression': (random) => pick(random, [
    'id IN (SELECT a.range FROM range(1000000) a, range(1000000) b)', '(SELECT count(*) FROM range(1e12)) > 0', 'EXISTS (SELECT 1 FROM a, a b, a c, a d)', "read_text('/etc/passwd') = ''", 'sum(n) OVER (ORDER BY id) > 0', 'getenv(word) = word',
    'true; SELECT * FROM range(1e15)', 'WITH RECURSIVE t AS (SELECT 1 UNION ALL SELECT 1 FROM t) SELECT * FROM t', '(VALUES (1)) = 1', "pragma_version() = ''", 'list_reduce(range(1000000), (x, y) -> x + y) > 0', 'sleep(1000)', 'setseed(1) IS NULL', 'random() > 0', `\u0000`, `'${'\u0000'.repeat(10)}' = word`,
  ]),
};

/** `count` hostile expressions, the families in turn. The same `random` gives the same ones. */
export function hostileExpressions(count: number, random: Random): Hostile[] {
  const kinds = Object.entries(families);
  return Array.from({ length: count }, (_, n) => {
    const [kind, make] = kinds[n % kinds.length]!;
    return { kind, sql: make(random) };
  });
}
