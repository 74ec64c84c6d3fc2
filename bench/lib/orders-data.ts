import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { openSession } from '../../src/engine/duckdb/open-session';
import type { Session } from '../../src/engine/sql/session';
import { identifier, literal } from '../../src/engine/sql/quote';

/** `usual`: 7 kinds of fault on 0.01 to 1 % of rows. `dirty`: every column has faults of every kind that is checked. */
export type Quality = 'usual' | 'dirty';

export interface OrdersData {
  readonly rows: number;
  readonly database: string;
  readonly parquet: string;
  readonly csv: string;
}

/** A whole number that depends on the row and a salt alone. */
function draw(salt: number): string {
  return `hash(i + ${salt}000000000000)`;
}

function oneOf(values: readonly string[], salt: number): string {
  return `[${values.join(', ')}][1 + (${draw(salt)} % ${values.length})::INTEGER]`;
}

interface Generated {
  readonly name: string;
  readonly type: string;
  readonly good: string;
  /** Of the usual data: a fault on one of so many rows. */
  readonly usual?: { readonly bad: string; readonly oneIn: number };
  /** Of the dirty data: faults that between them break every check of the column. */
  readonly dirty: readonly string[];
}

const columns = (rows: number): readonly Generated[] => [
  { name: 'id', type: 'BIGINT', good: 'i', dirty: ['NULL', '-i - 1'] },
  { name: 'customer_id', type: 'INTEGER', good: `${draw(1)} % 500000 + 1`, dirty: ['NULL', '0', '-7', '900001'] },
  {
    name: 'email', type: 'VARCHAR', usual: { bad: "'user' || i", oneIn: 2000 }, dirty: ['NULL', "'a@b'", "' ' || i || '@x.org'", "repeat('x', 70) || i"],
    good: `'user' || (${draw(2)} % 900000000) || '@' || ${oneOf(["'example.com'", "'mail.test'", "'corp.example.org'", "'post.example.net'"], 3)}`,
  },
  {
    name: 'full_name', type: 'VARCHAR', usual: { bad: 'NULL', oneIn: 100 }, dirty: ['NULL', "'X'", "'anna  '", "repeat('n', 90)"],
    good: `${oneOf(["'Ada'", "'Grace'", "'Alan'", "'Edsger'", "'Barbara'", "'Donald'", "'Frances'", "'Ken'"], 4)} || ' ' || chr(65 + (${draw(5)} % 26)::INTEGER) || substr(md5((${draw(6)} % 40000)::VARCHAR), 1, 6)`,
  },
  { name: 'country', type: 'VARCHAR', good: oneOf(['DE', 'FR', 'US', 'GB', 'ES', 'IT', 'NL', 'SE', 'PL', 'AT'].map(literal), 7), dirty: ['NULL', "'Germany'", "'D'", "'de'"] },
  { name: 'status', type: 'VARCHAR', good: oneOf(['new', 'paid', 'shipped', 'returned', 'closed'].map(literal), 8), usual: { bad: "'unknwon'", oneIn: 1000 }, dirty: ['NULL', "'X'", "'partially shipped'"] },
  { name: 'amount', type: 'DECIMAL(12,2)', good: `1 + (${draw(9)} % 1000000) / 100.0`, usual: { bad: `-1 - (${draw(9)} % 1000000) / 100.0`, oneIn: 5000 }, dirty: ['NULL', '-5', '99999'] },
  { name: 'quantity', type: 'INTEGER', good: `1 + ${draw(10)} % 20`, dirty: ['NULL', '-3', '500'] },
  { name: 'discount', type: 'DOUBLE', good: `(${draw(11)} % 1000) / 1000.0`, usual: { bad: '1.5', oneIn: 500 }, dirty: ['NULL', '-0.5', '1.5', '7'] },
  { name: 'order_date', type: 'DATE', good: `DATE '2020-01-01' + ((i * 2000) // ${rows})::INTEGER`, dirty: ['NULL', "DATE '1969-12-31'", "DATE '2077-01-01'"] },
  {
    name: 'shipped_at', type: 'TIMESTAMP', usual: { bad: "TIMESTAMP '2031-01-01'", oneIn: 5000 },
    good: `TIMESTAMP '2020-01-02' + to_seconds((i * 172800000) // ${rows} + (${draw(12)} % 400000)::BIGINT)`,
    dirty: ['NULL', "TIMESTAMP '1960-01-01'", "TIMESTAMP '2077-01-01'"],
  },
];

