import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const placed = z.object({ command: z.string(), when: z.string().optional(), group: z.string().optional() });

const submenu = z.object({ submenu: z.string(), when: z.string(), group: z.string().optional() });

/** The parts of package.json that the editor reads. */
export const manifest = z.object({
  icon: z.string(), l10n: z.string(), activationEvents: z.array(z.string()),
  capabilities: z.object({ untrustedWorkspaces: z.object({ supported: z.string(), description: z.string(), restrictedConfigurations: z.array(z.string()) }) }),
  contributes: z.object({
    viewsContainers: z.object({ activitybar: z.array(z.object({ id: z.string(), title: z.string(), icon: z.string() })) }),
    views: z.record(z.string(), z.array(z.object({ id: z.string(), name: z.string(), icon: z.string() }))),
    viewsWelcome: z.array(z.object({ view: z.string(), contents: z.string(), when: z.string() })),
    commands: z.array(z.object({ command: z.string(), title: z.string(), category: z.string(), shortTitle: z.string().optional(), enablement: z.string().optional(), icon: z.string().optional() })),
    menus: z.record(z.string(), z.array(z.union([placed, submenu]))).transform((menus) =>
      Object.fromEntries(Object.entries(menus).map(([menu, entries]) => [menu, entries.filter((entry) => 'command' in entry)]))),
    keybindings: z.array(z.object({ command: z.string(), when: z.string() })),
    configuration: z.object({ properties: z.record(z.string(), z.looseObject({ default: z.unknown(), markdownDescription: z.string() })) }),
  }),
}).parse(JSON.parse(readFileSync(path.resolve('package.json'), 'utf8')));

export const texts = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(path.resolve('package.nls.json'), 'utf8')));

/** Every `when` clause of the contributions. */
export function whenClauses(): string[] {
  const { commands, menus, viewsWelcome, keybindings } = manifest.contributes;
  return [...[...Object.values(menus).flat(), ...viewsWelcome, ...keybindings].flatMap((one) => one.when ?? []), ...commands.flatMap((one) => one.enablement ?? [])];
}
