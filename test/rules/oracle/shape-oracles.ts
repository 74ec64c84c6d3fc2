import fc from 'fast-check';
import { numberKinds, timeKinds, type Cell, type Fixed } from './cells';
import { keyOf } from './compare';
import { numberText } from './numbers';
import { byRow, type OracleAnswer, type OracleContext, type RuleOracle } from './oracle';
import { microsOf } from './pairs';
import { fieldOf } from './value-oracles';

const answer = (holds: boolean): OracleAnswer => ({ holds, rows: null, failing: null });

/** Sum of whole numbers and decimals as units of 10^-10; of floating numbers as a number. */
function sumOf(cells: readonly Cell[]): Fixed | number {
  if (cells.some((cell) => typeof cell === 'number')) return cells.reduce<number>((sum, cell) => sum + Number(cell ?? 0), 0);
  return { scale: 10, units: cells.reduce<bigint>((sum, cell) => (cell === null ? sum : typeof cell === 'bigint' ? sum + cell * 10n ** 10n : sum + (cell as Fixed).units * 10n ** BigInt(10 - (cell as Fixed).scale)), 0n) };
}

interface Change { readonly comparison?: string; readonly min?: number; readonly max?: number }
const changes = fc.record({
  comparison: fc.constantFrom('Absolute Value', 'Absolute Change', 'Percentage Change'), a: fc.integer({ min: -8, max: 12 }), b: fc.integer({ min: -8, max: 12 }), open: fc.constantFrom('', '', 'min', 'max'),
}).map(({ comparison, a, b, open }): Change => ({ comparison, ...(open === 'min' ? {} : { min: Math.min(a, b) }), ...(open === 'max' ? {} : { max: Math.max(a, b) }) }));

