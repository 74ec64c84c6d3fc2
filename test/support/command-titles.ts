import { readFileSync } from 'node:fs';
import { z } from 'zod';

const contributed = z.object({ contributes: z.object({ commands: z.array(z.object({ command: z.string(), title: z.string(), category: z.string().optional() })) }) });

/** The title of a command as the palette shows it, from package.json and its English texts. */
export function commandTitle(command: string): string {
  const texts = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync('package.nls.json', 'utf8')));
  const found = contributed.parse(JSON.parse(readFileSync('package.json', 'utf8'))).contributes.commands.find((one) => one.command === command);
  if (!found) throw new Error(`package.json has no command ${command}`);
  const plain = (text: string): string => {
    const key = /^%(.+)%$/.exec(text)?.[1];
    return key === undefined ? text : String(texts[key]);
  };
  return found.category ? `${plain(found.category)}: ${plain(found.title)}` : plain(found.title);
}
