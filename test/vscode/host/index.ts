import { readdirSync } from 'node:fs';
import path from 'node:path';
import { runMocha } from '../../support/run-mocha';

/** Entry in the extension host of a real VS Code (extensionTestsPath): runs the tests that lie beside this file. */
export async function run(): Promise<void> {
  const tally = process.env.PLUMBLINE_TALLY;
  if (!tally) throw new Error('PLUMBLINE_TALLY must name the file for the tally; start these tests with "npm run test:vscode".');
  const files = readdirSync(__dirname).filter((file) => file.endsWith('.test.js')).map((file) => path.join(__dirname, file));
  const failures = await runMocha({ files, timeout: 60_000, tally, mark: '[test]', ...(process.env.PLUMBLINE_GREP ? { grep: process.env.PLUMBLINE_GREP } : {}) });
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