/** Whether a value lies in the range, or its change against an earlier one does. */
function inRange(value: number, p: Change, earlier: number | null): boolean {
  const within = (low: number, high: number): boolean => value >= low && value <= high;
  if (p.comparison === 'Absolute Value') return within(p.min ?? -Infinity, p.max ?? Infinity);
  if (earlier === null) return true;
  const step = p.comparison === 'Absolute Change' ? 100 : Math.abs(earlier);
  const reach = (bound: number): number => (p.comparison === 'Absolute Change' ? earlier + bound : earlier + (step * bound) / 100);
  return within(p.min === undefined ? -Infinity : reach(p.min), p.max === undefined ? Infinity : reach(p.max));
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
const finite = (history: OracleContext['history']): OracleContext['history'] => history.filter((entry) => Number.isFinite(entry.value));

/** Start of the interval that a time falls in, as milliseconds, and the start of the next one. */
function intervalOf(millis: number, name: string): { start: number; next: number } {
  const d = new Date(millis);
  const utc = (y: number, m: number, day = 1, h = 0): number => { const r = new Date(0); r.setUTCFullYear(y, m, day); r.setUTCHours(h); return r.getTime(); };
  const [y, m, day] = [d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate()];
  switch (name) {
    case 'Hourly': return { start: utc(y, m, day, d.getUTCHours()), next: utc(y, m, day, d.getUTCHours() + 1) };
    case 'Daily': return { start: utc(y, m, day), next: utc(y, m, day + 1) };
    case 'Weekly': { const monday = day - ((d.getUTCDay() + 6) % 7); return { start: utc(y, m, monday), next: utc(y, m, monday + 7) }; }
    case 'Monthly': return { start: utc(y, m), next: utc(y, m + 1) };
    case 'Quarterly': { const q = m - (m % 3); return { start: utc(y, q), next: utc(y, q + 3) }; }
    default: return { start: utc(y, 0), next: utc(y + 1, 0) };
  }
}

/** Number of intervals from the first start to the last, both counted. */
function spanOf(first: number, last: number, name: string): number {
  const [a, b] = [new Date(first), new Date(last)];
  const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
  const hours = (last - first) / 3_600_000;
  return { Hourly: hours, Daily: hours / 24, Weekly: hours / 168, Monthly: months, Quarterly: months / 3, Yearly: months / 12 }[name]! + 1;
}

export const shapeOracles: readonly RuleOracle[] = [
  {
    // Sums beyond 38 digits, which only the widest decimals reach, are outside the rule.
    rule: 'sum', kinds: numberKinds.filter((kind) => kind !== 'precise'),
    checks: (world) => fieldOf(world).chain((field) => {
      const total = sumOf(world.rows.map((row) => row[world.columns.indexOf(field)]!));
      const exact = typeof total === 'number' ? (Number.isFinite(total) ? total : 0) : numberText(total);
      return fc.constantFrom<number | string>(exact, exact, 0, 1, '9007199254740993').map((value) => ({ fields: [field.name], properties: { value } }));
    }),
    answer: (check, rows) => {
      const cells = rows.map((row) => row.get(check.fields[0]!) ?? null);
      const total = sumOf(cells);
      const text = String(check.properties.value);
      if (typeof total === 'number') {
        const size = Math.abs(Number(text)) + cells.reduce<number>((sum, cell) => sum + Math.abs(Number(cell ?? 0)), 0);
        return answer(Number.isFinite(total) && Math.abs(total - Number(text)) <= 1e-9 * size);
      }
      const [whole = '0', part = ''] = text.split('.');
      return answer(/^-?[\d.]+$/.test(text) ? total.units === BigInt(whole + part.padEnd(10, '0')) : numberText(total) === text);
    },
  },
  {
    rule: 'expectedSchema', kinds: ['text', 'money', 'list'],
    checks: (world) => {
      const right = world.columns.flatMap((column): unknown[] => [column.name, { name: column.name, type: column.type }, { name: column.name, type: column.nativeType.toLowerCase() }]);
      const list = fc.array(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...right, 'id', { name: 'id', type: 'Integral' }) }, { weight: 1, arbitrary: fc.constantFrom<unknown>('gone', { name: 'id', type: 'String' }) }), { minLength: 1, maxLength: 6 });
      return fc.tuple(fc.oneof(list, fc.constant([...world.columns.map((column) => column.name), 'id'])), fc.boolean()).map(([all, allow]) => ({ fields: [], properties: { list: all, ...(allow ? { allow_other_fields: true } : {}) } }));
    },
    answer: (check, _rows, { columns }) => {
      const wanted = (check.properties.list as (string | { name: string; type: string })[]).map((one) => (typeof one === 'string' ? { name: one, type: null } : one));
      const present = wanted.every(({ name, type }) => columns.some((column) => column.name === name && (type === null || [column.type, column.nativeType].some((own) => own.toLowerCase() === type.toLowerCase()))));
      return answer(present && (check.properties.allow_other_fields === true || columns.every((column) => wanted.some(({ name }) => name === column.name))));
    },
  },
  {
    rule: 'freshness', kinds: ['bool'], checks: () => fc.nat(400_000_000).map((value) => ({ fields: [], properties: { value } })),
    answer: (check, _rows, { now, modified }) => answer(now.getTime() - modified!.getTime() <= Number(check.properties.value)),
  },
  {
    rule: 'volumetric', kinds: ['bool'],
    checks: () => fc.tuple(changes, fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined })).map(([change, window_size]) => ({ fields: [], properties: { ...change, ...(window_size === undefined ? {} : { window_size }) } })),
    answer: (check, rows, { history, now }) => {
      const days = Array.from({ length: Number(check.properties.window_size ?? 7) }, (_, back) => dayOf(new Date(now.getTime() - (back + 1) * 86_400_000)));
      const lasts = days.flatMap((day) => finite(history).filter((entry) => dayOf(entry.captured) === day).slice(-1).map((entry) => entry.value));
      return answer(inRange(rows.length, check.properties, lasts.length === 0 ? null : lasts.reverse().reduce((sum, value) => sum + value, 0) / lasts.length));
    },
  },
  ...(['minPartitionSize', 'maxPartitionSize'] as const).map((rule): RuleOracle => ({
    rule, kinds: ['tinyint'], checks: () => fc.nat(8).map((value) => ({ fields: [], properties: { value } })),
    answer: (check, rows, { partition }) => {
      const value = Number(check.properties.value);
      const sizes = new Map<string, number>();
      for (const row of rows) { const key = partition === null ? '' : keyOf(row.get(partition) ?? null); sizes.set(key, (sizes.get(key) ?? 0) + 1); }
      const counts = partition === null ? [rows.length] : [...sizes.values()];
      return answer(counts.every((count) => (rule === 'minPartitionSize' ? count >= value : count <= value)));
    },
  })),
  {
    rule: 'metric', kinds: ['tinyint', 'money', 'double'], checks: (world) => fc.tuple(fieldOf(world), changes).map(([field, change]) => ({ fields: [field.name], properties: { ...change } })),
    answer: byRow((row, check, { history }) => {
      const cell = row.get(check.fields[0]!) ?? null;
      const known = finite(history);
      const p: Change = check.properties;
      if (cell === null) return false;
      const settled = p.comparison === 'Absolute Value' || known.length > 0;
      return settled && !inRange(Number(numberText(cell)), p, known[known.length - 1]?.value ?? null);
    }),
  },
  {
    rule: 'predictedBy', kinds: ['tinyint', 'double', 'bigint'],
    checks: (world) => fc.tuple(fieldOf(world), fc.option(fieldOf(world), { nil: undefined }), fc.constantFrom(0, 1, 2.5)).map(([field, other, tolerance]) => ({
      fields: [field.name], properties: { tolerance, ...(other ? { expression: `"${other.name.replace(/"/g, '""')}" + 1.0` } : {}) },
    })),
    answer: byRow((row, check, { history }) => {
      const cell = row.get(check.fields[0]!) ?? null;
      const expression = check.properties.expression as string | undefined;
      const recorded = finite(history).map((entry) => entry.value);
      const other = expression?.slice(1, -7).replace(/""/g, '"');
      const predicted = other === undefined ? (recorded.length === 0 ? null : recorded.reduce((sum, one) => sum + one, 0) / recorded.length)
        : row.get(other) === null ? null : typeof row.get(other) === 'bigint' ? Number((row.get(other) as bigint) + 1n) : Number(row.get(other)) + 1;
      return cell !== null && predicted !== null && !(Math.abs(Number(cell) - predicted) <= Number(check.properties.tolerance));
    }),
  },
  {
    rule: 'timeDistributionSize', kinds: timeKinds,
    checks: (world) => fc.record({ field: fieldOf(world), interval_name: fc.constantFrom('Hourly', 'Daily', 'Weekly', 'Monthly', 'Quarterly', 'Yearly'), a: fc.nat(3), b: fc.nat(6), open: fc.constantFrom('', 'min', 'max') })
      .map(({ field, interval_name, a, b, open }) => ({ fields: [field.name], properties: { interval_name, ...(open === 'min' ? {} : { min_size: Math.min(a, b) }), ...(open === 'max' ? {} : { max_size: Math.max(a, b) }) } })),
    answer: (check, rows) => {
      const { interval_name: name, min_size: min = 0, max_size: max = Infinity } = check.properties as { interval_name: string; min_size?: number; max_size?: number };
      const starts = rows.map((row) => {
        const cell = row.get(check.fields[0]!) ?? null;
        const micros = cell === null ? Infinity : microsOf(cell);
        return typeof micros === 'number' ? null : intervalOf(Math.floor(Number(micros) / 1000), name).start;
      });
      const counts = new Map<number, number>();
      for (const start of starts) if (start !== null) counts.set(start, (counts.get(start) ?? 0) + 1);
      const wrong = (start: number): boolean => counts.get(start)! < min || counts.get(start)! > max;
      const all = [...counts.keys()];
      const gaps = all.length === 0 || min === 0 ? 0 : Math.round(spanOf(Math.min(...all), Math.max(...all), name)) - all.length;
      return { holds: !all.some(wrong) && gaps === 0, failing: null, rows: starts.flatMap((start, index) => (start !== null && wrong(start) ? [index] : [])) };
    },
  },
  {
    rule: 'aggregationComparison', kinds: ['tinyint', 'text'], referenceKinds: ['tinyint', 'bool'],
    checks: (world, reference) => {
      const quote = (name: string): string => `"${name.replace(/"/g, '""')}"`;
      const [ours, theirs] = [quote(world.columns[0]!.name), quote(reference.columns[0]!.name)];
      const of = (column: string) => fc.constantFrom(`sum(${column})`, 'count(*)', `COUNT( ${column} )`, `max(${column})`, `count(DISTINCT ${column}) + 1`, `count(*) FILTER (WHERE ${column} > 0)`, '2', '-(1) * 3', "extract(year FROM now()) - 2020");
      return fc.record({ expression: of(ours), ref_expression: of(theirs), comparison: fc.constantFrom('lt', 'lte', 'eq', 'ne', 'gte', 'gt'), ref_filter: fc.constantFrom(undefined, `${theirs} > 0`) })
        .map((p) => ({ fields: [], properties: { ...p, ref_container_id: 1 } }));
    },
    answer: (check, rows, { columns, reference, now }) => {
      const p = check.properties as { expression: string; ref_expression: string; comparison: string; ref_filter?: string };
      const value = (expression: string, cells: readonly (bigint | null)[]): number | null => {
        if (expression === '2') return 2;
        if (expression.startsWith('-')) return -3;
        if (expression.startsWith('extract')) return now.getUTCFullYear() - 2020;
        const known = cells.filter((cell) => cell !== null).map(Number);
        if (expression.startsWith('sum')) return known.length === 0 ? null : known.reduce((a, b) => a + b, 0);
        if (expression.startsWith('max')) return known.length === 0 ? null : Math.max(...known);
        if (expression.includes('DISTINCT')) return new Set(known).size + 1;
        if (expression.includes('FILTER')) return known.filter((one) => one > 0).length;
        return expression.includes('*') && !expression.startsWith('COUNT') ? cells.length : known.length;
      };
      const theirs = reference!.rows.map((row) => row[0] as bigint | null).filter((cell) => p.ref_filter === undefined || (cell !== null && cell > 0n));
      const [l, r] = [value(p.expression, rows.map((row) => row.get(columns[0]!.name) as bigint | null)), value(p.ref_expression, theirs)];
      if (l === null || r === null) return answer(true);
      return answer({ lt: l < r, lte: l <= r, eq: l === r, ne: l !== r, gte: l >= r, gt: l > r }[p.comparison]!);
    },
  },
];
