import type { Metafile } from 'esbuild';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../bundles';

/** Names of the npm packages whose code is in the bundles, sorted. */
export function bundledPackages(metafiles: readonly Metafile[]): string[] {
  const names = metafiles.flatMap(({ inputs }) => Object.keys(inputs)).flatMap((input) => {
    const at = input.lastIndexOf('node_modules/');
    if (at < 0) return [];
    const [first, second] = input.slice(at + 'node_modules/'.length).split('/');
    return [first!.startsWith('@') ? `${first}/${second}` : first!];
  });
  return [...new Set(names)].sort();
}

async function licenceText(folder: string): Promise<string | undefined> {
  const file = (await readdir(folder)).find((name) => /^(licen[cs]e|copying)(\.|$|-)/i.test(name));
  return file === undefined ? undefined : (await readFile(path.join(folder, file), 'utf8')).trim();
}

/** The notices that the licences of bundled packages ask for: each with its version, licence and text. Throws where one names no licence. */
export async function thirdPartyNotices(packages: readonly string[]): Promise<string> {
  const parts: string[] = [];
  for (const name of packages) {
    const folder = path.join(root, 'node_modules', ...name.split('/'));
    const { version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as { version: string; license?: string };
    const text = await licenceText(folder);
    if (license === undefined && text === undefined) throw new Error(`${name} names no licence`);
    parts.push(`## ${name} ${version}\n\nLicence: ${license ?? 'see below'}${text === undefined ? '' : `\n\n\`\`\`\n${text}\n\`\`\``}`);
  }
  return `# Third-party notices\n\nPlumbline contains code of these packages.\n\n${parts.join('\n\n')}\n`;
}
