import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ReadOptions } from '../../src/core/api/schemas/read-options';
import { PlumblineError } from '../../src/core/errors';
import type { Row } from '../../src/engine/sql/values';
import { openSource, type Source } from '../../src/engine/sources/open-source';
import { readContainer } from '../../src/engine/sources/read-container';
import type { SourceContainer } from '../../src/engine/sources/source';
import { testSessions } from '../support/sessions';

/** A folder of files for one test. */
export interface Workspace {
  readonly folder: string;
  write(name: string, content: string | Uint8Array): string;
  open(include?: string[], options?: ReadOptions): Promise<Source>;
  /** Containers of the folder by name. */
  list(include?: string[], options?: ReadOptions): Promise<Map<string, SourceContainer>>;
  /** Rows of one container as its relation gives them. */
  rows(name: string, options?: ReadOptions, select?: string): Promise<Row[]>;
  close(): void;
}

export function workspace(): Workspace {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-src-'));
  const open = (include?: string[], options?: ReadOptions): Promise<Source> =>
    openSource({ type: 'files', path: folder, include, read_options: options }, { id: 1, schema: null }, { sessions: testSessions() });
  return {
    folder, open,
    write: (name, content) => {
      const file = path.join(folder, ...name.split('/'));
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
      return file;
    },
    list: async (include, options) => {
      const source = await open(include, options);
      try {
        return new Map((await source.containers()).map((container) => [container.name, container]));
      } finally {
        await source.close();
      }
    },
    rows: async (name, options, select = '*') => {
      const source = await open();
      try {
        const found = (await source.containers(undefined, undefined, (asked) => (asked === name ? options : null))).find((container) => container.name === name);
        assert.ok(found, `no container ${name}`);
        if (found.problem) throw new PlumblineError(found.problem);
        return await readContainer(source, { name, files: found.files, key_field_names: null, read_options: options },
          (relation) => source.session.query(`SELECT ${select} FROM ${relation.from}`));
      } finally {
        await source.close();
      }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export const types = (container: SourceContainer | undefined): Record<string, string> =>
  Object.fromEntries((container?.columns ?? []).map((column) => [column.name, column.nativeType]));
