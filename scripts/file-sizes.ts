// Holds the bar for file sizes: half of the product's files have at most 80 lines, none more than 400.
import { readFile } from 'node:fs/promises';
import { glob } from './lib/glob';

const sizes: [string, number][] = [];
for (const file of await glob(['src', 'webview'], /\.(tsx?|css)$/)) {
  sizes.push([file, (await readFile(file, 'utf8')).split('\n').length - 1]);
}
sizes.sort((a, b) => a[1] - b[1]);
const median = sizes[Math.floor(sizes.length / 2)]?.[1] ?? 0;
const long = sizes.filter(([, lines]) => lines > 400);
console.log(`${sizes.length} files, median ${median} lines, longest ${sizes.at(-1)?.join(' ')}`);
for (const [file, lines] of long) console.error(`${file}: ${lines} lines, over 400`);
if (median > 80) console.error(`The median is ${median} lines, over 80.`);
process.exit(long.length > 0 || median > 80 ? 1 : 0);
