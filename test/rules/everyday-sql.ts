/** The table that {@link everydaySql} reads: one row. */
export const orders = `CREATE TABLE orders (id BIGINT, customer VARCHAR, email VARCHAR, status VARCHAR, amount DECIMAL(12, 2), discount DOUBLE, quantity INTEGER, flags INTEGER, paid BOOLEAN,
    ordered_at TIMESTAMP, seen_at TIMESTAMPTZ, shipped DATE, due VARCHAR, code VARCHAR, payload JSON, raw VARCHAR, tags VARCHAR[], scores INTEGER[], address STRUCT(city VARCHAR, zip VARCHAR));
  INSERT INTO orders VALUES (7, 'Ann  Lee', 'Ann@Example.com', 'paid', 120.50, 0.1, 3, 6, true, '2024-05-01 09:30:15.5', '2024-05-01 11:30:00+02', '2024-05-03', '31.12.2024', 'AB-0042-x',
    '{"user": {"id": 9, "name": "ann"}, "items": [1, 2, 3], "note": null}', '{"ok": true}', ['new', 'vip'], [3, 1, 2], {'city': 'Oslo', 'zip': '0150'})`;
export const orderColumns = [
  { name: 'id', type: 'Integral', nativeType: 'BIGINT' }, { name: 'customer', type: 'String', nativeType: 'VARCHAR' }, { name: 'email', type: 'String', nativeType: 'VARCHAR' },
  { name: 'status', type: 'String', nativeType: 'VARCHAR' }, { name: 'amount', type: 'Fractional', nativeType: 'DECIMAL(12,2)' }, { name: 'discount', type: 'Fractional', nativeType: 'DOUBLE' },
  { name: 'quantity', type: 'Integral', nativeType: 'INTEGER' }, { name: 'flags', type: 'Integral', nativeType: 'INTEGER' }, { name: 'paid', type: 'Boolean', nativeType: 'BOOLEAN' },
  { name: 'ordered_at', type: 'Timestamp', nativeType: 'TIMESTAMP' }, { name: 'seen_at', type: 'Timestamp', nativeType: 'TIMESTAMP WITH TIME ZONE' }, { name: 'shipped', type: 'Date', nativeType: 'DATE' },
  { name: 'due', type: 'String', nativeType: 'VARCHAR' }, { name: 'code', type: 'String', nativeType: 'VARCHAR' }, { name: 'payload', type: 'Unknown', nativeType: 'JSON' }, { name: 'raw', type: 'String', nativeType: 'VARCHAR' },
  { name: 'tags', type: 'Array', nativeType: 'VARCHAR[]' }, { name: 'scores', type: 'Array', nativeType: 'INTEGER[]' }, { name: 'address', type: 'Struct', nativeType: 'STRUCT(city VARCHAR, zip VARCHAR)' },
] as const;

