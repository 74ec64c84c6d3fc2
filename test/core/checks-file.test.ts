import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { QualityCheck } from '../../src/core/api/schemas/check';
import { type CheckEntry, uidKey } from '../../src/core/checks-file/entry';
import { fileNames } from '../../src/core/checks-file/file-names';
import { entriesOf, inOrder } from '../../src/core/checks-file/from-checks';
import { planImport } from '../../src/core/checks-file/plan-import';
import { importPreview } from '../../src/core/checks-file/preview';
import { planLines } from '../../src/core/checks-file/plan-text';
import { createBody } from '../../src/core/checks-file/to-api';
import { checksText, parseChecks } from '../../src/core/checks-file/yaml-text';
import { PlumblineError } from '../../src/core/errors';

const text = fc.oneof(fc.string({ minLength: 1, maxLength: 12 }), fc.constantFrom('null', 'true', '1e3', '- a', '# x', ': ', '\u001b[31m', 'ünï "q"', ' lead', 'a\nb', '0x1F', '2020-01-01', '~', '[', '{{', '*a', '&a'));
const json = fc.jsonValue({ maxDepth: 2 }).filter((v) => v !== null);
const object = fc.dictionary(text.filter((k) => k !== '__proto__' && k !== uidKey), json, { maxKeys: 3 })
  .map((o) => JSON.parse(JSON.stringify(o, (_, v: unknown) => (v === null ? 0 : Object.is(v, -0) ? 0 : v))) as Record<string, unknown>);
const entry: fc.Arbitrary<CheckEntry> = fc.record({
  container: fc.oneof(fc.constantFrom('orders', 'Orders', 'a/b.csv'), text), rule: fc.constantFrom('notNull', 'between', 'satisfiesExpression'),
  fields: fc.array(fc.oneof(fc.constantFrom('id', 'amount'), text), { maxLength: 2 }), properties: object,
  filter: fc.option(text, { nil: null }), coverage: fc.option(fc.double({ min: 0, max: 1, noNaN: true }).map((n) => n + 0), { nil: null }),
  description: fc.oneof(fc.constant(''), text), status: fc.constantFrom('Active' as const, 'Draft' as const),
  tags: fc.uniqueArray(text, { maxLength: 2 }).map((t) => t.sort()), metadata: object,
});
const entries = fc.array(entry, { maxLength: 8 });

/** A server that has taken the entries in: what it would list afterwards. */
function serverWith(list: readonly CheckEntry[], keepUid: boolean): QualityCheck[] {
  return planImport(list, []).create.map(({ entry: e, uid }, i) => {
    const body = createBody(e, uid, 1);
    return {
      id: i + 1, rule_type: e.rule, fields: e.fields.map((name) => ({ name })), properties: { ...e.properties, server_default: null }, filter: e.filter,
      coverage: e.coverage, description: e.description, status: e.status, global_tags: e.tags.map((name) => ({ name })),
      additional_metadata: keepUid ? body.additional_metadata : e.metadata, container: { id: 1, name: e.container },
    };
  });
}

