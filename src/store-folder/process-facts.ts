import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { promisify } from 'node:util';

/** What the system says about a process. */
export interface ProcessFacts {
  readonly uid: number;
  /** Its command line; in one piece where the system gives no list. */
  readonly command: readonly string[];
  readonly started: Date | null;
}

/** Clock ticks a second in /proc, the same on every Linux that Node runs on. */
const ticks = 100;

function fromProc(pid: number): ProcessFacts {
  const folder = `/proc/${pid}`;
  const command = readFileSync(`${folder}/cmdline`, 'utf8').split('\0').filter((part) => part !== '');
  // The name in brackets may hold anything; the 22nd field, counted from its end, is the start since boot.
  const since = Number(readFileSync(`${folder}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19]);
  const boot = Number(/^btime (\d+)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1]);
  const started = boot * 1000 + (since / ticks) * 1000;
  return { uid: statSync(folder).uid, command, started: Number.isFinite(started) ? new Date(started) : null };
}

async function fromPs(pid: number): Promise<ProcessFacts | null> {
  const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'uid=,lstart=,command=', '-p', String(pid)], { env: { LC_ALL: 'C', PATH: '/bin:/usr/bin' }, timeout: 3000 });
  const found = /^\s*(\d+)\s+(\w{3} \w{3} +\d+ [\d:]+ \d{4})\s+(.*)$/m.exec(stdout);
  if (!found) return null;
  const started = new Date(found[2]!);
  return { uid: Number(found[1]), command: [found[3]!.trim()], started: Number.isNaN(started.getTime()) ? null : started };
}

/** Is there a process of that id? One that may not be signalled is alive too. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * What the system says about a living process: `/proc` on Linux, `ps` on other Unixes. Null for a dead one. `unknown`
 * where the system cannot tell: on Windows, where asking takes longer than starting an engine.
 */
export async function processFacts(pid: number): Promise<ProcessFacts | null | 'unknown'> {
  if (pid <= 0 || !isAlive(pid)) return null;
  if (process.platform === 'win32') return 'unknown';
  try {
    return process.platform === 'linux' ? fromProc(pid) : await fromPs(pid);
  } catch {
    return isAlive(pid) ? 'unknown' : null;
  }
}

/** Is this a process of this user that runs the engine? Where the system cannot tell, it is not known to be another. */
export async function isEngineProcess(pid: number): Promise<boolean> {
  const facts = await processFacts(pid);
  if (facts === null) return false;
  if (facts === 'unknown') return true;
  const me = process.getuid?.();
  if (me !== undefined && facts.uid !== me) return false;
  return /engine\.js(\s|$)/.test(facts.command.join('\n')) && /(^|\s)--store(\s|=|$)/.test(facts.command.join('\n'));
}

/** `process 4711 (node, since 2026-11-25 10:04 UTC)`, as far as it is known. */
export async function describeProcess(pid: number): Promise<string> {
  const facts = await processFacts(pid);
  if (facts === null || facts === 'unknown') return `process ${pid}`;
  const name = facts.command[0]?.split(/\s/)[0]?.split('/').at(-1);
  const since = facts.started && `since ${facts.started.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const known = [name, since].filter((part) => part !== null && part !== undefined && part !== '');
  return `process ${pid}${known.length > 0 ? ` (${known.join(', ')})` : ''}`;
}
