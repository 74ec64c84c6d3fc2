import { readdirSync, readFileSync } from 'node:fs';

/** What the processes that this one has started have taken so far; NaN where the platform does not say. */
export interface ChildUse {
  /** Milliseconds of processors. */
  readonly processor: number;
  /** Greatest resident megabytes of one of them. */
  readonly peakMegabytes: number;
}

/** Ticks of the kernel's clock, of which processor time is told in. */
const tick = 10;

function childrenOf(pid: number): string[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean));
}

export function childUse(): ChildUse {
  if (process.platform !== 'linux') return { processor: Number.NaN, peakMegabytes: Number.NaN };
  const children = childrenOf(process.pid);
  // Behind the name, which may hold blanks, user and system time are the 12th and 13th fields.
  const processor = children.map((child) => readFileSync(`/proc/${child}/stat`, 'utf8').split(') ')[1]!.split(' ').slice(11, 13).reduce((sum, ticks) => sum + Number(ticks) * tick, 0));
  const peaks = children.map((child) => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024);
  return { processor: processor.reduce((a, b) => a + b, 0), peakMegabytes: Math.max(...peaks) };
}
