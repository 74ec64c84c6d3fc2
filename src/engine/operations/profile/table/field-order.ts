import type { Session } from '../../../sql/session';
import { identifier } from '../../../sql/quote';
import { isMoment, isNumber, type FieldStatistics } from '../field-statistics';
import type { PreparedRows } from '../prepare-rows';

/** How a field's values follow each other in the order of the rows. */
export interface FieldOrder {
  readonly direction: 'increasing' | 'decreasing';
  /** No value follows itself. */
  readonly strict: boolean;
  /** Seen on all rows, not only on the sample. */
  readonly exact: boolean;
}

/** Rows that exclude nearly all fields without reading more. */
const firstRows = 5000;
const leastRows = 10;
const columnsAtOnce = 50;

interface Steps { readonly up: number; readonly down: number; readonly same: number }

/** What steps of a field say; null where it goes both ways or nowhere. */
function orderOf({ up, down, same }: Steps, exact: boolean): FieldOrder | null {
  if (up + down === 0 || (up > 0 && down > 0)) return null;
  return { direction: up > 0 ? 'increasing' : 'decreasing', strict: same === 0, exact };
}

/** How often each field rises, falls and stays, from each of its values to the next one there is. */
async function steps(session: Session, names: readonly string[], from: string, window: string, signal: AbortSignal): Promise<Steps[]> {
  const found: Steps[] = [];
  for (let start = 0; start < names.length; start += columnsAtOnce) {
    const part = names.slice(start, start + columnsAtOnce).map(identifier);
    const { rows: [row = []] } = await session.table(`SELECT ${part.map((_, at) => `count(*) FILTER (v${at} > b${at}), count(*) FILTER (v${at} < b${at}), count(*) FILTER (v${at} = b${at})`).join(', ')}
      FROM (SELECT ${part.map((c, at) => `${c} AS v${at}, lag(${c} IGNORE NULLS) OVER (${window}) AS b${at}`).join(', ')} FROM ${from})`, undefined, signal);
    for (let at = 0; at < part.length; at += 1) {
      const [up = 0, down = 0, same = 0] = row.slice(at * 3, at * 3 + 3).map(Number);
      found.push({ up, down, same });
    }
  }
  return found;
}

/** The order of numbers and moments: looked for in the first rows, tried on the sample, then on all rows one field after another. */
export async function fieldOrders(session: Session, statistics: readonly FieldStatistics[], prepared: PreparedRows, signal: AbortSignal): Promise<Map<string, FieldOrder>> {
  const able = statistics.filter(({ column, present, min, max }) => (isNumber(column) || isMoment(column)) && present >= leastRows && min !== max).map(({ column }) => column.name);
  const ordered = async (names: readonly string[], from: string): Promise<string[]> => {
    const all = await steps(session, names, from, `ORDER BY ${prepared.position}`, signal);
    return names.filter((_, at) => { const one = all[at]; return one !== undefined && !(one.up > 0 && one.down > 0); });
  };
  const inFirst = await ordered(able, `${prepared.sample} WHERE ${prepared.position} < ${firstRows}`);
  const whole = prepared.sampleRows === prepared.rows;
  const inSample = whole || inFirst.length === 0 ? inFirst : await ordered(inFirst, prepared.sample);
  const found = new Map<string, FieldOrder>();
  if (whole) {
    const all = await steps(session, inSample, prepared.sample, `ORDER BY ${prepared.position}`, signal);
    for (const [at, name] of inSample.entries()) { const order = orderOf(all[at] ?? { up: 0, down: 0, same: 0 }, true); if (order) found.set(name, order); }
    return found;
  }
  for (const name of inSample) {
    const c = identifier(name);
    // Without a partition or an order of its own, the window follows the rows as they are read, and keeps only one of them.
    const { rows: [row = []] } = await session.table(`SELECT count(*) FILTER (v > b), count(*) FILTER (v < b), count(*) FILTER (v = b)
      FROM (SELECT v, lag(v) OVER () AS b FROM (SELECT ${c} AS v FROM ${prepared.all} WHERE ${c} IS NOT NULL))`, undefined, signal);
    const [up = 0, down = 0, same = 0] = row.map(Number);
    const order = orderOf({ up, down, same }, true);
    if (order) found.set(name, order);
  }
  return found;
}

export interface Sequence { readonly step: number; readonly missing: number }

/** Share of a sequence's numbers that may be missing. */
const mostMissing = 0.1;

/** What least, greatest and number of whole numbers of which none repeats say of their steps. */
function sequenceOf({ min, max, present }: FieldStatistics): Sequence | null {
  if (min === null || max === null || present < leastRows) return null;
  const range = BigInt(max) - BigInt(min);
  const intervals = BigInt(present - 1);
  if (range % intervals === 0n && range / intervals <= BigInt(Number.MAX_SAFE_INTEGER)) return { step: Number(range / intervals), missing: 0 };
  const missing = Number(range - intervals);
  return missing <= mostMissing * (present + missing) ? { step: 1, missing } : null;
}

/** Whole numbers that go from the least to the greatest in steps. `unique`: fields of which no value repeats, as was seen on all rows. */
export async function sequences(session: Session, statistics: readonly FieldStatistics[], unique: ReadonlySet<string>, prepared: PreparedRows, signal: AbortSignal): Promise<Map<string, Sequence>> {
  const found = new Map(statistics.filter(({ column }) => column.type === 'Integral' && unique.has(column.name))
    .flatMap((field) => { const sequence = sequenceOf(field); return sequence ? [[field.column.name, { sequence, min: field.min, type: field.column.nativeType === 'UHUGEINT' ? 'UHUGEINT' : 'HUGEINT' }] as const] : []; }));
  // A step of one follows from the number of values alone; a wider one has to be seen.
  const wide = [...found].filter(([, { sequence }]) => sequence.step > 1);
  if (wide.length > 0) {
    const { rows: [row = []] } = await session.table(`SELECT ${wide.map(([name, { sequence, min, type }]) => `count(CASE WHEN (${identifier(name)}::${type} - (${min})::${type}) % ${sequence.step} <> 0 THEN 1 END)`).join(', ')} FROM ${prepared.all}`, undefined, signal);
    for (const [at, [name]] of wide.entries()) if (Number(row[at]) > 0) found.delete(name);
  }
  return new Map([...found].map(([name, { sequence }]) => [name, sequence]));
}
