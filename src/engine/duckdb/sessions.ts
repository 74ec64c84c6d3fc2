import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { bytesOf } from './memory';
import { processPool } from './process-pool';
import { processSession } from './process-session';
import { secretsInMemory } from '../sql/secrets';
import type { Sessions } from '../sql/session';

export interface SessionsOptions {
  /** Where DuckDB spills what does not fit into memory; each session in a folder of its own. */
  readonly tempDirectory: string;
  /** Memory of DuckDB itself as it writes it, `4GB`; what its functions take beside it is bounded by {@link besides} more. */
  readonly memoryLimit?: string;
  readonly threads?: number;
  /** The program of a process; absent: it lies beside this file, or beside the bundle that this file is part of. */
  readonly program?: string;
  /** Milliseconds that a process without a session waits for the next. */
  readonly patience?: number;
}

/** Leaves room for the process itself below 2 GB. */
export const defaultMemoryLimit = '1400MB';
/** Bytes that a process may hold besides the memory that DuckDB accounts for: its code, results, texts being made. */
const besides = 300e6;
/** Sessions at the same time: two operations, and as many trials of checks and tests of connections. */
const most = 4;

/** The limit of `PLUMBLINE_MEMORY_LIMIT` (for example 4GB) where it is set and is one. */
export function memoryLimit(environment: NodeJS.ProcessEnv): string {
  const wanted = environment.PLUMBLINE_MEMORY_LIMIT?.trim() ?? '';
  return bytesOf(wanted) === null ? defaultMemoryLimit : wanted;
}

export function sqlSessions(options: SessionsOptions): Sessions {
  const limit = options.memoryLimit ?? defaultMemoryLimit;
  const mostMemory = (bytesOf(limit) ?? 0) + besides;
  const pool = processPool({
    program: options.program ?? path.join(__dirname, 'session-process.js'), mostMemory, most, patience: options.patience ?? 10_000,
  });
  return {
    tempDirectory: options.tempDirectory,
    secrets: secretsInMemory(),
    open: async ({ path: file, signal } = {}) => {
      // Of its own: two DuckDBs that spill into one folder overwrite each other.
      const spill = path.join(options.tempDirectory, `session-${randomUUID()}`);
      await mkdir(spill, { recursive: true });
      return processSession(pool, {
        mostMemory, signal,
        settings: {
          threads: options.threads ?? os.availableParallelism(), memoryLimit: limit, tempDirectory: spill, ...(file === undefined ? {} : { path: file }),
        },
        release: () => rm(spill, { recursive: true, force: true }),
      });
    },
    stop: () => pool.stop(),
  };
}