/** What people write every day, and what it gives on the row of {@link orders} as text. */
export const everydaySql: readonly (readonly [sql: string, gives: string | null])[] = [
  // Comparisons and logic.
  ['amount > 0', 'true'], ['amount >= 0 AND quantity > 0', 'true'], ["status = 'paid' OR amount = 0", 'true'], ['NOT paid', 'false'], ['amount <> 120.5', 'false'], ['amount != quantity', 'true'], ['paid IS TRUE', 'true'],
  ['paid IS NOT UNKNOWN', 'true'], ['shipped IS NOT NULL', 'true'], ['amount BETWEEN 1 AND 1000', 'true'], ["status IN ('paid', 'open')", 'true'], ["status NOT IN ('void')", 'true'], ['amount IS DISTINCT FROM discount', 'true'],
  ["(status = 'paid') = paid", 'true'], ["status <> ALL (ARRAY['void', 'lost'])", 'true'], ["status = ANY (['paid', 'open'])", 'true'], ["status = ANY (ARRAY['paid', 'open'])", 'true'], ["'vip' = ANY (tags)", 'true'], ["'old' <> ALL (tags)", 'true'],
  ['quantity > ALL ([1, 2])', 'true'], ["(status, quantity) IN (('paid', 3), ('open', 1))", 'true'], ["(status, paid) = ('paid', true)", 'true'], ['(quantity, id) < (4, 0)', 'true'], ["(status, quantity) NOT IN (('void', 0))", 'true'],
  ['amount > 0 -- must be positive', 'true'], ['/* prices */ amount > 0', 'true'], ['amount > /* more /* nested */ than */ 0\n  -- and a line\n  AND paid', 'true'], ['orders.amount > 0', 'true'], ['orders.address.city', 'Oslo'], ['"orders"."amount" = Orders.AMOUNT', 'true'],
  // Numbers.
  ['amount * quantity', '361.50'], ['amount / 2', '60.25'], ['quantity / 2', '1.5'], ['quantity % 2 = 1', 'true'], ['mod(quantity, 2)', '1'], ['quantity // 2', '1'], ['quantity DIV 2', '1'], ['-quantity', '-3'], ['abs(quantity - 5)', '2'],
  ['round(amount, 1)', '120.5'], ['ceil(discount)', '1.0'], ['floor(amount)', '120'], ['power(quantity, 2)', '9.0'], ['greatest(quantity, 5, 1)', '5'], ['least(quantity, 5)', '3'], ['sign(quantity)', '1'], ['trunc(amount)', '120'],
  ['flags & 2 = 2', 'true'], ['flags | 1', '7'], ['flags # 2', '4'], ['~flags', '-7'], ['flags << 1', '12'], ['(flags >> 1) & 1 = 1', 'true'], ['bit_count(flags)', '2'], ['isnan(discount)', 'false'],
  // Texts.
  ["customer LIKE 'Ann%'", 'true'], ["customer NOT LIKE '%!%%' ESCAPE '!'", 'true'], ["email ILIKE '%@example.com'", 'true'], ["status LIKE ANY ('p%', 'o%')", 'true'], ["status SIMILAR TO '(paid|open|void)'", 'true'], ["code SIMILAR TO '[A-Z]{2}-[0-9]+-_'", 'true'],
  ["email SIMILAR TO '%@%.com'", 'true'], ["code NOT SIMILAR TO '[0-9]+'", 'true'], ["code ~ '^[A-Z]{2}'", 'true'], ["code !~ '^[a-z]'", 'true'], ["email ~* 'ann@'", 'true'], ["email !~* 'bob@'", 'true'], ["regexp_matches(code, '\\d{4}')", 'true'],
  ["REGEXP_LIKE(code, '^ab', 'i')", 'true'], ["regexp_extract(code, '-(\\d+)-', 1)", '0042'], ["regexp_replace(code, '[^0-9]', '', 'g')", '0042'], ["position('@' IN email) > 1", 'true'], ["strpos(email, '@')", '4'], ["CHARINDEX('@', email)", '4'],
  ["substring(code FROM 4 FOR 4)", '0042'], ['substring(code FROM 4)', '0042-x'], ['substring(code FOR 2)', 'AB'], ['substr(code, 1, 2)', 'AB'], ['left(code, 2)', 'AB'], ['right(code, 1)', 'x'], ['length(code) = 9', 'true'], ['char_length(code)', '9'],
  ["TRIM(BOTH 'x' FROM code)", 'AB-0042-'], ["TRIM(LEADING 'A' FROM code)", 'B-0042-x'], ["TRIM(TRAILING FROM customer)", 'Ann  Lee'], ['trim(customer) = customer', 'true'], ["ltrim(code, 'AB')", '-0042-x'], ['upper(status)', 'PAID'],
  ['lower(email) = email', 'false'], ["lpad(CAST(quantity AS VARCHAR), 5, '0')", '00003'], ["rpad(status, 6, '.')", 'paid..'], ['lpad(status, 6)', '  paid'], ["split_part(code, '-', 2)", '0042'], ["len(string_split(code, '-'))", '3'],
  ["split(code, '-')[1]", 'AB'], ["replace(customer, '  ', ' ')", 'Ann Lee'], ["translate(code, 'AB', 'ab')", 'ab-0042-x'], ["status || '-' || quantity", 'paid-3'], ["concat(status, '-', quantity)", 'paid-3'], ["concat_ws('/', status, code)", 'paid/AB-0042-x'],
  ['reverse(status)', 'diap'], ["starts_with(code, 'AB')", 'true'], ["contains(email, '@')", 'true'], ['repeat(status, 2)', 'paidpaid'], ['md5(status) IS NOT NULL', 'true'], ['ascii(code)', '65'], ["strip_accents('é')", 'e'], ["levenshtein(status, 'pad')", '1'],
  // Dates and times.
  ["shipped >= DATE '2024-01-01'", 'true'], ["ordered_at < TIMESTAMP '2024-05-02 00:00:00'", 'true'], ['shipped <= current_date', 'false'], ['ordered_at < now()', 'true'], ['ordered_at <= CURRENT_TIMESTAMP', 'true'], ['EXTRACT(YEAR FROM ordered_at)', '2024'],
  ['EXTRACT(DOW FROM shipped)', '5'], ['EXTRACT(EPOCH FROM ordered_at)', '1714555815.5'], ["date_part('month', shipped)", '5'], ["date_trunc('month', shipped) = DATE '2024-05-01'", 'true'], ['DATE_TRUNC(shipped, MONTH)', '2024-05-01 00:00:00'], ['year(shipped)', '2024'],
  ["date_diff('day', ordered_at, shipped)", '2'], ['DATEDIFF(day, ordered_at, shipped)', '2'], ['datediff(shipped, ordered_at)', '2'], ["shipped - INTERVAL '7 days' < shipped", 'true'], ["ordered_at + INTERVAL '1' HOUR", '2024-05-01 10:30:15.5'], ['DATEADD(day, 3, shipped)', '2024-05-06 00:00:00'],
  ['DATE_ADD(shipped, INTERVAL 3 DAY)', '2024-05-06 00:00:00'], ['date_sub(shipped, INTERVAL 1 MONTH)', '2024-04-03 00:00:00'], ["age(TIMESTAMP '2024-05-03', ordered_at) < INTERVAL '2 days'", 'true'], ['age(ordered_at) < INTERVAL 1 DAY', 'true'],
  ["ordered_at AT TIME ZONE 'Europe/Oslo' = seen_at - INTERVAL '1 hour 59 minutes 44.5 seconds'", 'true'], ["seen_at AT TIME ZONE 'UTC'", '2024-05-01 09:30:00'], ["strptime(due, '%d.%m.%Y')", '2024-12-31 00:00:00'], ["to_date(due, 'DD.MM.YYYY')", '2024-12-31'],
  ["to_timestamp(due, 'DD.MM.YYYY')", '2024-12-31 00:00:00'], ["to_char(shipped, 'YYYY-MM')", '2024-05'], ["date_format(shipped, '%Y/%m')", '2024/05'], ["date_format(ordered_at, 'yyyy-MM-dd HH:mm')", '2024-05-01 09:30'], ["strftime(shipped, '%d.%m.%Y')", '03.05.2024'],
  ["to_timestamp(0) < seen_at", 'true'], ['last_day(shipped)', '2024-05-31'], ['dayname(shipped)', 'Friday'], ['epoch(ordered_at) > 0', 'true'], ['make_date(2024, 5, 3) = shipped', 'true'], ["shipped::timestamp > ordered_at", 'true'], ['shipped - DATE \'2024-05-01\'', '2'],
  // Casts, choices and nulls.
  ['CAST(amount AS INTEGER)', '121'], ['amount::int', '121'], ["'12'::numeric(10, 2)", '12.00'], ["TRY_CAST(due AS DATE)", null], ['SAFE_CAST(id AS INT64)', '7'], ['SAFE_CAST(code AS INT)', null], ["CASE WHEN amount > 100 THEN 'big' ELSE 'small' END", 'big'],
  ["CASE status WHEN 'paid' THEN 1 ELSE 0 END = 1", 'true'], ['IIF(paid, 1, 0)', '1'], ["if(paid, 'y', 'n')", 'y'], ["coalesce(status, '') <> ''", 'true'], ["nullif(status, 'paid') IS NULL", 'true'], ['ifnull(discount, 0) < 1', 'true'], ['nvl(discount, 0)', '0.1'],
  ['id::varchar', '7'], ["raw::json ->> 'ok'", 'true'],
  // JSON, lists and structs.
  ["payload ->> 'note' IS NULL", 'true'], ["payload -> 'user' ->> 'name'", 'ann'], ["(payload ->> '$.user.id')::int = 9", 'true'], ["json_extract(payload, '$.items[0]')", '1'], ["json_extract_string(payload, '$.user.name') = 'ann'", 'true'], ["payload -> 'items' -> 2", '3'],
  ["json_array_length(payload, '$.items')", '3'], ['json_valid(raw)', 'true'], ["json_extract_path_text(payload, 'user', 'name')", 'ann'], ["json_type(payload, '$.items')", 'ARRAY'], ["get_json_object(raw, '$.ok')", 'true'], ["json_exists(payload, '$.user.id')", 'true'],
  ['address.city', 'Oslo'], ["(address).zip", '0150'], ['tags[1]', 'new'], ["list_contains(tags, 'vip')", 'true'], ["array_contains(tags, 'x')", 'false'], ['cardinality(tags)', '2'], ['array_length(tags, 1)', '2'], ['list_sum(scores)', '6'], ['list_max(scores) < 5', 'true'],
  ["array_to_string(tags, ',')", 'new,vip'], ['scores = [3, 1, 2]', 'true'],
];

