import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { containerProfile } from '../../src/core/api/schemas/container-profile';
import { fieldProfile, type FieldProfile } from '../../src/core/api/schemas/field-profile';
import { profileHtml } from '../../src/cli/profile/html';
import { runCommand, type Ran, workFolder } from './run-command';

const hostile = '"><script>alert(1)</script><img src=x onerror=alert(2)>\u001b[31m';

/** Everything in a page that a browser would take for an element, by name. */
const elements = (page: string): Set<string> => new Set([...page.matchAll(/<([a-z!][a-z0-9]*)/gi)].map(([, name]) => (name ?? '').toLowerCase()));

describe('containers profile', function () {
  this.timeout(180_000);
  const work = workFolder();
  after(() => work.remove());
  const run = (...args: string[]): Promise<Ran> => runCommand(args, { folder: work.folder });

  it('shows what the profile found: tables, JSON and a page; before one, it says how to make it', async () => {
    writeFileSync(path.join(work.folder, 'orders.csv'), ['id,amount,city,zip', ...Array.from({ length: 300 }, (_, i) => `${i},${Math.min(i, 298) * 2 + (Math.min(i, 298) % 5)},c${i % 10},${1000 + (i % 20)}`)].join('\n'));
    await run('datastores', 'add', '.', '--name', 'd');
    await run('operations', 'sync', '--datastore', 'd');
    const before = await run('containers', 'profile', 'orders');
    assert.notEqual(before.code, 0);
    assert.match(before.stderr, /orders has no profile yet.*operations profile --container-names orders/s);
    assert.equal((await run('operations', 'profile', '--datastore', 'd', '--ai-effort', 'off', '--high-correlation-threshold', '0.9')).code, 0);
    const table = await run('containers', 'profile', 'orders');
    assert.equal(table.code, 0, table.stderr);
    for (const line of [/^records +300$/m, /^id +Integral +100 % +300 +0 +299 /m, /^id +300$/m, /^zip +city +100 % +0 % +20$/m]) assert.match(table.stdout, line);
    const field = await run('containers', 'profile', 'orders', '--field', 'amount');
    assert.match(field.stdout, /^id +1\.0000 +0\.0000 +2\.0\d+ × id \+ /m);
    const { profile, fields } = JSON.parse((await run('containers', 'profile', 'orders', '--format', 'json')).stdout) as { profile: unknown; fields: unknown[] };
    assert.deepEqual(containerProfile.parse(profile).keys, [{ fields: ['id'], is_exact: true }]);
    assert.deepEqual(fields.map((one) => fieldProfile.parse(one).name), ['id', 'amount', 'city', 'zip']);
    const page = await run('containers', 'profile', 'orders', '--format', 'html');
    assert.match(page.stdout, /^<!DOCTYPE html>/);
    assert.ok(elements(page.stdout).has('svg'));
    assert.match((await run('containers', 'profile', 'orders', '--field', 'nope')).stderr, /no profile of a field "nope"/);
    assert.equal((await run('containers', 'list', '--format', 'html')).code, 2);
  });

  it('makes a page of a bounded size in which names and values are nothing but text', () => {
    const long = hostile + 'x'.repeat(10_000_000);
    const field = (at: number): FieldProfile => ({
      id: at, name: `${hostile}${at}`, field_type: 'String', records: 10, completeness: 0.5, min: long, max: long, approximate_distinct_values: 3,
      histogram_buckets: Array.from({ length: 1000 }, (_, i) => ({ value: at === 0 ? long : `${hostile}${i}`, count: 3, ratio: 0.3 })),
      formats: [{ format: hostile, count: 1, ratio: 0.1, example: at === 0 ? long : hostile }],
    });
    const names = Array.from({ length: 30 }, (_, i) => `${hostile}${i}`);
    const page = profileHtml({
      container: hostile, datastore: long, fields: Array.from({ length: 2000 }, (_, at) => field(at)),
      profile: containerProfile.parse({
        id: 1, created: hostile, records_count: 10, records_processed: 10, partitions: [{ name: hostile, bytes: 1e15, last_modified: hostile }], keys: [{ fields: names, is_exact: true }],
        correlations: names.flatMap((a, i) => names.slice(i + 1).map((b) => ({ field: a, other: b, coefficient: -0.5, error: 0.1, records: 10 }))),
        dependencies: [{ determinant: hostile, field: hostile, share: 1, most_breaking: 0, groups: 3 }],
      }),
    });
    assert.ok(page.length < 5_000_000, `${page.length} characters`);
    const known = ['!doctype', 'html', 'head', 'meta', 'title', 'style', 'body', 'h1', 'h2', 'h3', 'p', 'dl', 'div', 'dt', 'dd', 'section', 'svg', 'rect', 'text', 'polyline', 'details', 'summary', 'table', 'caption', 'tr', 'th', 'td'];
    assert.deepEqual([...elements(page)].filter((name) => !known.includes(name)), []);
    assert.doesNotMatch(page, /onerror=alert\(2\)>|\u001b|https?:|<script/);
    assert.match(page, /&#60;script&#62;alert\(1\)/);
  });
});
