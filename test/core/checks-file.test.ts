import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { QualityCheck } from '../../src/core/api/schemas/check';
import { type CheckEntry, uidKey } from '../../src/core/checks-file/entry';
import { fileNames } from '../../src/core/checks-file/file-names';
import { entriesOf, inOrder } from '../../src/core/checks-file/from-checks';
import { type ChecksContent, contentOf, joined, ofContainers } from '../../src/core/checks-file/content';
import { type ImportPlan, planImport as planContent } from '../../src/core/checks-file/plan-import';
import { importPreview as previewContent } from '../../src/core/checks-file/preview';
import { leavesOptionsOut } from '../../src/core/checks-file/plan-options';
import { planLines } from '../../src/core/checks-file/plan-text';
import { createBody } from '../../src/core/checks-file/to-api';
import { checksText as contentText, parseChecks as parseContent } from '../../src/core/checks-file/yaml-text';
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

// Most of these tests are about checks alone.
const checksText = (list: readonly CheckEntry[]): string => contentText(contentOf(list));
const parseChecks = (yaml: string, name: string): readonly CheckEntry[] => parseContent(yaml, name).checks;
const planImport = (list: readonly CheckEntry[], checks: readonly QualityCheck[]): ImportPlan => planContent(contentOf(list), checks);
const importPreview = (list: readonly CheckEntry[], checks: readonly QualityCheck[], prune: boolean) => previewContent(contentOf(list), checks, prune);

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
      const bare = (l: readonly CheckEntry[]): unknown => inOrder(l.map(({ uid: _, ...e }) => e)).map((e) => JSON.stringify(e, Object.keys(e).sort())).sort();
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
      const listed = [...about].map((name) => ({ name, whole: true }));
      assert.equal(before, contentText(contentOf(entriesOf(checks.filter((c) => about.has(c.container?.name ?? ''))), listed)));
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
    ['an unknown option', 'version: 1\ncontainers:\n  - name: a\n    read_options: { delimeter: x }\nchecks: []\n', /delimeter/, 4],
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

  it('what cannot be seen is written as an escape, and read back', () => {
    const hidden = 'a\u202eb\u200bc\u2066\u00ad\u{e0041}\u2028\u001b[31m\u0085d\te\nf';
    const list = [{ ...bareEntry('o'), filter: hidden, properties: { [hidden]: hidden }, tags: ['\ufeff'] }];
    const written = checksText(list);
    assert.doesNotMatch(written.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    assert.match(written, /a\\u202eb\\u200bc\\u2066\\u00ad\\U000e0041/);
    assert.deepEqual(parseChecks(written, 'x').map(({ uid: _, ...e }) => e), list);
  });
});

function bareEntry(container: string, rule = 'notNull', fields = ['id']): CheckEntry {
  return { container, rule, fields, properties: {}, filter: null, coverage: null, description: '', status: 'Active', tags: [], metadata: {} };
}

describe('what an import with prune archives', () => {
  const there = serverWith([bareEntry('orders'), bareEntry('orders', 'unique'), bareEntry('people'), bareEntry('people', 'unique'), bareEntry('stock')], true)
    .map((check, i) => ({ ...check, id: i + 1 }));
  const archived = (content: ChecksContent): string[] =>
    planContent(content, there).extra.map((check) => `${check.container?.name} ${check.rule_type}`);
  const parsed = (...yaml: string[]): ChecksContent => joined(yaml.map((one, i) => parseContent(one, `${i}.yaml`)));
  const file = (...checks: string[]): string => `version: 1\nchecks:\n${checks.map((c) => `  - ${c}\n`).join('')}`;

  it('checks that the file does not hold, of its containers alone', () => {
    assert.deepEqual(archived(parsed(file('{ container: orders, rule: notNull, fields: [id] }'))), ['orders unique']);
  });
  it('nothing of a container that no file speaks of, whatever the file holds', () => {
    fc.assert(fc.property(fc.subarray(['orders', 'people', 'stock', 'new']), fc.array(fc.constantFrom('notNull', 'unique', 'between'), { minLength: 1 }), (containers, rules) => {
      const content = contentOf(containers.flatMap((container) => rules.map((rule) => bareEntry(container, rule))));
      const plan = planContent(content, there);
      assert.ok(plan.extra.every((check) => containers.includes(check.container?.name ?? '')));
      const kept = [...plan.unchanged, ...plan.update.map((u) => u.check), ...plan.extra].map((check) => check.id);
      assert.deepEqual(there.filter((check) => containers.includes(check.container?.name ?? '')).map((check) => check.id).sort(), kept.sort());
    }));
  });
  it('nothing for a file without checks and containers', () => {
    assert.deepEqual(archived(parsed('version: 1\nchecks: []\n')), []);
    assert.deepEqual(archived(parsed('version: 1\ndatastore: { read_options: { header: true } }\n')), []);
  });
  it('all checks of a container that the file lists without any', () => {
    assert.deepEqual(archived(parsed('version: 1\ncontainers: [{ name: people }]\nchecks: []\n')), ['people notNull', 'people unique']);
    assert.equal(contentText(parsed('version: 1\ncontainers: [{ name: people }]\nchecks: []\n')), 'version: 1\ncontainers:\n  - name: people\nchecks: []\n');
  });
  it('several files are one: a container may be in two of them', () => {
    const halves = [file('{ container: orders, rule: notNull, fields: [id] }'), file('{ container: orders, rule: unique, fields: [id] }', '{ container: stock, rule: unique, fields: [id] }')];
    assert.deepEqual(archived(parsed(...halves)), ['stock notNull']);
  });
  it('only of the containers asked for', () => {
    const content = parsed(file('{ container: orders, rule: notNull, fields: [id] }', '{ container: people, rule: notNull, fields: [id] }'));
    assert.deepEqual(archived(ofContainers(content, ['people'])), ['people unique']);
  });
  it('nothing where the file says that it is partial, unless another holds the rest', () => {
    const part = `partial: true\n${file('{ container: orders, rule: notNull, fields: [id] }')}`;
    assert.deepEqual(archived(parsed(part)), []);
    assert.deepEqual(contentText(parsed(part)).split('\n').slice(0, 2), ['version: 1', 'partial: true']);
    assert.deepEqual(archived(parsed(part, file('{ container: people, rule: notNull, fields: [id] }'))), ['people unique']);
    assert.deepEqual(archived(parsed(part, 'version: 1\ncontainers: [{ name: orders }]\n')), ['orders unique']);
  });
  it('nothing of a renamed container, nor of one whose name differs in case; checks that carry the old name\'s identity stay too', () => {
    const renamed = there.map((check) => (check.container?.name === 'orders' ? { ...check, container: { id: 9, name: 'orders_2024' } } : check));
    const plan = planContent(parsed(file('{ container: orders, rule: notNull, fields: [id] }', '{ container: People, rule: between }')), renamed);
    assert.deepEqual([plan.extra, plan.update, plan.unchanged], [[], [], []]);
    assert.equal(plan.create.length, 2);
  });
  it('nothing of a check whose container the server does not tell', () => {
    const homeless = there.map((check) => ({ ...check, container: null }));
    assert.deepEqual(planContent(parsed(file('{ container: orders, rule: between }')), homeless).extra, []);
  });
  it('one identity in two files is refused', () => {
    const one = file('{ container: orders, rule: notNull, uid: x }');
    assert.throws(() => parsed(one, one), /identity "x" is in two files/);
  });
});

