import assert from 'node:assert/strict';
import type { Target } from '../../scripts/lib/package/targets';
import { largestVsix, type Vsix } from '../../scripts/lib/package/vsix';
import { zipEntries } from './zip-entries';

const library = { linux: 'libduckdb.so', darwin: 'libduckdb.dylib', win32: 'duckdb.dll' } as const;

/** Holds that a package has everything its platform needs, and nothing of another platform or of the workshop. */
export async function holdVsixContent(target: Target, { file, bytes }: Vsix): Promise<void> {
  const entries = await zipEntries(file);
  const names = [...entries.keys()];
  for (const needed of ['extension/package.json', 'extension/package.nls.json', 'extension/THIRD-PARTY-NOTICES.md', 'extension/dist/extension.js',
    'extension/dist/engine.js', 'extension/dist/cli.js', 'extension/dist/webview/job.js', 'extension/l10n/bundle.l10n.json', 'extension/dist/native/duckdb.node',
    `extension/dist/native/${library[target.os]}`]) {
    assert.ok((entries.get(needed) ?? 0) > 0, `${needed} is missing in the package of ${target.name}`);
  }
  const natives = names.filter((name) => /\.(node|so|dylib|dll)$/.test(name));
  assert.equal(natives.length, 2, `only DuckDB's own two native files: ${natives.join(', ')}`);
  const stray = names.filter((name) => /node_modules|\/src\/|\/test\/|screenshots|\.map$|\.ts$|package-lock/.test(name));
  assert.deepEqual(stray, []);
  assert.ok(bytes <= largestVsix);
}
