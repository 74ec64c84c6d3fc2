import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { StoredCheck } from '../../src/engine/store/model';
import { operationBench, type Bench } from './run-operation';

type Cell = string | number;

/** Whole numbers below `below` in an order that resembles nothing. */
function scattered(below: number, seed = 1): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

describe('methods of inference', () => {
  let bench: Bench;
  beforeEach(() => { bench = operationBench(); });
  afterEach(() => bench.close());

  /** Profiles a table and scans it: the checks of a field that rows break, and the 1-based rows. */
  const found = async (header: string, rows: readonly (readonly Cell[])[], level: 'medium' | 'high' = 'high'): Promise<{ checks: StoredCheck[]; broken: (field: string, rule: string) => number[] }> => {
    writeFileSync(path.join(bench.folder, 't.csv'), `${header}\n${rows.map((row) => row.join(',')).join('\n')}\n`);
    await bench.run({ type: 'sync' });
    await bench.run({ type: 'profile', ai_effort: level });
    await bench.run({ type: 'scan', enrichment_source_record_limit: 1000, high_count_rollup_threshold: 1 });
    const checks = bench.store.storedChecks;
    return {
      checks,
      broken: (field, rule) => {
        const ids = checks.filter((check) => check.rule_type === rule && check.fields.includes(field)).map(({ id }) => id);
        const rowsOf = [...bench.store.records.values()].flatMap(({ records }) => records.filter((row) => row.failed_checks.some((id) => ids.includes(id))).map((row) => Number(row.row_id)));
        return [...new Set(rowsOf)].sort((a, b) => a - b);
      },
    };
  };

  it('finds amounts with another unit than most', async () => {
    const { broken, checks } = await found('size', Array.from({ length: 120 }, (_, i) => [`${12 + (i % 5)}.0 ${i === 4 ? 'ounce' : i === 9 ? 'oz.' : 'oz'}`]), 'medium');
    assert.deepEqual(broken('size', 'matchesPattern'), [5, 10]);
    assert.match(String(checks.find((check) => check.rule_type === 'matchesPattern')?.description), /the unit `oz`, not the unit `ounce` or the unit `oz\.`/);
  });

  it('takes words for none as mistakes where nulls say the same, as notation where they are all there is', async () => {
    const next = scattered(900);
    const rows = (word: string, gap: string): Cell[][] => Array.from({ length: 200 }, (_, i) => [i % 20 === 3 ? word : next() + 10, i % 25 === 7 ? gap : next() + 5]);
    assert.deepEqual((await found('a,b', rows('N/A', ''), 'medium')).broken('a', 'notPlaceholder'), [4, 24, 44, 64, 84, 104, 124, 144, 164, 184]);
    bench.close();
    bench = operationBench();
    assert.equal((await found('a,b', rows('NA', 'NA'), 'medium')).checks.filter((check) => check.rule_type === 'notPlaceholder').length, 0);
  });

  it('finds single rows that differ from the majority of their group, not a group of its own', async () => {
    const cities = ['Boston', 'Salem', 'Lynn', 'Quincy', 'Revere', 'Malden', 'Medford', 'Everett'];
    const zip = (i: number): number => 2100 + (i % 24);
    const rows = (odd: (i: number) => string | null): Cell[][] => Array.from({ length: 480 }, (_, i) => [zip(i * 7), odd(i) ?? `${cities[zip(i * 7) % 8]}`, i % 3]);
    const { broken, checks } = await found('zip,city,n', rows((i) => (i === 10 || i === 333 ? 'Elsewhere Town' : null)));
    assert.deepEqual(broken('city', 'functionalDependency'), [11, 334]);
    assert.deepEqual(checks.find((check) => check.rule_type === 'functionalDependency')?.properties.determinants, ['zip']);
  });

  it('believes most of several sources', async () => {
    const next = scattered(24 * 60, 7);
    const clock = (minutes: number): string => `${Math.floor(minutes / 60)}h${String(minutes % 60).padStart(2, '0')}m`;
    const times = Array.from({ length: 30 }, () => clock(next()));
    const rows = Array.from({ length: 30 * 8 }, (_, i) => {
      const [flight, source] = [Math.floor(i / 8), i % 8];
      return [`site ${'abcdefgh'[source]}`, `AA-${1000 + flight * 13}`, source === flight % 8 ? (flight % 2 ? '' : clock(next())) : times[flight] ?? ''];
    });
    const { broken, checks } = await found('src,flight,departure', rows);
    assert.deepEqual(broken('departure', 'functionalDependency'), Array.from({ length: 30 }, (_, flight) => flight * 8 + (flight % 8) + 1));
    assert.match(JSON.stringify(checks.find((check) => check.rule_type === 'functionalDependency')?.additional_metadata), /7 of 8 sources say `[^`]+` for `AA-\d+`, one says/);
  });

  it('finds noise laid over numbers, digits that nobody wrote, and what is beside a constant', async () => {
    const next = scattered(1000, 3);
    const level = (): number => 50 + ((next() + next() + next() + next()) - 2000) / 250;
    const rows = Array.from({ length: 400 }, (_, i) => [
      i % 40 === 5 ? (i % 80 === 5 ? 1 : -1) * (400 + next()) + 0.25 : level().toFixed(2),
      i % 50 === 7 ? `${10 + (i % 9)}.${12_345_678 + next() * 1001}` : (10 + (next() % 90) / 10).toFixed(1),
      i % 100 === 9 ? (3 + (next() - 500) / 977).toFixed(6) : 3,
    ]);
    const { broken } = await found('level,price,rate', rows);
    assert.deepEqual(broken('level', 'between'), Array.from({ length: 10 }, (_, k) => k * 40 + 6));
    assert.deepEqual(broken('price', 'maxDecimals'), Array.from({ length: 8 }, (_, k) => k * 50 + 8));
    assert.deepEqual(broken('rate', 'expectedValues'), [10, 110, 210, 310]);
  });

  it('finds odd ways of writing, but lets a variant be', async () => {
    const rows = Array.from({ length: 400 }, (_, i) => [i === 20 ? '20-5551' : `555-${1000 + i * 17}`, i % 20 === 0 ? `X${100 + i}` : `AB-${1000 + i}`]);
    const { broken, checks } = await found('phone,code', rows, 'medium');
    assert.deepEqual(broken('phone', 'matchesPattern'), [21]);
    assert.ok(!checks.some((check) => check.rule_type === 'matchesPattern' && check.fields[0] === 'code' && !new RegExp(`^(?:${String(check.properties.pattern)})$`).test('X100')));
  });

  it('proposes nothing that breaks tomorrow for what grows', async () => {
    const names = Array.from({ length: 400 }, (_, i) => `${['Ann', 'Bob', 'Cyd', 'Dan', 'Eve'][i % 5]} ${['Li', 'Ray', 'Kim', 'Fox'][(i * 3) % 4]}${'abcdefghijklmnop'[(i * 7) % 16]}${'qrstuvwxyz'[Math.floor(i / 9) % 10]}`);
    const next = scattered(100, 5);
    let total = 0;
    const { checks } = await found('n,total,name,batch,temperature', Array.from({ length: 400 }, (_, i) => [i + 1, total += next(), names[i] ?? '', `batch ${Math.floor(i / 40)}`, (15 + 8 * Math.sin(i / 30) + next() / 100).toFixed(1)]));
    assert.deepEqual(checks.filter((check) => !['notNull', 'unique', 'notNegative'].includes(check.rule_type)).map((check) => `${check.rule_type} ${check.fields.join()}`), []);
  });
});
