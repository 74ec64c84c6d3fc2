import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { thinLibrary } from '../../scripts/lib/package/mach-o';
import { publishedManifest, type Manifest } from '../../scripts/lib/package/manifest';
import { bundledPackages, thirdPartyNotices } from '../../scripts/lib/package/notices';
import { bindingOf, targets, thisTarget } from '../../scripts/lib/package/targets';

const json = (...parts: string[]): Record<string, unknown> => JSON.parse(readFileSync(path.resolve(...parts), 'utf8')) as Record<string, unknown>;

describe('packaging', () => {
  it('knows every platform that DuckDB is prebuilt for, and no other', () => {
    const prebuilt = Object.keys(json('node_modules', '@duckdb', 'node-bindings', 'package.json').optionalDependencies as object);
    assert.deepEqual(targets.map(bindingOf).sort(), prebuilt.sort());
  });

  it('knows which of them this machine is', () => {
    assert.ok(readFileSync(path.resolve('node_modules', ...bindingOf(thisTarget()!).split('/'), 'duckdb.node')).length > 0);
  });

  it('gives users where to report a bug, and nothing that only contributors need', () => {
    const published = publishedManifest(json('package.json') as Manifest);
    assert.match((published.bugs as { url: string }).url, /^https:\/\/\S+\/issues$/);
    assert.match(published.homepage as string, /#readme$/);
    for (const key of ['private', 'scripts', 'devDependencies', 'dependencies']) assert.ok(!(key in published), key);
    for (const key of ['main', 'engines', 'contributes', 'activationEvents', 'version']) assert.deepEqual(published[key], json('package.json')[key], key);
  });

  it('takes one processor\'s part of a universal library, and leaves others as they are', () => {
    const part = (text: string): Buffer => Buffer.from(text);
    const head = Buffer.alloc(48);
    for (const [at, value] of [0xcafebabe, 2, 0x01000007, 3, 48, 5, 0, 0x0100000c, 0, 53, 3, 0].entries()) head.writeUInt32BE(value, at * 4);
    const universal = Buffer.concat([head, part('intel'), part('arm')]);
    assert.equal(thinLibrary(universal, 'x64').toString(), 'intel');
    assert.equal(thinLibrary(universal, 'arm64').toString(), 'arm');
    assert.equal(thinLibrary(part('\xcf\xfa whole'), 'x64').toString(), part('\xcf\xfa whole').toString());
    assert.throws(() => thinLibrary(Buffer.concat([head.subarray(0, 28), part('x')]).fill(1, 7, 8).fill(9, 8, 12), 'arm64'), /no part for arm64/);
  });

  it('writes the licence of each package whose code is bundled', async () => {
    const inputs = Object.fromEntries(['node_modules/zod/v4/core.js', 'src/a.ts', 'node_modules/@duckdb/node-api/lib/x.js', 'node_modules/a/node_modules/yaml/b.js']
      .map((name) => [name, { bytes: 1, imports: [] }]));
    const packages = bundledPackages([{ inputs, outputs: {} }]);
    assert.deepEqual(packages, ['@duckdb/node-api', 'yaml', 'zod']);
    const text = await thirdPartyNotices(packages);
    for (const name of packages) assert.match(text, new RegExp(`^## ${name.replace('/', '\\/')} \\d`, 'm'));
    assert.match(text, /Permission to use, copy, modify/);
  });
});
