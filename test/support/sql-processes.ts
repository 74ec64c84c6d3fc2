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

/** Hundredths of a second of processor that a process has had; 0 where it is gone. */
export function processorTime(pid: number): number {
  try {
    const [user, system] = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]!.split(' ').slice(11, 13).map(Number);
    return user! + system!;
  } catch {
    return 0;
  }
}

/** Whether a process is there; one that has ended and waits to be taken away is not. */
export function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch {
    return false;
  }
}
