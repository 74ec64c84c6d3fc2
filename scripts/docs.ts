// npm run docs: writes the reference pages that are made from the code. With --check it only says whether they are up to date.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { rulesPage } from './lib/rules-page';

const file = path.join(process.cwd(), 'docs', 'rules.md');
const page = rulesPage();
const written = await readFile(file, 'utf8').catch(() => '');
if (process.argv.includes('--check')) {
  if (written !== page) {
    console.error('docs/rules.md is not up to date. Run "npm run docs".');
    process.exitCode = 1;
  }
} else {
  await writeFile(file, page);
  console.log(`Wrote ${path.relative(process.cwd(), file)}.`);
}
