import type { App } from '../app';
import type { Pipelines } from '../data/pipelines';
import type { CommandTable } from './command-table';

const ids = ['addResource', 'profileResource', 'scanResource', 'previewResource', 'scanWorkspace', 'openSample'].map((name) => `plumbline.${name}`);

/** What can be done with files and folders where they are seen, and how to begin without any question. */
export function resourceCommands(app: App, pipelines: Pipelines): CommandTable {
  return Object.fromEntries(ids.map((id) => [id, async (first?: unknown, selection?: unknown): Promise<void> => {
    const { resourceActions } = await import('./on-demand.js');
    await resourceActions(app, pipelines)[id]?.(first, selection);
  }]));
}
