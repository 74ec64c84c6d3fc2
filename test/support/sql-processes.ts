import { readdirSync, readFileSync } from 'node:fs';

/** Whether this system tells in files which processes there are. */
export const seesProcesses = process.platform === 'linux';

export interface SqlProcessSeen { readonly pid: number; /** Bytes of resident memory. */ readonly resident: number }

/** Processes that run SQL for process `parent`, as Linux sees them. */
export function sqlProcesses(parent: number = process.pid): SqlProcessSeen[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const status = readFileSync(`/proc/${name}/status`, 'latin1');
      const own = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]) === parent && readFileSync(`/proc/${name}/cmdline`, 'latin1').includes('session-process');
      return own ? [{ pid: Number(name), resident: 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) }] : [];
    } catch {
      return [];
    }
  });
}
