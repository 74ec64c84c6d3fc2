import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openSource, type Source } from '../../src/engine/sources/open-source';
import type { SourceContainer } from '../../src/engine/sources/source';

/** A folder of files for one test. */
export interface Workspace {
  readonly folder: string;
  write(name: string, content: string | Uint8Array): string;
  open(include?: string[]): Promise<Source>;
  /** Containers of the folder by name. */
  list(include?: string[]): Promise<Map<string, SourceContainer>>;
  close(): void;
}

export function workspace(): Workspace {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-src-'));
  const open = (include?: string[]): Promise<Source> =>
    openSource({ type: 'files', path: folder, include }, { id: 1, schema: null }, { tempDirectory: path.join(folder, '.spill') });
  return {
    folder, open,
    write: (name, content) => {
      const file = path.join(folder, ...name.split('/'));
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
      return file;
    },
    list: async (include) => {
      const source = await open(include);
      try {
        return new Map((await source.containers()).map((container) => [container.name, container]));
      } finally {
        source.close();
      }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export const types = (container: SourceContainer | undefined): Record<string, string> =>
  Object.fromEntries((container?.columns ?? []).map((column) => [column.name, column.nativeType]));
