import type { Server } from './servers/server';
import type { Trouble } from './trouble-log';

export interface DiagnosticFacts {
  readonly extension: string;
  readonly editor: string;
  readonly node: string;
  readonly platform: string;
  readonly trusted: boolean;
  readonly folders: number;
  readonly server: Pick<Server, 'kind'>;
  readonly servers: number;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly counts: Readonly<Record<string, number | null>>;
  readonly troubles: readonly Trouble[];
}

/**
 * What helps to find a fault, as Markdown for an issue: versions, settings, numbers, and codes of what went wrong. No name, path,
 * address, value or message is in it.
 */
export function diagnosticsText(facts: DiagnosticFacts): string {
  const list = (values: Readonly<Record<string, unknown>>): string[] => Object.entries(values).map(([name, value]) => `- ${name}: ${value === null ? 'not known' : String(value)}`);
  return [
    '### Plumbline diagnostics', '',
    ...list({
      Plumbline: facts.extension, 'VS Code': facts.editor, 'Node.js': facts.node, platform: facts.platform, 'workspace trusted': facts.trusted,
      'workspace folders': facts.folders, 'active server': facts.server.kind, servers: facts.servers,
    }),
    '', '#### Settings', '', ...list(facts.settings), '', '#### Loaded', '', ...list(facts.counts), '', '#### What went wrong last', '',
    ...(facts.troubles.length === 0 ? ['- nothing'] : facts.troubles.map(({ at, where, code }) => `- ${new Date(at).toISOString()} ${where}: ${code}`)), '',
  ].join('\n');
}