function columnSql(column: Generated, quality: Quality, index: number): string {
  const salt = 20 + 3 * index;
  const value = quality === 'dirty'
    ? `CASE WHEN ${draw(salt)} % 250 = 0 THEN ${column.dirty.length === 0 ? 'NULL' : `CASE (${draw(salt + 1)} % ${column.dirty.length})::INTEGER ${column.dirty.map((sql, i) => `WHEN ${i} THEN ${sql}`).join(' ')} END`} ELSE ${column.good} END`
    : column.usual ? `CASE WHEN ${draw(salt)} % ${column.usual.oneIn} = 0 THEN ${column.usual.bad} ELSE ${column.good} END` : column.good;
  return `CAST(${value} AS ${column.type}) AS ${identifier(column.name)}`;
}

/** SELECT of `rows` deterministic rows of 11 columns. */
export function ordersSql(rows: number, quality: Quality): string {
  return `SELECT ${columns(rows).map((column, i) => columnSql(column, quality, i)).join(',\n')}\nFROM range(${rows}) AS t(i)`;
}

/** More rows than this are made by repeating so many with other ids: drawing all of them would take many minutes. */
const block = 10_000_000;

async function repeatBlock(session: Session, database: string, times: number): Promise<void> {
  await session.query(`ATTACH ${literal(database)} AS block (READ_ONLY); CREATE TABLE orders AS FROM block.main.orders`);
  for (let k = 1; k < times; k += 1) {
    await session.query(`INSERT INTO orders SELECT * REPLACE (id + ${k * block} AS id) FROM block.main.orders; CHECKPOINT`);
  }
}

/** Makes the data as DuckDB table `orders`, Parquet (snappy) and CSV in `folder`, unless it is there already. */
export async function ordersData(folder: string, rows: number, quality: Quality, kinds: readonly ('table' | 'parquet' | 'csv')[]): Promise<OrdersData> {
  mkdirSync(folder, { recursive: true });
  const base = path.join(folder, `orders-${quality}-${rows}`);
  const data = { rows, database: `${base}.duckdb`, parquet: `${base}.parquet`, csv: `${base}.csv` };
  if (!existsSync(data.database)) {
    console.error(`making ${data.database}`);
    const whole = rows > block && rows % block === 0 ? (await ordersData(folder, block, quality, [])).database : null;
    rmSync(`${data.database}.part`, { force: true });
    const session = await openSession({ path: `${data.database}.part`, memoryLimit: '2GB' });
    if (whole === null) await session.query(`CREATE TABLE orders AS ${ordersSql(rows, quality)}; CHECKPOINT`);
    else await repeatBlock(session, whole, rows / block);
    await session.close();
    renameSync(`${data.database}.part`, data.database);
  }
  for (const kind of ['parquet', 'csv'] as const) {
    if (!kinds.includes(kind) || existsSync(data[kind])) continue;
    console.error(`making ${data[kind]}`);
    const session = await openSession({ memoryLimit: '2GB' });
    await session.query(`ATTACH ${literal(data.database)} AS source (READ_ONLY)`);
    await session.query(`COPY source.main.orders TO ${literal(`${data[kind]}.part`)} (FORMAT ${kind})`);
    await session.close();
    renameSync(`${data[kind]}.part`, data[kind]);
  }
  return data;
}