/** The same over all rows. */
export const everydayAggregates: readonly (readonly [sql: string, gives: string | null])[] = [
  ['count(*)', '1'], ['count(1)', '1'], ['sum(amount)', '120.50'], ['sum(amount * quantity) / count(*)', '361.5'], ['avg(amount)', '120.5'], ['count(DISTINCT customer)', '1'], ['count(DISTINCT (customer, status))', '1'],
  ["count(*) FILTER (WHERE status = 'paid')", '1'], ["sum(CASE WHEN paid THEN 1 ELSE 0 END)", '1'], ['max(ordered_at) - min(ordered_at)', '00:00:00'], ['percentile_cont(0.5) WITHIN GROUP (ORDER BY quantity)', '3.0'], ['max(length(code))', '9'],
  ['every(paid)', 'true'], ['max_by(status, amount)', 'paid'], ['stddev(amount)', null], ['sum(orders.amount)', '120.50'],
];

/** What is refused, with what is said of it. */
export const refusedSql: readonly (readonly [sql: string, column: number, reason: RegExp])[] = [
  ['SELECT count(*) FROM orders', 1, /write what stands behind WHERE/], ['WHERE amount > 0', 1, /leave out "WHERE"/], ['id IN (SELECT id FROM customers)', 8, /existsIn/], ['EXISTS (SELECT 1 FROM customers)', 1, /existsIn/],
  ['amount = (SELECT max(amount) FROM orders)', 11, /aggregationComparison/], ['id = ANY (SELECT id FROM customers)', 11, /existsIn/], ['row_number() OVER (PARTITION BY id) = 1', 1, /the rule unique/], ['abs(id) OVER () = 1', 9, /the rule unique/],
  ['sum(amount) > 0', 1, /aggregationComparison/], ['customers.id = id', 1, /no field "customers", and this container is called "orders"/], ['initcap(customer) = customer', 1, /disagree/], ['random() < 0.5', 1, /another value each time/],
  ["status COLLATE nocase = 'x'", 8, /lower\(…\)/], ["string_agg(status, ',') = 'x'", 1, /no bound/], ["status = 'it\\'s'", 15, /not/], ["status SIMILAR TO 'a.c'", 19, /plain sign by the SQL standard/], ["payload -> '$.*' = '1'", 12, /many members/],
  ['repeat(status, quantity) = 1', 16, /written as a whole number/], ['lpad(status, 1000001) = 1', 1, /more than a million/], ['(status, id) = (1, 2, 3)', 16, /2 values are compared with 3/], ['(status, id)', 1, /only be compared/], ['amount > 0 /* open', 12, /not closed/],
  ["to_char(amount, '999') = '1'", 9, /compare it as a number/], ["to_date(due, 'quarter')", 14, /not understood/], ['unnest(scores) = 1', 1, /list_contains/], ["printf('%s', status) = 'x'", 1, /concat/], ['soundex(customer) = 1', 1, /entityResolution/],
];