describe('read options in the checks file', () => {
  const yaml = `version: 1
datastore:
  read_options:
    exclude:
      - old
containers:
  - name: orders
    read_options:
      column_types:
        zip: VARCHAR
      delimiter: ;
      header: false
checks:
  - container: orders
    rule: notNull
    fields:
      - id
`;
  const content = parseContent(yaml, 'x');
  it('are read and written in one form', () => {
    assert.equal(contentText(content), yaml);
    assert.deepEqual(content.datastore, { exclude: ['old'] });
    assert.deepEqual(content.containers, [{ name: 'orders', whole: true, read_options: { delimiter: ';', header: false, column_types: { zip: 'VARCHAR' } } }]);
  });
  const current = (orders: object | null, datastore: object | null = {}) => ({ datastore, containers: new Map([['orders', orders], ['people', {}]]) });
  it('become those of the file, option by option; what the file leaves out is cleared, what it does not speak of stays', () => {
    const plan = planContent(content, [], current({ delimiter: ',', quote: "'", header: false }));
    assert.deepEqual(plan.options.map((o) => [o.container, o.change]), [
      [null, { exclude: ['old'] }], ['orders', { delimiter: ';', quote: null, column_types: { zip: 'VARCHAR' } }]]);
    assert.deepEqual(planLines(plan, false), [
      '~ the datastore: read options', '    exclude: null -> ["old"]', '~ orders: read options', '    delimiter: "," -> ";"', '    quote: "\'" -> null',
      '    column_types: null -> {"zip":"VARCHAR"}', '+ orders: notNull(id)', '1 to create, 0 to update, 0 unchanged, read options of 2 to change']);
    const silent = parseContent('version: 1\nchecks:\n  - { container: orders, rule: notNull }\n', 'x');
    assert.deepEqual(planContent(silent, [], current({ delimiter: ',' })).options, []);
    const cleared = parseContent('version: 1\ncontainers: [{ name: orders, read_options: {} }]\n', 'x');
    assert.deepEqual(planContent(cleared, [], current({ delimiter: ',' })).options.map((o) => o.change), [{ delimiter: null }]);
    assert.match(contentText(cleared), /read_options: \{\}/);
  });
  it('are no change where they are so already, whatever the order of their parts', () => {
    assert.deepEqual(planContent(content, [], current({ column_types: { zip: 'VARCHAR' }, header: false, delimiter: ';' }, { exclude: ['old'] })).options, []);
  });
  it('are left out, and said to be, where the server keeps none', () => {
    assert.deepEqual(planContent(content, [], current(null, null)).options, []);
    assert.equal(leavesOptionsOut(content, current(null, null)), true);
    assert.equal(leavesOptionsOut(content, current({})), false);
  });
  it('that differ between two files are refused', () => {
    const other = parseContent(yaml.replace('delimiter: ;', 'delimiter: "|"'), 'y');
    assert.throws(() => joined([content, other]), /options of orders are there twice/);
    assert.throws(() => joined([content, parseContent('version: 1\ndatastore: { read_options: { header: true } }\n', 'y')]), /options of the datastore are there twice/);
    assert.equal(joined([content, content]).containers.length, 1);
  });
  it('are part of the preview', () => {
    const { before, after } = previewContent(content, [], false, current({ quote: "'" }));
    assert.match(before, /containers:\n {2}- name: orders\n {4}read_options:\n {6}quote: "'"\nchecks: \[\]/);
    assert.equal(after, yaml);
  });
});
