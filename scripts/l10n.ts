// Writes l10n/bundle.l10n.json from the texts in the code: node scripts/run.mjs l10n
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleFile, bundleText } from './lib/l10n-texts';

await mkdir(path.dirname(bundleFile), { recursive: true });
await writeFile(bundleFile, await bundleText());