describe('the checks file', () => {
  it('what is written is read back, whatever is in it', () => {
    fc.assert(fc.property(entries, (list) => {
      const once = parseChecks(checksText(list), 'x.yaml');
      assert.deepEqual(parseChecks(checksText(once), 'x.yaml'), once);
      const bare = (l: CheckEntry[]): unknown => inOrder(l.map(({ uid: _, ...e }) => e)).map((e) => JSON.stringify(e, Object.keys(e).sort())).sort();
      assert.deepEqual(bare(once), bare(list));
    }), { numRuns: 150 });
  });
  it('the order of what comes in does not change the text', () => {
    fc.assert(fc.property(entries, (list) => {
      const one = parseChecks(checksText(list), 'x');
      assert.equal(checksText([...one].reverse()), checksText(one));
    }), { numRuns: 100 });
  });
  it('importing what was exported changes nothing, whether the server keeps identities or not', () => {
    fc.assert(fc.property(entries, fc.boolean(), (list, keepUid) => {
      const checks = serverWith(list, keepUid);
      const file = parseChecks(checksText(entriesOf(checks)), 'x');
      const plan = planImport(file, checks);
      assert.deepEqual([plan.create.length, plan.update.length, plan.extra.length, plan.unchanged.length], [0, 0, 0, checks.length]);
    }), { numRuns: 150 });
  });
  it('a preview lays side by side what is and what the file asks for', () => {
    fc.assert(fc.property(entries, entries, (there, wanted) => {
      const checks = serverWith(there, true);
      const file = parseChecks(checksText(wanted), 'x');
      const { before, after } = importPreview(file, checks, true);
      assert.equal(after, checksText(file));
      const about = new Set(file.map((e) => e.container));
      assert.equal(before, checksText(entriesOf(checks.filter((c) => about.has(c.container?.name ?? '')))));
    }), { numRuns: 100 });
  });
  it('holds only what was decided, ends with a line end, and is stable', () => {
    const file = 'version: 1\nchecks:\n  - container: orders\n    rule: between\n    fields:\n      - amount\n    properties:\n      max: 10\n      min: 1\n';
    assert.equal(checksText(parseChecks(file, 'x')), file);
  });
  it('what a server fills in with nothing is not written', () => {
    const [check] = serverWith([{ container: 'o', rule: 'between', fields: ['a'], properties: { min: 1 }, filter: null, coverage: null, description: '', status: 'Active', tags: [], metadata: {} }], false);
    assert.ok(check && 'server_default' in (check.properties ?? {}));
    assert.equal(checksText(entriesOf([check])), 'version: 1\nchecks:\n  - container: o\n    rule: between\n    fields:\n      - a\n    properties:\n      min: 1\n');
  });
  it('a changed part is an update that names the part', () => {
    const base = { container: 'orders', rule: 'between', fields: ['amount'], properties: { min: 1, max: 10 }, filter: null, coverage: null, description: '', status: 'Active' as const, tags: [], metadata: {} };
    const checks = serverWith([base, { ...base, rule: 'notNull', properties: {} }], true);
    const plan = planImport([{ ...base, properties: { min: 1, max: 20 }, status: 'Draft' }, { ...base, rule: 'unique', properties: {} }], checks);
    assert.deepEqual(planLines(plan, true), [
      '+ orders: unique(amount)', '~ orders: between(amount)', '    properties.max: 10 -> 20', '    status: "Active" -> "Draft"', '- orders: notNull(amount)',
      '1 to create, 1 to update, 0 unchanged, 1 to archive']);
    assert.match(planLines(plan, false).at(-1) ?? '', /1 on the server only \(left as they are\)/);
  });
  it('checks that share container, rule and fields stay apart', () => {
    const one = (expression: string): CheckEntry => ({ container: 'o', rule: 'satisfiesExpression', fields: [], properties: { expression }, filter: null, coverage: null, description: '', status: 'Active', tags: [], metadata: {} });
    const checks = serverWith([one('a > 0'), one('b > 0')], true);
    assert.deepEqual(checks.map((c) => c.additional_metadata?.[uidKey]), ['o__satisfiesExpression__', 'o__satisfiesExpression____2']);
    const file = entriesOf(checks).map((e) => (e.uid ? { ...e, properties: { expression: 'b > 1' } } : e));
    const plan = planImport(file, checks);
    assert.deepEqual(plan.update.map((u) => u.check.id), [2]);
  });
  it('an identity written by another client is found', () => {
    const entry1: CheckEntry = { container: 'o', rule: 'unique', fields: ['a', 'b'], properties: {}, filter: null, coverage: null, description: '', status: 'Active', tags: [], metadata: {} };
    const [check] = serverWith([entry1], true);
    assert.ok(check);
    const plan = planImport([entry1], [{ ...check, additional_metadata: { [uidKey]: 'o__unique__a_b' } }]);
    assert.deepEqual([plan.create.length, plan.unchanged.length], [0, 1]);
  });

  const bad: [string, string, RegExp, number][] = [
    ['broken YAML', 'version: 1\nchecks:\n  - container: [a\n', /not YAML/, 4],
    ['an unknown key', 'version: 1\nchecks:\n  - container: a\n    rule: notNull\n    colour: red\n', /colour/, 3],
    ['a coverage above 1', 'version: 1\nchecks:\n  - container: a\n    rule: notNull\n    coverage: 7\n', /coverage/, 5],
    ['another version', 'version: 2\nchecks: []\n', /version.*only version/, 1],
    ['nothing', '', /does not fit/, 0],
    ['an identity twice', 'version: 1\nchecks:\n  - {container: a, rule: r, uid: x}\n  - {container: b, rule: r, uid: x}\n', /"x" is there twice/, 4],
    ['a bomb of aliases', `version: 1\na: &a [1,1]\n${'bcdefghij'.split('').map((k, i) => `${k}: &${k} [${`*${'abcdefghij'[i]},`.repeat(9)}]`).join('\n')}\nchecks: *j\n`, /cannot be read/, 0],
  ];
  for (const [what, yaml, saying, line] of bad) {
    it(`${what} is refused with its place`, () => {
      assert.throws(() => parseChecks(yaml, 'checks.yaml'), (e) => PlumblineError.is(e, 'source-malformed') && saying.test(e.problem.reason)
        && e.problem.place?.path === 'checks.yaml' && (line === 0 || e.problem.place.line === line) || assert.fail(JSON.stringify((e as PlumblineError).problem)));
    });
  }
  it('file names are safe and different, also where case does not count', () => {
    const names = [...fileNames(['Orders', 'orders', 'a/b', 'a\\b', 'con', 'COM1.x', '..', 'ok.v2', 'ü']).values()];
    assert.equal(new Set(names.map((n) => n.toLowerCase())).size, 9);
    for (const name of names) assert.match(name, /^[\p{L}\p{N}._-]+\.yaml$/u);
    assert.ok(names.every((n) => !/^(con|com1)\b/i.test(n) && !n.startsWith('.')));
  });
});
