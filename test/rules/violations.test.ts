import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { allRules, parseProperties } from '../../src/core/rules/catalogue';

/** What people read of every rule's violation. After the words were changed on purpose: PLUMBLINE_VIOLATIONS=write, and read the difference. */
const file = path.join(process.cwd(), 'test', 'rules', 'violations.json');

type Violation = ReturnType<(typeof allRules)[number]['violation']>;

const found = (of: string | null): Record<string, string | null> => new Proxy<Record<string, string | null>>({}, { get: () => of });

function words(): Record<string, Record<string, Violation>> {
  return Object.fromEntries(allRules.map((rule) => {
    const parsed = parseProperties(rule, rule.name, rule.example.properties);
    if ('problems' in parsed) assert.fail(`${rule.name}: ${JSON.stringify(parsed.problems)}`);
    const given = { fields: rule.example.fields, properties: parsed.value };
    return [rule.name, {
      'some of many, filtered': rule.violation({ ...given, rows: 4_000, failing: 3, filtered: true, coverage: 1, found: found('17') }),
      'one': rule.violation({ ...given, rows: 1, failing: 1, filtered: false, coverage: 1, found: found('1') }),
      'too many for the coverage': rule.violation({ ...given, rows: 10, failing: 4, filtered: false, coverage: 0.75, found: found('0') }),
      'nothing found': rule.violation({ ...given, rows: 0, failing: 0, filtered: false, coverage: 1, found: found(null) }),
    }];
  }));
}

describe('violations', () => {
  it('say in words what was expected and what was found', () => {
    const now = JSON.parse(JSON.stringify(words())) as unknown;
    if (process.env.PLUMBLINE_VIOLATIONS === 'write') writeFileSync(file, `${JSON.stringify(now, null, 1)}\n`);
    assert.deepEqual(now, JSON.parse(readFileSync(file, 'utf8')));
  });

  it('of freshness say ages in the largest unit that they fill', () => {
    const freshness = allRules.find(({ name }) => name === 'freshness')!;
    const age = (millis: number): string => freshness.violation({ fields: [], properties: { value: 500 }, rows: null, failing: null, filtered: false, coverage: 1, found: { age: String(millis), modified: '2024-01-01T00:00:00.000Z' } }).found;
    assert.deepEqual([0, 999, 1000, 59_900, 60_000, 90_000, 3_600_000, 5_400_000, 86_400_000, 216_000_000].map((millis) => age(millis).replace('written ', '')), [
      '0 milliseconds before', '999 milliseconds before', '1 seconds before', '59.9 seconds before', '1 minutes before', '1.5 minutes before', '1 hours before', '1.5 hours before', '1 days before', '2.5 days before',
    ]);
  });
});
